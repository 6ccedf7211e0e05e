"""Measurements of speed, each a ratio to something known that is measured in the same run."""
