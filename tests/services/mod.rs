mod administration;
mod catalogue;
