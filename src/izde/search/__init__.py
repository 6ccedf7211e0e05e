"""A query string in, ranked hits out."""
