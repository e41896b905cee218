mod browsers;
mod cors;
mod limits;
mod matrix;
mod raw;
mod relations;
mod scenes;
mod steps;
