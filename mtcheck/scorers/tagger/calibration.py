"""How sure a tagged stretch is, made by ``mtcheck.build.tagger`` with articles and human translations that the heads had not seen."""

BIAS, PEAK, LENGTH, MANNER = -0.214, 0.715, 0.554, 0.668
"""A logistic model: weights of the surest word's log-odds, of the logarithm of the number of words, and of the article's mean log-odds."""
MACHINE = 1.0
"""Mean log-odds of an article's surest words that 24 of 25 texts by people, half of them translations, do not reach."""
