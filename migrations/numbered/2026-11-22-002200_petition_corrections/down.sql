drop table petition_numbers;
