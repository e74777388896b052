"""A tagger: how likely is it that an editor would change this word of a translation? Learned from articles that editors marked.

It reads what the language model made of the article anyway (states of three middle layers, surprisal, entropy and rank of each token, with
the whole article before it) and looks at the words around in both directions: the "head on a frozen model" of word-level quality estimation
(predictor-estimator, Kim et al. 2017; Specia et al. 2020). ``mtcheck.build.tagger`` trains it, ``docs/tagger.md`` is its card.
"""

from pathlib import Path

FILE = Path(__file__).with_name("heads.onnx")
"""The shipped heads, made for the default model."""
REASONS = ("sense", "grammar", "wording")
"""Why a word is changed, as far as the heads can tell."""
