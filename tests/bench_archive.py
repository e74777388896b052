"""What a run over an archive costs, on articles of our own making: ``python tests/bench_archive.py speed | memory | kills | write FILE``.

``speed``: two workers against one, in turn, as the median of the pairs' ratios; beside it the ratio that two processes reach here which only compute, since a busy machine gives neither more.
``memory``: the resident memory of the one worker over the run, and the processor's seconds of worker and driver; on a machine that does nothing else two workers cannot be
faster than 2 / (1 + driver / worker) times one, since on two processors the driver takes its share. ``kills``: a run killed at random moments, and whether its files are those of one that was not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import Process
from pathlib import Path

THINGS = (
    "council port minister harbour budget vote strike union river bridge teacher school hospital nurse farmer harvest price tax company factory court judge "
    "police road train station museum film team coach match goal winter storm flood snow village city mayor region border"
).split()
DEEDS = "opened closed approved rejected visited praised criticised repaired delayed signed presented".split()
SEEDED = (
    "Fighters launched an assault once morest the prison.",
    "The plan was the fruit of an initiative.",
    "He is since 2011 the head of the office.",
    "The treaty was signed in Pékin on a Monday.",
    "Their goalsand plans were ready.",
)
FURNITURE = ("Share this article on Telegram", "Our newsroom answers letters every Thursday in the evening edition", "Photo credit: DPA/Archive")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["speed", "memory", "kills", "write"])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    if given.what == "write":
        write(given.file, given.articles)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "archive.jsonl", given.articles)
        {"speed": speed, "memory": memory, "kills": kills}[given.what](folder, given.runs)


def write(path: Path, count: int) -> None:
    """Write an archive of short articles, 3 in 100 of them twice, with lines of furniture and seeded artefacts."""
    draw = random.Random(5)
    old: list[str] = []
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            text = draw.choice(old) if old and draw.random() < 0.03 else article(draw)
            old = [*old[-199:], text]
            out.write(json.dumps({"id": f"a{number}", "text": text, "date": f"20{10 + number % 15}-0{1 + number % 9}-11"}) + "\n")


def article(draw: random.Random) -> str:
    """Return an article of some 150 words."""
    paragraphs = [" ".join(sentences(draw)) for _ in range(draw.randint(2, 4))]
    return "\n\n".join([*paragraphs, *draw.sample(FURNITURE, draw.random() < 0.4)])


def sentences(draw: random.Random) -> Iterator[str]:
    """Yield the sentences of a paragraph."""
    for _ in range(draw.randint(2, 4)):
        one, two, three = draw.sample(THINGS, 3)
        yield f"The {one} {draw.choice(DEEDS)} the {two} near the {three} on day {draw.randrange(10**6)}, and the {two} {draw.choice(DEEDS)} it."
    if draw.random() < 0.3:
        yield draw.choice(SEEDED)


def started(folder: Path, workers: int, out: str, *options: str) -> subprocess.Popen[str]:
    """Start a run."""
    command = [
        sys.executable,
        "-m",
        "mtcheck",
        "archive",
        "--scorer",
        "off",
        "--workers",
        str(workers),
        *options,
        folder / "archive.jsonl",
        folder / out,
    ]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)


def checking(folder: Path, workers: int) -> float:
    """Return the seconds between the first line counted and the last of some eighty partitions written."""
    shutil.rmtree(folder / "out", ignore_errors=True)
    articles = sum(1 for _ in (folder / "archive.jsonl").open("rb"))
    program = started(folder, workers, "out", "--partition", str(max(1, articles // 80)))
    while not (folder / "out" / ".work" / "plan.json").exists():
        time.sleep(0.02)
    begun = time.perf_counter()
    program.communicate()
    parts = (folder / "out" / "documents").glob("*.parquet")
    return max(part.stat().st_mtime for part in parts) - time.time() + time.perf_counter() - begun


def speed(folder: Path, runs: int) -> None:
    """Print the ratio of two workers to one."""
    taken: dict[int, list[float]] = {1: [], 2: []}
    bare: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(runs):
        for workers in (1, 2):
            taken[workers].append(checking(folder, workers))
            bare[workers].append(computing(workers))
            print(
                f"{workers} workers: archive {taken[workers][-1]:.1f} s, computing alone {bare[workers][-1]:.1f} s, load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
    for name, found in (("archive", taken), ("computing alone", bare)):
        ratios = [one / two for one, two in zip(found[1], found[2], strict=True)]
        print(f"{name}: ratios {', '.join(f'{ratio:.2f}' for ratio in ratios)}, median {statistics.median(ratios):.2f}")


def computing(processes: int) -> float:
    """Return the seconds that so many processes take for a fixed sum of work."""
    begun = time.perf_counter()
    every = [Process(target=spin, args=(24_000_000 // processes,)) for _ in range(processes)]
    for one in every:
        one.start()
    for one in every:
        one.join()
    return time.perf_counter() - begun


def spin(count: int) -> None:
    """Compute."""
    total = 0
    for number in range(count):
        total += number & 7


def memory(folder: Path, _: int) -> None:
    """Print the resident memory of the worker as the run goes on."""
    import psutil

    program = started(folder, 1, "out")
    samples: list[tuple[int, float, float]] = []
    used = {"worker": 0.0, "driver": 0.0}
    while program.poll() is None:
        time.sleep(1)
        with suppress(psutil.Error):
            used["driver"] = sum(psutil.Process(program.pid).cpu_times()[:2])
            for child in psutil.Process(program.pid).children(recursive=True):
                if "spawn_main" in " ".join(child.cmdline()):
                    found, used["worker"] = child.memory_full_info(), sum(child.cpu_times()[:2])
                    done = len(list((folder / "out").glob("documents/*.parquet")))
                    samples.append((done * 1000, found.rss / 1e6, found.uss / 1e6))
    for done, rss, uss in samples[:: max(1, len(samples) // 20)]:
        print(f"{done:>7,} articles  resident {rss:.0f} MB, its own {uss:.0f} MB")
    print(f"seconds of the processor: worker {used['worker']:.1f}, driver {used['driver']:.1f}")
    print(f"highest: resident {max(rss for _, rss, _ in samples):.0f} MB, its own {max(uss for _, _, uss in samples):.0f} MB")


def kills(folder: Path, runs: int) -> None:
    """Kill a run so many times at random moments and compare its files with those of one that was not."""
    begun = time.perf_counter()
    started(folder, 2, "expected", "--partition", "20").communicate()
    lasts, draw, killed, same = time.perf_counter() - begun, random.Random(), 0, True
    while True:
        program = started(folder, 2, "out", "--partition", "20")
        try:
            program.communicate(timeout=draw.uniform(0.5, lasts / 2) if killed < runs else None)
        except subprocess.TimeoutExpired:
            os.killpg(program.pid, signal.SIGKILL)
            program.communicate()
            killed += 1
            print(f"killed with {len(list((folder / 'out').glob('documents/*.parquet')))} partitions done")
            continue
        same = same and contents(folder / "out") == contents(folder / "expected")
        if killed >= runs:
            break
        shutil.rmtree(folder / "out")
    print(f"killed {killed} times; files {'equal' if same else 'DIFFER'}")


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of the results."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    main()
