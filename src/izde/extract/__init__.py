"""An issue file in, an Extraction out."""
