"""Sessions of ONNX Runtime."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime as ort

# Threads that wait for work in a loop take the processor from other programs, and from each other.
SETTINGS = {"session.intra_op.allow_spinning": "0"}
CAREFUL = {"session.x64quantprecision": "1"}
"""Makes weights numbers without sign, at each start, whose products are exact on any processor and take half as long again."""
PRODUCTS = Path(__file__).parent / "products.onnx"
"""A product whose sums leave sixteen bits (``mtcheck.build.products``)."""
LENGTH, STATE, WEIGHT, SUM = 256, 255, 127, 256 * 127 * 127
"""How many states it adds up, what states and weights are, and what that comes to: a state of 255 stands for 127."""
ROWS = (1, 2, 7, 128)
"""Numbers of tokens, each of which may take another way through the processor."""


def opened(graph: Path | bytes) -> ort.InferenceSession:
    """Return a session over a graph's file or content, with a thread for each processor that is ours; products of eight bits are exact in it."""
    return _session(graph, SETTINGS if exact() else {**SETTINGS, **CAREFUL})


@cache
def exact() -> bool:
    """Return whether signed weights of eight bits are multiplied exactly here: a processor without instructions for it (VNNI) adds pairs up in sixteen bits, which saturate."""
    session = _session(PRODUCTS, SETTINGS)
    sums = (session.run(None, {"states": np.full((rows, LENGTH), STATE, np.uint8)})[0] for rows in ROWS)
    return all(bool((one == SUM).all()) for one in sums)


def _session(graph: Path | bytes, settings: dict[str, str]) -> ort.InferenceSession:
    options = ort.SessionOptions()
    # Without a number its threads would be bound to processors.
    options.intra_op_num_threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    options.log_severity_level = 3
    for name, value in settings.items():
        options.add_session_config_entry(name, value)
    return ort.InferenceSession(graph if isinstance(graph, bytes) else str(graph), options, providers=["CPUExecutionProvider"])
