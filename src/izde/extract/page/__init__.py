"""Pages: their lines in reading order, and the furniture at their edges."""
