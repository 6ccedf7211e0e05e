"""The issue: its stages, its articles' bounds, and what belongs to none of them."""
