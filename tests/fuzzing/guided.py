"""``python -m tests.fuzzing.guided``: inputs that a coverage-guided fuzzer (atheris, on libFuzzer) makes, target by target, each in a process of its own."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from tests.fuzzing.shards import SLOWEST, keep, outcome_of, plain

FOLDER = Path("build/fuzz")
LONGEST = 10_000


def one(name: str, seconds: int, seed: int) -> None:
    """Feed one target, instrumented, for some seconds; ends the process, with 0 where nothing broke."""
    import atheris

    with atheris.instrument_imports(include=["mtcheck"]):
        from tests.attacks.expressions import modules

        list(modules())
    from tests.fuzzing.targets import TARGETS

    target, corpus = TARGETS[name], FOLDER / "corpus" / plain(name)
    corpus.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(content[:LONGEST])
    words = FOLDER / f"{plain(name)}.dict"
    words.write_text("".join(f'"{_escaped(token)}"\n' for token in target.tokens if token), "utf-8")

    def feed(content: bytes) -> None:
        _, trace = outcome_of(target, content)
        if trace:
            print(f"{name}: {keep(FOLDER / 'found', name, content, trace)}", flush=True)
            raise RuntimeError(trace)

    limits = [
        f"-max_total_time={seconds}",
        f"-seed={seed}",
        f"-max_len={LONGEST}",
        f"-timeout={10 * SLOWEST:.0f}",
        "-rss_limit_mb=4096",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], f"-dict={words}", f"-artifact_prefix={FOLDER}/", "-print_final_stats=1", *limits, str(corpus)], feed)
    atheris.Fuzz()


def _escaped(token: bytes) -> str:
    return "".join(rf"\x{byte:02x}" for byte in token)


def main() -> int:
    """Feed the targets one after the other; return 1 where something broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing.guided", description=__doc__)
    parser.add_argument("--seconds", type=int, default=5, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", default=[], metavar="TARGET", help="targets whose names begin so; repeatable")
    parser.add_argument("--target", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.target:
        one(given.target, given.seconds, given.seed)
    from tests.fuzzing.targets import TARGETS

    broken = 0
    for name in TARGETS:
        if given.only and not name.startswith(tuple(given.only)):
            continue
        program = [
            sys.executable,
            "-W",
            "ignore",
            "-m",
            "tests.fuzzing.guided",
            "--target",
            name,
            "--seconds",
            str(given.seconds),
            "--seed",
            str(given.seed),
        ]
        done = subprocess.run(program, capture_output=True, text=True, errors="replace", check=False)
        inputs = next((line.split()[-1] for line in done.stderr.splitlines() if line.startswith("stat::number_of_executed_units")), "?")
        print(f"{name}: {inputs} inputs{'' if done.returncode == 0 else ', BROKEN'}", flush=True)
        print(done.stdout, end="", flush=True)
        if done.returncode and not done.stdout:
            print("\n".join(done.stderr.splitlines()[-20:]), flush=True)
        broken += done.returncode != 0
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
