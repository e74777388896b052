"""Writes graphs for ONNX Runtime, node by node."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPERATORS, FORMAT = 20, 10
"""Versions of ONNX: of its operators and of its files (ONNX Runtime from 1.18 on)."""
MICROSOFT = "com.microsoft"
FLOAT, INTEGER = TensorProto.FLOAT, TensorProto.INT64


class Graph:
    """Nodes and constants as they are added; each value goes by its name."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.known: dict[tuple[str, tuple[int, ...], bytes], str] = {}

    def constant(self, value: Any) -> str:
        """Add a constant, each value once, and return its name."""
        array = np.asarray(value)
        key = (str(array.dtype), array.shape, hashlib.blake2b(array.tobytes()).digest())
        if key not in self.known:
            self.known[key] = f"constant{len(self.known)}"
            self.constants.append(numpy_helper.from_array(array, self.known[key]))
        return self.known[key]

    def add(self, kind: str, *given: str, name: str = "", domain: str = "", **settings: Any) -> str:
        """Add a node and return the name of what it gives."""
        name = name or f"made{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, given, [name], domain=domain, **settings))
        return name

    def split(self, value: str, sizes: list[int]) -> list[str]:
        """Return the parts of a value's last axis."""
        names = [f"made{len(self.nodes)}.{part}" for part in range(len(sizes))]
        self.nodes.append(helper.make_node("Split", [value, self.constant(np.array(sizes))], names, axis=-1))
        return names

    def shaped(self, value: str, *sizes: int) -> str:
        """Return a value in another shape; 0 keeps an axis, -1 fills what is left."""
        return self.add("Reshape", value, self.constant(np.array(sizes)))

    def model(self, given: list[Any], gives: list[str]) -> onnx.ModelProto:
        """Return the whole, with what comes in (``tensor``) and the names of what comes out."""
        out = [tensor(name, None) for name in gives]
        return helper.make_model(
            helper.make_graph(self.nodes, "model", given, out, self.constants),
            opset_imports=[helper.make_opsetid("", OPERATORS), helper.make_opsetid(MICROSOFT, 1)],
            ir_version=FORMAT,
        )


def tensor(name: str, shape: list[str | int] | None, kind: int = FLOAT) -> Any:
    """Return the description of what comes in or out."""
    return helper.make_tensor_value_info(name, kind, shape)
