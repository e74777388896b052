"""Five hundred edits in fifty articles: no old finding comes back, no new one is hidden, no suppression of anything elsewhere lapses."""

import json
import random
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtcheck.cli import group

ARTICLES, EDITS, ROUNDS = 50, 500, 5
NOUNS = (
    "mayor council harbour river teacher winter market judge bakery museum captain forest library engine ticket garden bishop orchard tunnel widow "
    "ferry printer valley tenant quarry chapel pilot barrel meadow clinic"
).split()
VERBS = "praised visited repaired crossed measured painted closed opened sold mentioned".split()
ARTEFACTS = ("fought once morest the", "spoke of the goalsand plans for the", "complained regarding to the the", "paid 50 % of the")
"""Words that some rule marks wherever they stand."""
TRACES = ("flew to Pékin with the", "drove to Anvers with the", "sailed to Londres with the")
"""Words that show besides that the article was translated from French: only new paragraphs have them."""
HINT = "In a first step, the"
"""Reported only where the article is known to be a translation."""


class Desk:
    """A folder of articles as an editor changes them: file -> paragraphs; ``planted`` are those that came in with a new artefact."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.random, self.count = folder, random.Random(seed), 0
        self.planted: set[str] = set()
        self.files = {f"{'desk' if n % 3 else 'sport'}/{n:02}{('.txt', '.md', '.html')[n % 3]}": self.article() for n in range(ARTICLES)}

    def article(self) -> list[str]:
        return [self.paragraph(ARTEFACTS if n % 2 == 0 else ()) for n in range(self.random.randint(6, 12))]

    def paragraph(self, artefacts: tuple[str, ...] = ()) -> str:
        """Return a paragraph of two sentences; its number keeps it apart from all others."""
        self.count += 1
        one, two, three, four, five = self.random.sample(NOUNS, 5)
        said = self.random.choice(artefacts) if artefacts else self.random.choice(VERBS) + " the"
        opening = HINT if self.random.random() < 0.15 else "The"
        return (
            f"{opening} {one} of house {self.count} {said} {two} near the {three}. It {self.random.choice(VERBS)} every {four} and the {five} there."
        )

    def edit(self) -> None:
        kind = self.random.choice(("insert", "insert", "plant", "move", "move", "delete", "delete", "rename"))
        name = self.random.choice(sorted(self.files))
        paragraphs = self.files[name]
        at = self.random.randrange(len(paragraphs))
        if kind in ("insert", "plant"):
            paragraphs.insert(at, self.paragraph(ARTEFACTS + TRACES if kind == "plant" else ()).replace(HINT, "The"))
            if kind == "plant":
                self.planted.add(paragraphs[at])
        elif kind == "move":
            paragraphs.insert(self.random.randrange(len(paragraphs)), paragraphs.pop(at))
        elif kind == "delete" and len(paragraphs) > 3:
            paragraphs.pop(at)
        elif kind == "rename":
            self.count += 1
            self.files[f"archive/{self.count}{Path(name).suffix}"] = self.files.pop(name)

    def write(self) -> None:
        for file in self.folder.rglob("*.*"):
            if not file.name.startswith(".") and file.suffix in (".txt", ".md", ".html"):
                file.unlink()
        for name, paragraphs in self.files.items():
            file = self.folder / name
            file.parent.mkdir(exist_ok=True)
            marked = [f"<p>{one}</p>" for one in paragraphs] if file.suffix == ".html" else paragraphs
            file.write_text("\n\n".join(marked) + "\n", encoding="utf-8")

    def paragraph_of(self, file: str, words: str, line: int) -> str:
        """Return the paragraph that a finding stands in: one a line, with a blank one between."""
        found = self.files[Path(file).as_posix()][(line - 1) // 2]
        assert words in found
        return found


@pytest.fixture
def desk(tmp_path, monkeypatch, cache):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mtcheck.toml").touch()
    made = Desk(tmp_path, 14)
    made.write()
    return made


def run(*arguments, code=None):
    done = CliRunner().invoke(
        group,
        [arguments[0], *([arguments[1]] if arguments[0] == "baseline" else []), "--scorer", "off", *arguments[1 + (arguments[0] == "baseline") :]],
    )
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert code is None or done.exit_code == code, done.output
    return done


def found(desk, *options, key="findings"):
    """Return what a check of the folder reports: (paragraph, rule, words), sorted."""
    report = json.loads(run("check", "--format", "json", *options, ".").stdout)
    every = [(document["path"], one) for document in report["documents"] for one in document.get(key, ())]
    return sorted((desk.paragraph_of(path, one["text"], one["line"]), one["rule"], one["text"]) for path, one in every)


def test_the_baseline_survives_edits_and_hides_nothing_new(desk):
    run("baseline", "create", code=0)
    old = found(desk, "--no-baseline")
    assert len(old) > 150 and found(desk) == [] and found(desk, key="known") == old
    for _ in range(ROUNDS):
        for _ in range(EDITS // ROUNDS):
            desk.edit()
        desk.write()
        planted = [one for one in found(desk, "--no-baseline") if one[0] in desk.planted]
        assert found(desk) == planted
        assert {one[0] for one in planted} == desk.planted & {text for paragraphs in desk.files.values() for text in paragraphs}
    assert any(HINT.startswith(words) for _, _, words in found(desk, "--no-baseline"))
    assert len(desk.planted) > 40 and sum(name.startswith("archive") for name in desk.files) > 20
    done = run("baseline", "update", code=0)
    assert re.search(r"; \d+ dropped; \d+ new findings not added", done.stderr)
    assert found(desk) == planted
    assert "match nothing any more" not in run("check", ".").stderr


def test_suppressions_survive_edits_elsewhere(desk):
    report = json.loads(run("check", "--format", "json", ".").stdout)
    chosen = [(document["path"], one) for document in report["documents"] for one in document["findings"]][::4]
    for path, one in chosen:
        run("ignore", f"{path}:{one['line']}:{one['column']}", "--rule", one["rule"], "--reason", "the house style", code=0)
    kept = found(desk, key="suppressed")
    assert len(kept) == len(chosen) > 40
    for _ in range(ROUNDS):
        for _ in range(EDITS // ROUNDS):
            desk.edit()
        desk.write()
        there = {text for paragraphs in desk.files.values() for text in paragraphs}
        suppressed = found(desk, key="suppressed")
        assert suppressed == [one for one in kept if one[0] in there]
    gone = len(kept) - len(suppressed)
    assert run("check", ".").stderr.count("matches nothing any more") == gone > 0
