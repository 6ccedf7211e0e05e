"""Letters: scripts, look-alikes, alphabets and keyboards."""
