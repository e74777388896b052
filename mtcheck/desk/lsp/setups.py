"""The settings of open files: loaded when first asked for, and again when one of the files that they came from has changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from mtcheck import baseline
from mtcheck.baseline import Comparison, read_baseline
from mtcheck.config import Config, find_config, load_config
from mtcheck.core.errors import MtcheckError
from mtcheck.core.model import DocumentReport
from mtcheck.pipeline import Checker
from mtcheck.readers import Options
from mtcheck.scorers import Scorer
from mtcheck.suppression import BASELINE, IGNORED
from mtcheck.suppression.places import relative

LISTS = (IGNORED, BASELINE)
LISTED = (".tsv", ".toml")
"""Suffixes of what is read of a folder of glossaries or rules."""
Stamp = tuple[tuple[str, int, int], ...]


class Prepared(NamedTuple):
    """What the command line makes of a config: with its flags, the checker without a model, the model, and what readers are to know."""

    config: Config
    checker: Checker
    scorer: Scorer | None
    options: Options


Prepare = Callable[[Config], Prepared]


@dataclass(frozen=True, slots=True)
class Setup:
    """What a file is checked with. ``folder`` is the one that its lists stand in; ``known`` are the entries of the baseline."""

    prepared: Prepared
    folder: Path
    known: tuple[baseline.Entry, ...] = ()

    @property
    def config(self) -> Config:
        """The settings."""
        return self.prepared.config

    @property
    def ignored(self) -> Path:
        """Where the list of suppressions is, or is to be."""
        return self.config.suppressions or self.folder / IGNORED

    def compared(self, report: DocumentReport) -> DocumentReport:
        """Return the report with what the baseline knows held back."""
        if not self.known or self.config.baseline is None:
            return report
        folder = self.config.baseline.parent
        own = [entry for entry in self.known if entry.file == relative(report.document.path, folder)]
        return Comparison(own or self.known, folder, (report.document.path,), self.prepared.checker.runs).take(report)


@dataclass
class _Loaded:
    setup: Setup | None = None
    stamp: Stamp = ()
    complaint: str = ""


@dataclass
class Setups:
    """The settings by the file that they came from, or by the folder where there is none.

    ``chosen`` is the config that the command line named. ``complain`` is told, once, in one line, what is wrong with them; until it is put right the last
    good ones hold.
    """

    prepare: Prepare
    complain: Callable[[str], None]
    chosen: Path | None = None
    _loaded: dict[Path, _Loaded] = field(default_factory=dict)

    def of(self, path: str, root: Path) -> Setup | None:
        """Return the settings of a file in the folder ``root`` of the workspace; None where there are none that can be used."""
        try:
            origin = self.chosen or find_config((path,))
        except MtcheckError as error:
            return self._refused(self._loaded.setdefault(root, _Loaded()), error)
        loaded = self._loaded.setdefault(origin or root, _Loaded())
        if loaded.setup is None or loaded.stamp != _stamp(loaded.setup):
            try:
                loaded.setup = self._load(path, root)
                loaded.stamp, loaded.complaint = _stamp(loaded.setup), ""
            except MtcheckError as error:
                return self._refused(loaded, error)
        return loaded.setup

    def _refused(self, loaded: _Loaded, error: MtcheckError) -> Setup | None:
        if error.line() != loaded.complaint:
            loaded.complaint = error.line()
            self.complain(loaded.complaint)
        return loaded.setup

    def _load(self, path: str, root: Path) -> Setup:
        config = load_config((path,), self.chosen)
        if config.origin is None:
            config = replace(config, suppressions=_there(root / IGNORED), baseline=_there(root / BASELINE))
        prepared = self.prepare(config)
        known = tuple(read_baseline(prepared.config.baseline)) if prepared.config.baseline else ()
        return Setup(prepared, config.origin.parent if config.origin else root, known)


def _there(path: Path) -> Path | None:
    return path if path.is_file() else None


def _stamp(setup: Setup) -> Stamp:
    """Return what changes when one of the files does, when a list comes to be, and when a day begins on which entries expire."""
    return (*(_state(path) for path in sorted(set(_files(setup)))), (time.strftime("%Y-%m-%d"), 0, 0))


def _files(setup: Setup) -> Iterator[Path]:
    config = setup.config
    yield from (setup.folder / name for name in (*LISTS, "mtcheck.toml", "pyproject.toml"))
    for path in (config.origin, config.suppressions, config.baseline, *config.terms, *config.names):
        if path is not None:
            yield path
    for path in (*config.glossaries, *config.rules):
        yield from (file for file in path.rglob("*") if file.suffix in LISTED) if path.is_dir() else (path,)


def _state(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), found.st_mtime_ns, found.st_size
