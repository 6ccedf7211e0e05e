"""Translations: what the articles themselves say that words are called in another language."""
