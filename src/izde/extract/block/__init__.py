"""Blocks: title, abstract and keywords of one language, and where they begin and end."""
