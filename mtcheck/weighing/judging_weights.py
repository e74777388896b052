"""The numbers of ``mtcheck.weighing.judging``: rule -> bias, weight of the rule's own log-odds, log-odds a nat of gain.

Made by ``mtcheck.build.judging_weights``; the comments say from how many findings. Pronouns are not asked about: what they stand for is mostly
said in another sentence, and a model that sees one sentence made the findings worse.
"""

WEIGHTS = {
    "calque": (-0.44, 0.8, 0.13),  # 68 findings, 0.56 right
    "false-friend": (-0.28, 0.92, 0.11),  # 7 findings, 0.57 right
    "substituted-word": (-1.94, 0.27, 0.56),  # 15 findings, 0.87 right
}
