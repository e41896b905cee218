mod cors;
mod limits;
mod matrix;
