"""The engine on Tantivy: its postings, positions and commits."""
