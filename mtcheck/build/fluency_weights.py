"""Fits the weights of ``mtcheck.scorers.fluency``: python -m mtcheck.build.fluency_weights demetr.jsonl.gz [PAIRS [MODEL]] > mtcheck/scorers/fluency_weights.py

DEMETR (Karpinska et al. 2022, MIT licence) pairs a good translation with the same, damaged in one of 35 ways. A logistic model of the
difference of their features says which is the good one; every category weighs the same. MODEL is a setting of --scorer, the installed default model else.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from mtcheck.scorers import Passage
from mtcheck.scorers.fluency import features
from mtcheck.scorers.loading import scorer_for

FOLDS = 5
PENALTY = 1e-4
BATCH = 200


def main(path: str, pairs: str = "220", model: str = "required") -> None:
    """Print the module; say on stderr how often the good sentence wins, cross-validated."""
    rows = chosen(path, int(pairs))
    table = figures(sorted({row[key] for row in rows for key in ("good", "bad")}, key=len), model)
    names = list(next(iter(table.values())))
    goods = sorted({row["good"] for row in rows})
    random.Random(0).shuffle(goods)
    fold = {good: number % FOLDS for number, good in enumerate(goods)}
    shares = [share([r for r in rows if fold[r["good"]] == k], table, fit([r for r in rows if fold[r["good"]] != k], table)) for k in range(FOLDS)]
    print(f"{len(rows)} pairs, the good sentence wins {sum(shares) / FOLDS:.4f}", file=sys.stderr)  # noqa: T201
    weights = fit(rows, table)
    totals = sorted(sum(weight * value for weight, value in zip(weights, table[good].values(), strict=True)) for good in goods)
    centre, spread = totals[len(totals) // 2], (totals[len(totals) * 3 // 4] - totals[len(totals) // 4]) / 2
    body = "".join(f'    "{name}": {weight:.5g},\n' for name, weight in zip(names, weights, strict=True))
    head = '"""The weights of ``mtcheck.scorers.fluency``, made by ``mtcheck.build.fluency_weights``."""'
    print(f"{head}\n\nCENTRE = {centre:.4f}\nSCALE = {spread:.4f}\nWEIGHTS = {{\n{body}}}")  # noqa: T201


def chosen(path: str, pairs: int) -> list[dict[str, Any]]:
    """Return up to ``pairs`` rows of each category of damage."""
    with gzip.open(Path(path), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    random.Random(7).shuffle(rows)
    kept: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if not row["category"].startswith("base") and len(kept[row["category"]]) < pairs:
            kept[row["category"]].append(row)
    return [row for part in kept.values() for row in part]


def figures(texts: list[str], model: str) -> dict[str, dict[str, float]]:
    """Return the features of each text."""
    scorer, found = scorer_for(model, keep=False), {}
    assert scorer is not None
    for first in range(0, len(texts), BATCH):
        part = texts[first : first + BATCH]
        for text, scores in zip(part, scorer.score([Passage(text) for text in part]), strict=True):
            found[text] = features(text, scores.tokens)
    return found


def fit(rows: list[dict[str, Any]], table: dict[str, dict[str, float]]) -> list[float]:
    """Return the weights that tell good from bad best, by logistic loss with a small penalty."""
    import torch

    values = torch.tensor([list(row.values()) for row in table.values()], dtype=torch.float64)
    scale = values.std(0) + 1e-9
    counts = Counter(row["category"] for row in rows)
    gaps = torch.tensor(
        [[a - b for a, b in zip(table[row["good"]].values(), table[row["bad"]].values(), strict=True)] for row in rows], dtype=torch.float64
    )
    share = torch.tensor([1 / counts[row["category"]] / len(counts) for row in rows], dtype=torch.float64)
    weights = torch.zeros(len(scale), dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=300)

    def loss() -> Any:
        optimiser.zero_grad()
        value = (share * torch.nn.functional.softplus(-(gaps / scale) @ weights)).sum() + PENALTY * (weights**2).sum()
        value.backward()
        return value

    optimiser.step(loss)
    return [float(weight) for weight in weights.detach() / scale]


def share(rows: list[dict[str, Any]], table: dict[str, dict[str, float]], weights: list[float]) -> float:
    """Return how often the good sentence has the higher figure, categories averaged."""
    wins: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        good, bad = (sum(w * v for w, v in zip(weights, table[row[key]].values(), strict=True)) for key in ("good", "bad"))
        wins[row["category"]].append(good > bad)
    return sum(sum(part) / len(part) for part in wins.values()) / len(wins)


if __name__ == "__main__":
    main(*sys.argv[1:])
