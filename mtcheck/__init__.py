"""Finds machine-translation and word-spinner artefacts in English text."""

__version__ = "0.1.0"
