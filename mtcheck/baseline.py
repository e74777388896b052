"""The baseline: findings that were there when it was made, so that a gate fails on new ones only. By content, without line numbers.

``.mtcheck-baseline.tsv`` has a version line, a header and one entry a line, sorted: ``file`` (from the folder of the list), ``rule``, ``context`` (the context
hash), ``copy`` (1, 2 ... of the same words in the same words around), ``words`` (for whoever reads it). Lines may come in any order and twice, as a merge
leaves them. The copy ``-`` stands for what was not reported and would be if the text showed more clearly that it was translated (``Checker.latent``): a
paragraph that gives the article away must not bring up what was there before.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Document, DocumentReport, Finding
from mtcheck.core.mqm import quality_score
from mtcheck.suppression.ignore_file import refuse_markers, shown
from mtcheck.suppression.matching import Key, matched
from mtcheck.suppression.places import relative

VERSION = 1
VERSION_LINE = f"# mtcheck-baseline {VERSION}"
COLUMNS = ("file", "rule", "context", "copy", "words")
ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
LATENT = "-"
ANEW = "`mtcheck baseline create --force` makes it anew"


class Entry(NamedTuple):
    """A finding that was there: the file it was in, its rule and context hash, and its words as far as a list shows them."""

    file: str
    rule: str
    context: str
    words: str
    latent: bool = False

    @property
    def key(self) -> Key:
        """What it has in common with the finding."""
        return Key(self.rule, self.context)


def read_baseline(path: Path) -> list[Entry]:
    """Return the entries of a baseline.

    Raises ConfigError with ``file:line`` for one of another version, with the markers of a merge, or otherwise not as it is written.
    """
    if not path.is_file():
        raise ConfigError("no such baseline", str(path), f"`mtcheck baseline create --baseline {path}` makes it")
    refuse_markers(path, f"keep the lines of both sides without the markers, or {ANEW}")
    lines = path.read_bytes().decode("utf-8", "surrogateescape").removeprefix("\ufeff").split("\n")
    lines = [line.rstrip("\r") for line in lines]
    if not (version := re.fullmatch(r"# mtcheck-baseline (\S+)", lines[0])):
        raise ConfigError("no baseline, whose first line would be its version", f"{path}:1", ANEW)
    if version[1] != str(VERSION):
        raise ConfigError(f"a baseline of version {version[1]}, this mtcheck reads version {VERSION}", f"{path}:1", ANEW)
    rows = {_cells(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line not in ("", VERSION_LINE)}
    return [Entry(_unescaped(row[0]), row[1], row[2], row[4], row[3] == LATENT) for row in sorted(rows) if row != COLUMNS]


def _cells(line: str, where: str) -> tuple[str, ...]:
    cells = tuple(line.split("\t"))
    if len(cells) != len(COLUMNS):
        raise ConfigError(f"{len(cells)} cells, an entry has {len(COLUMNS)}", where, f"put the line right, or {ANEW}")
    return cells


def written(entries: Iterable[Entry]) -> bytes:
    """Return the content of the file with these entries."""
    copies: Counter[tuple[str, str, str]] = Counter()
    lines = set()
    for entry in entries:
        copies[entry[:3]] += not entry.latent
        copy = LATENT if entry.latent else str(copies[entry[:3]])
        lines.add("\t".join((_escaped(entry.file), entry.rule, entry.context, copy, entry.words)))
    text = "\n".join([VERSION_LINE, "\t".join(COLUMNS), *sorted(lines)]) + "\n"
    return text.encode("utf-8", "surrogateescape")


def _escaped(name: str) -> str:
    return "".join(ESCAPES.get(char, char) for char in name)


def _unescaped(cell: str) -> str:
    back = {sign: char for char, sign in ESCAPES.items()}
    return re.sub(r"\\.", lambda found: back.get(found.group(), found.group()), cell)


def entry_of(finding: Finding, file: str, *, latent: bool = False) -> Entry:
    """Return the entry for a finding of a file."""
    return Entry(file, finding.rule, finding.context, shown(finding.text).encode("utf-8", "backslashreplace").decode(), latent)


Runs = Callable[[str, Document], bool]
"""Whether a rule could find something in a document."""


@dataclass
class Comparison:
    """Tells what is new from what was there, document by document.

    ``folder`` is that of the baseline, ``scope`` the files and folders of the run, ``runs`` says which rules the run could hear of. Findings that are not those
    of their own file may be those of files in the baseline that are gone, where one is the same: the file was renamed.
    """

    entries: Sequence[Entry]
    folder: Path
    scope: Sequence[str]
    runs: Runs
    current: list[Entry] = field(default_factory=list)
    """What was there and still is, as it would be written now."""
    new: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._left: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(self.entries, key=lambda entry: entry.latent):
            self._left[entry.file].append(entry)
        self._rules = {entry.rule for entry in self.entries}
        self._heard: dict[str, set[str]] = defaultdict(set)
        self._failed: set[str] = set()

    def take(self, report: DocumentReport, latent: Sequence[Finding] = ()) -> DocumentReport:
        """Return the report with the findings that were there kept apart, and the score of the rest; entries for latent ones go on as such."""
        name = relative(report.document.path, self.folder)
        held = self._held(name, report.findings)
        for at, finding in enumerate(report.findings):
            (self.current if at in held else self.new).append(entry_of(finding, name))
        self.current += [entry_of(latent[at], name, latent=True) for at in sorted(self._held(name, latent))]
        self._heard[name].update(rule for rule in self._rules if self.runs(rule, report.document))
        if any(failure.internal for failure in report.failures):
            self._failed.add(name)
        if not held:
            return report
        kept, known = (tuple(one for at, one in enumerate(report.findings) if (at in held) is there) for there in (False, True))
        score = round(quality_score((finding.severity for finding in kept), report.words), 1)
        return replace(report, findings=kept, known=known, score=score)

    def _held(self, name: str, findings: Sequence[Finding]) -> set[int]:
        """Return the indices of the findings that were there, and take the entries that stood for them away."""
        waiting = {at: Key(finding.rule, finding.context) for at, finding in enumerate(findings)}
        self._match(name, waiting)
        if waiting:
            for file in self._former(name, frozenset(waiting.values())):
                self._match(file, waiting)
        return set(range(len(findings))) - waiting.keys()

    def _match(self, file: str, waiting: dict[int, Key]) -> None:
        """Take those that entries of the file stand for out of the findings that wait, and these entries away."""
        if not (left := self._left.get(file)):
            return
        places = list(waiting)
        found = matched(list(waiting.values()), [entry.key for entry in left])
        for at in found:
            del waiting[places[at]]
        used = set(found.values())
        self._left[file] = [entry for at, entry in enumerate(left) if at not in used]

    def _former(self, name: str, wanted: frozenset[Key]) -> list[str]:
        """Return the files that are gone and have one of the findings, the likest first."""
        common = Counter(file for key in wanted for file in self._gone_with.get(key, ()) if file != name)
        return sorted(common, key=lambda file: (-common[file], file))

    @cached_property
    def _gone(self) -> list[str]:
        """The files of the baseline that are no longer there."""
        return [file for file in dict.fromkeys(entry.file for entry in self.entries) if not (self.folder / file).exists()]

    @cached_property
    def _gone_with(self) -> dict[Key, set[str]]:
        """The files that are gone by the findings that they had."""
        gone, found = set(self._gone), defaultdict(set)
        for entry in self.entries:
            if entry.file in gone:
                found[entry.key].add(entry.file)
        return found

    def rest(self) -> tuple[list[Entry], list[Entry]]:
        """Return the entries that match nothing any more, and those that the run says nothing about; when all reports were taken."""
        scope = [Path(relative(one, self.folder)) for one in self.scope]
        gone = {file for file in self._gone if any(one in (Path(file), *Path(file).parents) for one in scope)}
        heard = {rule for rules in self._heard.values() for rule in rules}
        stale: list[Entry] = []
        untouched: list[Entry] = []
        for file, left in self._left.items():
            rules = heard if file in gone else self._heard[file] if file in self._heard and file not in self._failed else set()
            stale += [entry for entry in left if entry.rule in rules and not entry.latent]
            untouched += [entry for entry in left if entry.rule not in rules]
        return stale, untouched
