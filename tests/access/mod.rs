mod limits;
mod matrix;
