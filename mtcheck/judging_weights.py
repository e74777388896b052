"""The numbers of ``mtcheck.judging``: rule -> bias, weight of the rule's own log-odds, log-odds a nat of gain.

Set by hand in round figures and held against spun text and made-gendered pronouns of the development data. A word that replacers like to put in needs
about four nats; a pronoun or a phrase that the rules are half sure of is decided by one or two.
"""

WEIGHTS = {
    "substituted-word": (-2.0, 0.25, 0.5),
    "organisation-pronoun": (-0.2, 0.8, 0.2),
    "inanimate-pronoun": (0.0, 1.0, 0.15),
    "calque": (-0.2, 1.0, 0.2),
    "false-friend": (-0.2, 1.0, 0.2),
}
