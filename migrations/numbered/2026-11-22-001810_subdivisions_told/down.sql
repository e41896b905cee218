drop trigger content_told on subdivisions;
