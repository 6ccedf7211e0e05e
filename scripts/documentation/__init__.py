"""What the documentation takes from the program: two pages as a whole, and the output in console blocks."""
