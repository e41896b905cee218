mod browsers;
mod cors;
mod limits;
mod matrix;
mod relations;
mod steps;
