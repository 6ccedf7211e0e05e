"""Hits and records in, text out: one module a format."""
