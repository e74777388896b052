"""What changed in a git repository: the lines that are new since a revision, or in the index, so that only findings on them count.

``since`` holds the files as they lie against the commit in which the branch left the revision (their merge base), so that what others did there meanwhile
counts for nobody here; commits, staged, unstaged and new files count alike. ``staged`` holds the index against ``HEAD``, and gives the staged content of a
file that was changed again since. Renamed files are followed; a new one counts as a whole, and so does a changed one whose format names no lines
(``BY_LINE`` of its reader) or that git takes to be binary. Uses the ``git`` program, in the working folder, with the environment as it is (hooks set it).
"""

from __future__ import annotations

import os
import re
import subprocess
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Document, DocumentReport, Failure, Finding, Result
from mtcheck.core.mqm import quality_score
from mtcheck.readers import STDIN, ZIPPED, Stdin, reader_of

SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "safe.bareRepository=explicit")
"""Lets git start none of the programs that a repository which came as an archive, or one among the articles, may name."""
PLAIN = ("-c", "core.quotePath=false", "-c", "diff.relative=false", "-c", "diff.interHunkContext=0")
DIFF = (*PLAIN, "diff", "--find-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=all")
PATCH = ("--unified=0", "--src-prefix=a/", "--dst-prefix=b/")
"""Says of diffs what settings of the user might say otherwise."""
HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
ESCAPES = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}
BINARY = b"-"
WHOLE = (range(1, 2**62),)
DEEPER = "fetch more of its history: git fetch --unshallow (fetch-depth: 0 in actions/checkout, GIT_DEPTH: 0 in GitLab)"

Lines = tuple[range, ...]
"""Stretches of 1-based lines, in order."""


@dataclass(frozen=True)
class Changes:
    """The changed lines of the files of a repository, by absolute path without links.

    ``known`` are the files that git has; others are new where ``new_too`` holds, else they have nothing to do with the change. ``contents`` are those
    of files that are to be read otherwise than they lie there. ``option`` is what asked for the changes.
    """

    option: str
    root: Path
    lines: Mapping[Path, Lines]
    known: frozenset[Path]
    new_too: bool = True
    contents: Mapping[Path, bytes] = field(default_factory=dict)

    def among(self, inputs: Iterable[str | Failure]) -> list[str | Failure]:
        """Return the inputs that changed, and what failed.

        Raises ConfigError for standard input, which has no history, and for a file outside the repository.
        """
        return [item for item in inputs if isinstance(item, Failure) or self._of(item)]

    def content(self, path: str) -> Stdin | None:
        """Return the content to check instead of the file's, under its name; None where the file is to be read."""
        found = self.contents.get(_real(path))
        return None if found is None or path.lower().endswith(ZIPPED) else Stdin(path, found)

    def kept(self, results: Iterable[Result]) -> Iterator[Result]:
        """Yield the results with the findings on changed lines alone; the score is that of these."""
        for result in results:
            yield self._kept(result) if isinstance(result, DocumentReport) else result

    def _kept(self, report: DocumentReport) -> DocumentReport:
        changed = self._of(report.document.path)
        if changed == WHOLE:
            return report
        on = _Numbers(report.document)
        every = (report.findings, report.suppressed, report.known)
        findings, suppressed, known = (tuple(one for one in found if on.touched(one, changed)) for found in every)
        score = quality_score((finding.severity for finding in findings), report.words)
        return replace(report, findings=findings, suppressed=suppressed, known=known, score=score)

    def _of(self, path: str) -> Lines:
        """Return the changed lines of a file."""
        if path == STDIN:
            raise ConfigError("standard input has no history", self.option, "name files")
        real = _real(path)
        if not real.is_relative_to(self.root) and not _real(Path(path).parent).is_relative_to(self.root):
            raise ConfigError(f"outside the repository {self.root}", path, f"{self.option} takes files of the repository around the working folder")
        return WHOLE if self.new_too and real not in self.known else self.lines.get(real, ())


