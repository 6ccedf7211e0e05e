"""One module for each kind of file; each gives pages of lines."""
