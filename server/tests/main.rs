mod style;
