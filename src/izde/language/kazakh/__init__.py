"""Kazakh morphology: sounds, suffixes, lexicon, and the stemmer that weighs them."""
