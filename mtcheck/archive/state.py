"""What a folder of results knows of the run that makes it: ``run.json``, and whether another run may go on with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from mtcheck import __version__
from mtcheck.archive.places import Place
from mtcheck.archive.tables import SCHEMA, Counts
from mtcheck.core.errors import ConfigError
from mtcheck.kept import code_digest

FILE = "run.json"
WORK = ".work"
ELSEWHERE = "choose another folder for the output"


class Aside(NamedTuple):
    """A partition that failed three times: its number, the files that it is of, and what was said."""

    partition: int
    files: tuple[str, ...]
    reason: str

    @property
    def line(self) -> str:
        """The partition and what was said, on one line."""
        files = self.files[0] if len(self.files) == 1 else f"{self.files[0]} and {len(self.files) - 1} more"
        return f"partition {self.partition} ({files}) failed three times and was set aside: {self.reason}"


class Run(NamedTuple):
    """What makes a run what it is: equal runs leave equal rows."""

    signature: str
    settings: str
    given: str
    files: int
    bytes: int
    state: str
    size: int

    def row(self) -> dict[str, Any]:
        """Return it as ``run.json`` has it."""
        source = {"given": self.given, "files": self.files, "bytes": self.bytes, "state": self.state}
        return {
            "schema": SCHEMA,
            "mtcheck": __version__,
            "signature": self.signature,
            "settings": self.settings,
            "input": source,
            "partition": self.size,
        }


def digest(parts: Iterable[object]) -> str:
    """Return what changes when one of the parts does."""
    return hashlib.blake2b(repr(tuple(parts)).encode(errors="surrogateescape"), digest_size=16).hexdigest()


@cache
def code() -> str:
    """Return what stands for the mtcheck of this process and what it writes with."""
    import pyarrow

    return f"{code_digest()} pyarrow {pyarrow.__version__}"


def begin(place: Place, run: Run) -> Mapping[str, Any]:
    """Return what ``run.json`` says, written now where the folder is new.

    Raises ConfigError where the folder holds something else, or what another run left: of other settings, other input, a newer schema.
    """
    entries = place.entries()
    if FILE not in entries:
        if others := sorted(set(entries) - {WORK}):
            raise ConfigError(f"not empty ({others[0]}), and not what a run over an archive left", place.name, ELSEWHERE)
        place.write(FILE, _json({**run.row(), "finished": False}))
        return run.row()
    found = _read(place)
    _refuse(found, run, place.name)
    return found


def _read(place: Place) -> Mapping[str, Any]:
    where = f"{place.name}/{FILE}"
    try:
        found = json.loads(place.read(FILE))
        schema = found["schema"]
    except (ValueError, TypeError, KeyError):
        raise ConfigError("not what a run over an archive wrote", where, ELSEWHERE) from None
    if schema != SCHEMA:
        hint = f"update mtcheck, or {ELSEWHERE}" if isinstance(schema, int) and schema > SCHEMA else ELSEWHERE
        raise ConfigError(f"of schema {schema!r}, and this version writes schema {SCHEMA}", where, hint)
    return found  # type: ignore[no-any-return]


def _refuse(found: Mapping[str, Any], run: Run, name: str) -> None:
    """Raise ConfigError where another run made the folder; say what differs."""
    row = run.row()
    if found.get("signature") != row["signature"]:
        raise ConfigError(f"made with other settings: {found.get('signature')}, now {row['signature']}", name, ELSEWHERE)
    if found.get("settings") != row["settings"]:
        raise ConfigError("made with another state of mtcheck, of its lists or of the options that say how files are read", name, ELSEWHERE)
    if found.get("input") != row["input"]:
        said = found.get("input") or {}
        what = f"{said.get('given')}" if said.get("given") != run.given else f"{run.given} as it was; a file of it has changed, came or went"
        raise ConfigError(f"made from {what}", name, ELSEWHERE)
    if found.get("partition") != run.size:
        raise ConfigError(f"made with --partition {found.get('partition')}", name, f"give the same, or {ELSEWHERE}")


def finish(place: Place, run: Run, counts: Counts, parts: int, aside: Iterable[Aside]) -> None:
    """Write what the run came to; what is only needed to go on with it is removed where nothing is left to do."""
    left = [one._asdict() for one in aside]
    place.write(FILE, _json({**run.row(), "finished": not left, "partitions": parts, "counts": counts._asdict(), "set_aside": left}))
    if not left:
        place.remove(WORK)


def _json(row: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(row, indent=1, ensure_ascii=False)}\n".encode("utf-8", "surrogatepass")
