"""How likely a word follows another in English, as a language model has it: what people write, and no corpus at hand holds.

Attraction is the logarithm of how much likelier a word stands behind "the X" than behind any other such word, in nats: "forest" behind "random" has 5,
"timberland" behind "irregular" less than 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

BATCH = 64
BEGINNING = "They wrote about the"


def attractions(pairs: Iterable[tuple[str, str]], model: Path) -> dict[tuple[str, str], float]:
    """Return (word, next word) -> attraction; of a word of several tokens the first one counts."""
    following: dict[str, set[str]] = defaultdict(set)
    for first, second in pairs:
        following[first].add(second)
    tokenizer = AutoTokenizer.from_pretrained(model)
    network = AutoModelForCausalLM.from_pretrained(model, dtype=torch.float32).eval()
    tokens = {second: tokenizer.encode(f" {second}")[0] for seconds in following.values() for second in seconds}
    found: dict[tuple[str, str], float] = {}
    sums = torch.zeros(network.config.vocab_size)
    firsts = sorted(following, key=lambda word: (len(tokenizer.encode(f" {word}")), word))
    for at in range(0, len(firsts), BATCH):
        batch = firsts[at : at + BATCH]
        chances = _next(network, [tokenizer.encode(f"{BEGINNING} {word}") for word in batch])
        sums += chances.exp().sum(0)
        found.update({(word, second): float(row[tokens[second]]) for word, row in zip(batch, chances, strict=True) for second in following[word]})
    usual = (sums / len(firsts)).log()
    return {pair: chance - float(usual[tokens[pair[1]]]) for pair, chance in found.items()}


def _next(network: AutoModelForCausalLM, rows: list[list[int]]) -> torch.Tensor:
    """Return the logarithms of the chances of each token behind each row, as a matrix of rows by tokens."""
    longest = max(map(len, rows))
    padded = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    with torch.inference_mode():
        logits = network(padded).logits
    last = torch.tensor([len(row) - 1 for row in rows])
    return torch.log_softmax(logits[torch.arange(len(rows)), last], -1)
