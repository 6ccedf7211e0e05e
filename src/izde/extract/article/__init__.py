"""The article: its record, field by field."""
