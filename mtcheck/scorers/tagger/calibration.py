"""How sure a tagged stretch is, made by ``mtcheck.build.tagger``: a logistic model over marked articles and human translations that the heads had not seen."""

BIAS, PEAK, LENGTH, MANNER = -1.882, 0.648, 0.391, 0.576
"""Weights of the surest word's log-odds, of the logarithm of the number of words, and of the article's mean log-odds."""
STATED = 1.4
"""What it adds that somebody names the language a text was translated from: most texts that nobody says it of were written in English."""
