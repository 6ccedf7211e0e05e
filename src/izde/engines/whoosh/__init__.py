"""The embedded engine: Whoosh's commits, with postings and scoring of its own in them."""
