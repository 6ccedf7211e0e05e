"""Sample issues and the gold records of what they print: as PDF in layouts that journals use, or as text."""