class _Numbers:
    """The lines of a document's file as git counts them: a line feed ends one, nothing else."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.ends = [found.start() for found in re.finditer("\n", document.raw)]

    def touched(self, finding: Finding, changed: Lines) -> bool:
        """Return whether the finding stands on a changed line, with any of its words."""
        if self.document.line:
            first = last = self.document.line
        else:
            span = self.document.in_file(finding.span)
            first, last = (bisect_left(self.ends, offset) + 1 for offset in (span.start, max(span.start, span.end - 1)))
        return any(stretch.start <= last and first < stretch.stop for stretch in changed)


def since(revision: str) -> Changes:
    """Return what changed since the merge base of a revision and ``HEAD``.

    Raises ConfigError outside a repository, and where it has no such revision or no common history.
    """
    option = f"--since {revision}"
    root = _root(option)
    commit = None if revision.startswith("-") else _line("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if commit is None:
        raise ConfigError("the repository has no such revision", option, _deeper() or "git branch --all and git tag name some")
    base = _line("merge-base", commit, "HEAD")
    if base is None:
        raise ConfigError("it has no history in common with HEAD", option, _deeper() or "choose another revision")
    return Changes(option, root, _changed(root, option, base), _files(root, option, "ls-files", "-z", "--full-name", ":/"))


def staged() -> Changes:
    """Return what the index holds and ``HEAD`` does not; raise ConfigError outside a repository."""
    option = "--staged"
    root = _root(option)
    lines = _changed(root, option, "--cached")
    again = _files(root, option, *DIFF, "--name-only", "-z")
    contents = {path: _git(option, "cat-file", "--filters", f":0:{path.relative_to(root).as_posix()}") for path in again if lines.get(path)}
    return Changes(option, root, lines, frozenset(), new_too=False, contents=contents)


def _changed(root: Path, option: str, against: str) -> dict[Path, Lines]:
    """Return path -> changed lines of all files that differ; no lines where lines were only taken away, or the file only got another name."""
    hunks: dict[bytes, list[range]] = {}
    for name, lines in _hunks(_git(option, *DIFF, *PATCH, against, "--")):
        hunks.setdefault(name, []).append(lines)
    found = {}
    for name, added, removed in _counted(_git(option, *DIFF, "--numstat", "-z", against, "--")):
        whole = added == BINARY or ((added, removed) != (b"0", b"0") and not getattr(reader_of(os.fsdecode(name)), "BY_LINE", False))
        found[_path(root, name)] = WHOLE if whole else tuple(hunks.get(name, ()))
    return found


def _counted(records: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield the files of ``--numstat -z`` by their new names, with how many lines each got and lost."""
    fields = iter(records.split(b"\0")[:-1])
    for record in fields:
        added, removed, name = record.split(b"\t", 2)
        if not name:  # renamed: the old name and the new one follow
            next(fields)
            name = next(fields)
        yield name, added, removed


def _hunks(patch: bytes) -> Iterator[tuple[bytes, range]]:
    """Yield the file and the lines of each stretch that a patch without context adds."""
    name, rest = b"", 0
    for line in patch.split(b"\n"):
        if rest:
            rest -= line.startswith((b"+", b"-"))
        elif line.startswith(b"+++ "):
            name = _unquoted(line[4:].removesuffix(b"\t"))
        elif hunk := HUNK.match(line):
            removed, first, added = (1 if part is None else int(part) for part in hunk.groups())
            rest = removed + added
            if added:
                yield name, range(first, first + added)


def _unquoted(name: bytes) -> bytes:
    """Return a path as it stands in the head of a patch: behind ``b/``, with control characters and quotation marks escaped as in C."""
    if name.startswith(b'"'):
        name = ESCAPE.sub(lambda found: bytes([int(found[1], 8) & 255]) if len(found[1]) > 1 else ESCAPES.get(found[1], found[1]), name[1:-1])
    return name.removeprefix(b"b/")


def _root(option: str) -> Path:
    return Path(os.path.realpath(os.fsdecode(_git(option, "rev-parse", "--show-toplevel").removesuffix(b"\n"))))


def _files(root: Path, option: str, *arguments: str) -> frozenset[Path]:
    """Return the files that a command lists."""
    return frozenset(_path(root, name) for name in _git(option, *arguments).split(b"\0") if name)


def _path(root: Path, name: bytes) -> Path:
    return root / os.fsdecode(name)


def _real(path: str | Path) -> Path:
    return Path(os.path.realpath(path))


def _deeper() -> str | None:
    """Return what helps where the repository holds the latest commits only; None where it holds all."""
    return f"the clone is shallow; {DEEPER}" if _line("rev-parse", "--is-shallow-repository") == "true" else None


def _line(*arguments: str) -> str | None:
    """Return the line that git answers; None where it says no."""
    done = _run(*arguments)
    return None if done.returncode else os.fsdecode(done.stdout).strip()


def _git(option: str, *arguments: str) -> bytes:
    """Return what git answers; raise ConfigError with its own words where it says no."""
    done = _run(*arguments)
    if not done.returncode:
        return done.stdout
    said = done.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
    if "not a git repository" in said:
        raise ConfigError("the working folder is in no git repository", option, "run it in the folder of the repository")
    hint = "git config --global --add safe.directory '*' trusts it" if "dubious ownership" in said else None
    raise ConfigError(f"git says: {said or done.returncode}", option, hint)


def _run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(["git", *SAFE, *arguments], stdin=subprocess.DEVNULL, capture_output=True, env=environment, check=False)
    except OSError as error:
        raise ConfigError(f"cannot run git ({error.strerror})", hint="install it, or check without --since and --staged") from None
