"""The numbers of ``mtcheck.judging``: rule -> bias, weight of the rule's own log-odds, log-odds a nat of gain.

Set by hand in round figures and held against the development data: a word that replacers like to put in needs about four nats; a phrase that the
glossary is half sure of stays unless the model disagrees. Pronouns are not asked about: what they stand for is mostly said in another
sentence, and a model that sees one sentence made the findings worse.
"""

WEIGHTS = {
    "substituted-word": (-2.0, 0.25, 0.5),
    "calque": (-0.2, 1.0, 0.2),
    "false-friend": (-0.2, 1.0, 0.2),
    "postposed-modifier": (2.4, 2.0, 0.5),
}
