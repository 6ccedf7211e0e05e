"""Text in, terms out: identification, normalization, stemming, names."""
