"""``python -m tests.fuzzing``: feeds every target its share of inputs, in shards, and says what broke; ``make fuzz`` runs it."""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from tests.fuzzing.shards import SHARD, Shard, bounded, noted, run
from tests.fuzzing.targets import TARGETS


def planned(inputs: int, only: list[str]) -> Iterator[tuple[str, int, int]]:
    """Yield target, number and inputs of each shard."""
    whole = sum(target.share for target in TARGETS.values())
    for name, target in TARGETS.items():
        if only and not any(name.startswith(one) for one in only):
            continue
        size = max(20, min(SHARD, target.share * 2))
        shards = math.ceil(inputs * target.share / whole / size)
        yield from ((name, number, size) for number in range(shards))


def main() -> int:
    """Run what was not run before; return 1 where something broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("--inputs", type=int, default=50_000, help="how many inputs all targets get together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"), help="where runs are noted; one that was stopped is taken up")
    parser.add_argument("--only", action="append", default=[], metavar="TARGET", help="targets whose names begin so; repeatable")
    given = parser.parse_args()
    folder = given.folder / f"seed-{given.seed}"
    folder.mkdir(parents=True, exist_ok=True)
    done = noted(folder)
    plan = list(planned(given.inputs, given.only))
    left = [shard for shard in plan if shard[:2] not in done]
    shards = [done[key] for key in (shard[:2] for shard in plan) if key in done]
    begun = time.monotonic()
    for count, shard in enumerate(_run(left, given.seed, given.workers, folder), 1):
        shards.append(shard)
        for path in shard.found:
            print(f"{shard.target}: {path}", flush=True)
        if count % 100 == 0:
            print(f"{count} of {len(left)} shards, {time.monotonic() - begun:.0f} s", flush=True)
    print(_table(shards))
    return 1 if any(shard.found for shard in shards) or len(shards) < len(plan) else 0


def _run(left: list[tuple[str, int, int]], seed: int, workers: int, folder: Path) -> Iterator[Shard]:
    """Yield the shards as they end; what ends a whole process (a crash in C, a shard that is stuck) is said with how to repeat it."""
    waiting = iter(left)
    while True:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=bounded, max_tasks_per_child=200) as pool:
            running: dict[Future[Shard], tuple[str, int, int]] = {}
            try:
                while True:
                    for name, number, size in islice(waiting, 2 * workers - len(running)):
                        running[pool.submit(run, name, seed, number, size, folder)] = (name, number, size)
                    if not running:
                        return
                    ended, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in ended:
                        yield future.result()
                        del running[future]
            except BrokenProcessPool:
                for name, number, _ in running.values():
                    print(f"{name}: a process ended in or beside shard {number} of seed {seed}", flush=True)


def _table(shards: list[Shard]) -> str:
    """Return the counts by target."""
    lines = [f"{'target':<24}{'inputs':>10}{'broken':>8}  outcomes"]
    for name in TARGETS:
        own = [shard for shard in shards if shard.target == name]
        outcomes = sum((Counter(shard.outcomes) for shard in own), Counter[str]())
        if own:
            said = ", ".join(f"{outcome} {count:,}" for outcome, count in outcomes.most_common(5))
            lines.append(f"{name:<24}{sum(shard.inputs for shard in own):>10,}{sum(len(shard.found) for shard in own):>8,}  {said}")
    lines.append(f"{'all':<24}{sum(shard.inputs for shard in shards):>10,}{sum(len(shard.found) for shard in shards):>8,}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
