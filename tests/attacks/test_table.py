"""The table of docs/security.md names tests that are there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def functions(file: str) -> set[str]:
    return {node.name for node in ast.parse((ROOT / file).read_text("utf-8")).body if isinstance(node, ast.FunctionDef)}


def test_every_threat_has_its_tests():
    named = set()
    rows = [line.split("|")[1:-1] for line in (ROOT / "docs" / "security.md").read_text("utf-8").splitlines() if line.startswith("| ")][1:]
    for threat, what, tests in rows:
        if threat.strip().startswith("**"):
            continue
        assert what.strip()
        file = ""
        found = re.findall(r"`([\w/.]*)::(\w+)`|`(tests/[\w/.]+\.py)`", tests)
        assert found, threat
        for path, name, whole in found:
            file = whole or path or file
            assert whole or name in functions(file), f"{file}::{name}"
            named |= {(file, name)}
    for file in ("test_archives", "test_trees", "test_injection", "test_models"):
        there = {name for name in functions(f"tests/attacks/{file}.py") if name.startswith("test_")}
        assert len(there & {name for _, name in named}) > 0.6 * len(there), file
