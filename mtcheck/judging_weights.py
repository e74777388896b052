"""The numbers of ``mtcheck.judging``: rule -> bias, weight of the rule's own log-odds, log-odds a nat of gain."""

WEIGHTS = {
    "substituted-word": (-0.5, 1.0, 0.35),
    "organisation-pronoun": (0.0, 1.0, 0.3),
    "inanimate-pronoun": (0.0, 1.0, 0.3),
    "calque": (0.3, 1.0, 0.1),
    "false-friend": (0.3, 1.0, 0.1),
}
