"""Which files a run checks."""

from __future__ import annotations

from collections.abc import Iterable
from os.path import normpath

from mtcheck import readers
from mtcheck.cli._notes import note
from mtcheck.config import Config
from mtcheck.core import globs
from mtcheck.core.model import Failure
from mtcheck.readers import STDIN


def inputs_of(paths: Iterable[str], config: Config) -> list[str | Failure]:
    """Return the files that paths, folders and globs stand for, without those that the config excludes; a Failure for what is not there.

    A file that was named itself is left out as well, and that is said: a hook names each file that changed.
    """
    given = list(paths)
    inputs = list(readers.expand(given))
    if not config.exclude:
        return inputs
    left = {item for item in inputs if isinstance(item, str) and item != STDIN and globs.fits(config.exclude, item, config.folder)}
    named = {normpath(path) for path in given} & set(map(normpath, left))
    if named or (left and len(left) == len(inputs)):
        what = f"{len(named)} of the files named" if named else "all of it"
        note(f"mtcheck: {what} left out, as `exclude` of {config.origin} says")
    return [item for item in inputs if item not in left]
