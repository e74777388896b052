"""Sessions of ONNX Runtime."""

from __future__ import annotations

import os
from pathlib import Path

import onnxruntime as ort

SETTINGS = {
    # Where a processor's products of eight bits overflow, ONNX Runtime takes slower ones that do not.
    "session.x64quantprecision": "1",
    # Threads that wait for work in a loop take the processor from other programs, and from each other.
    "session.intra_op.allow_spinning": "0",
}


def opened(graph: Path | bytes) -> ort.InferenceSession:
    """Return a session over a graph's file or content, with a thread for each processor that is ours."""
    options = ort.SessionOptions()
    # Without a number its threads would be bound to processors.
    options.intra_op_num_threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    options.log_severity_level = 3
    for name, value in SETTINGS.items():
        options.add_session_config_entry(name, value)
    return ort.InferenceSession(graph if isinstance(graph, bytes) else str(graph), options, providers=["CPUExecutionProvider"])
