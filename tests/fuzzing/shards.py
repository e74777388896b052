"""Runs the inputs of a target in shards, each the same for the same seed, so that a run can be stopped, taken up and repeated."""

from __future__ import annotations

import faulthandler
import hashlib
import json
import random
import resource
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.fuzzing.mutation import mutated
from tests.fuzzing.targets import TARGETS, Target

SHARD = 500
"""Inputs of a shard."""
SLOWEST = 2.0
"""Seconds of a processor that an input of 10 kB may take."""
STUCK = 3600.0
"""Seconds after which a shard that waits for something is ended."""
MEMORY = 6_000_000_000
"""Bytes that a process may take which ``bounded`` was called in."""


class HangError(BaseException):
    """An input takes too long. No ``Exception``, so that no check can take it for its own."""


@dataclass
class Shard:
    """What became of the inputs of a shard; ``digest`` is of the inputs, ``found`` the files of those that broke something."""

    target: str
    number: int
    inputs: int
    outcomes: dict[str, int] = field(default_factory=dict)
    digest: str = ""
    found: list[str] = field(default_factory=list)


def inputs_of(target: Target, seed: int, number: int, count: int) -> Iterator[bytes]:
    """Yield the inputs of a shard."""
    rng = random.Random(f"{seed}/{target.name}/{number}")
    known, tokens = list(target.seeds()), list(target.tokens)
    for _ in range(count):
        yield mutated(rng, known, tokens)


def bounded() -> None:
    """Let this process take so much memory and no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def run(name: str, seed: int, number: int, count: int, folder: Path) -> Shard:
    """Feed a shard, keep what broke something under ``folder/found`` and note the shard in ``folder``."""
    target, outcomes, digest, found = TARGETS[name], Counter[str](), hashlib.sha256(), list[str]()
    faulthandler.dump_traceback_later(STUCK, exit=True)
    for content in inputs_of(target, seed, number, count):
        digest.update(len(content).to_bytes(4, "big") + content)
        outcome, trace = outcome_of(target, content)
        outcomes[outcome] += 1
        if trace:
            found.append(str(keep(folder / "found", name, content, trace)))
    faulthandler.cancel_dump_traceback_later()
    shard = Shard(name, number, count, dict(outcomes), digest.hexdigest()[:16], found)
    with (folder / f"{plain(name)}.jsonl").open("a", encoding="utf-8") as out:
        out.write(json.dumps(asdict(shard)) + "\n")
    return shard


def outcome_of(target: Target, content: bytes) -> tuple[str, str]:
    """Return what becomes of an input, and the traceback where it breaks something."""
    try:
        with limited():
            return target.feed(content), ""
    except HangError:
        return "HANG", f"longer than {SLOWEST} seconds\n{traceback.format_exc()}"
    except Exception as error:  # noqa: BLE001  whatever it is, it is what is looked for
        return type(error).__name__.upper(), traceback.format_exc()


@contextmanager
def limited(seconds: float = SLOWEST) -> Iterator[None]:
    """Raise HangError in what takes longer, counted in time of the processor."""

    def late(*_: Any) -> None:
        raise HangError

    signal.signal(signal.SIGPROF, late)
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    if time.process_time() - begun > seconds:
        raise HangError


def noted(folder: Path) -> dict[tuple[str, int], Shard]:
    """Return the shards that were run before, by target and number."""
    found: dict[tuple[str, int], Shard] = {}
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            with suppress(ValueError):  # a line that was cut when the run was stopped
                shard = Shard(**json.loads(line))
                found[shard.target, shard.number] = shard
    return found


def keep(folder: Path, name: str, content: bytes, trace: str) -> Path:
    """Write an input that broke something, and the traceback beside it."""
    path = folder / plain(name) / hashlib.sha256(content).hexdigest()[:12]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.with_suffix(".txt").write_text(trace, "utf-8", "backslashreplace")
    return path


def plain(name: str) -> str:
    """Return the name of a target as a file may have it."""
    return "".join(char if char.isalnum() else "-" for char in name).strip("-")
