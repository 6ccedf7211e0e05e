"""Lines: what each may be, by its words and forms."""
