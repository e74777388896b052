"""A tagger: how likely is it that an editor would change this word of a translation? Learned from articles that editors marked.

It reads what the language model made of the article anyway (states of three middle layers, surprisal, entropy and rank of each token, with
the whole article before it) and looks at the words around in both directions: the "head on a frozen model" of word-level quality estimation
(predictor-estimator, Kim et al. 2017; Specia et al. 2020). ``mtcheck.build.tagger`` trains it, ``docs/tagger.md`` is its card.
"""

from pathlib import Path

FILE = Path(__file__).with_name("heads.onnx")
"""The shipped heads, made for the default model."""
BESIDE = Path(__file__).with_name("beside.onnx")
"""The heads that see what the source says of each word as well."""
PARITY = Path(__file__).with_name("parity.onnx")
"""The network that finds added and missing words beside a source."""
SHARE = 0.5
"""What these weigh in a word's log-odds; the rest is those of the heads that see the English alone."""
GAP, MISSING, MORE = 0.48, 0.6, 1.0
"""What the log-odds that a word is missing weigh where the English alone is read and where the source is as well, and what is added to both (a logistic model; 0.5 less, so that good sentences are let be)."""
ADDED, BESIDE_GAP, LESS = 0.57, -0.26, -1.36
"""What the log-odds that a word was added weigh, what those weigh that one is missing beside it (a word that stands for another is no addition), and what is added."""
WEIGHED = (SHARE, GAP, MISSING, MORE, ADDED, BESIDE_GAP, LESS)
"""All of these: scores that are kept depend on them."""
REASONS = ("sense", "grammar", "wording")
"""Why a word is changed, as far as the heads can tell."""
