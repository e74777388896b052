"""Reports as tables: one row a document, one a finding, one a decision.

Tables are pandas'. Columns of documents: ``report path id title date authors desk folder source_language words score fluency``; of findings: ``document``
(the index of its row), ``rule category severity``; of decisions: ``path rule accepted``.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from mtcheck.core.encoding import decode
from mtcheck.core.errors import ReadError
from mtcheck.core.metadata import HTML, MARKDOWN, metadata
from mtcheck.overview.reading import Report, Row

if TYPE_CHECKING:
    import pandas as pd

DOCUMENT = "report path id title date authors desk folder source_language words score fluency".split()
FINDING = "document rule category severity".split()
DECISION = "path rule accepted".split()
DATED = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/](0[1-9]|1[0-2])[-/](0[1-9]|[12]\d|3[01])(?!\d)")
"""A date in a path, as news sites and Jekyll write it: 2024/05/31/, 2024-05-31-title.md."""


@dataclass(frozen=True, slots=True)
class Frames:
    """What was read: the tables, the signatures of the reports, inputs that could not be checked, how many older results of a document were left out.

    ``furniture`` are the lines that stand in many articles of an archive, with their number, most first.
    """

    documents: pd.DataFrame
    findings: pd.DataFrame
    decisions: pd.DataFrame
    signatures: tuple[str, ...] = ()
    failures: int = 0
    replaced: int = 0
    furniture: tuple[tuple[str, int], ...] = ()


def frames_of(reports: Sequence[Report], tell: Callable[[str], None]) -> Frames:
    """Return the tables of reports.

    Of a document that several reports have, the last one counts. What a report does not say of its articles is read from their files, where they are
    there; front matter that cannot be read is told.
    """
    rows = [(report, number, document) for report in reports for number, document in _numbered(report.documents)]
    latest = {(PurePath(document["path"]), document.get("id"), number): (report, document) for report, number, document in rows}
    documents = [_document(report, document, tell) for report, document in latest.values()]
    found = [(at, one) for at, (_, document) in enumerate(latest.values()) for one in document["findings"]]
    findings = [(at, one["rule"], one["category"], one["severity"]) for at, one in found]
    signatures = tuple(dict.fromkeys(report.signature for report in reports))
    return made(documents, findings, signatures, sum(len(report.failures) for report in reports), len(rows) - len(latest))


def made(documents: Any, findings: Any, signatures: tuple[str, ...], failures: int = 0, replaced: int = 0) -> Frames:
    """Return the tables of rows; dates that are none are left out, and where there is none it may stand in the path."""
    import pandas as pd

    frame = pd.DataFrame(documents, columns=DOCUMENT)
    dates = [date if isinstance(date, str) else _date_in(path) for date, path in zip(frame["date"], frame["path"], strict=True)]
    frame["date"] = pd.to_datetime(pd.Series(dates, dtype="object"), errors="coerce", format="ISO8601")
    frame["folder"] = _folders(frame["path"])
    return Frames(frame, pd.DataFrame(findings, columns=FINDING), pd.DataFrame([], columns=DECISION), signatures, failures, replaced)


def with_decisions(frames: Frames, decisions: Iterable[tuple[str, str, bool]]) -> Frames:
    """Return the tables with decisions: path, rule, whether the suggestion was taken."""
    import pandas as pd

    return replace(frames, decisions=pd.DataFrame(list(decisions), columns=DECISION))


def _date_in(path: str) -> str | None:
    found = DATED.search(path)
    return "-".join(found.groups()) if found else None


def _folders(paths: Iterable[str]) -> list[str]:
    """Return the folder of each path, counted from the folder that all are in."""
    folders = [Path(os.path.abspath(PurePath(path).parent)) for path in paths]  # noqa: PTH100  links are names of their own
    top = os.path.commonpath(folders) if folders else ""
    return [folder.relative_to(top).as_posix() for folder in folders]


def joined(several: Sequence[Frames]) -> Frames:
    """Return all tables as one."""
    import pandas as pd

    offsets = [sum(len(one.documents) for one in several[:at]) for at in range(len(several))]
    documents = pd.concat([one.documents for one in several], ignore_index=True)
    findings = [one.findings.assign(document=one.findings["document"] + offset) for one, offset in zip(several, offsets, strict=True)]
    return replace(
        several[0],
        documents=documents.assign(folder=_folders(documents["path"])),
        findings=pd.concat(findings, ignore_index=True),
        signatures=tuple(dict.fromkeys(signature for one in several for signature in one.signatures)),
        failures=sum(one.failures for one in several),
        replaced=sum(one.replaced for one in several),
        furniture=tuple(sorted((line for one in several for line in one.furniture), key=lambda line: -line[1])),
    )


def _numbered(documents: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    """Yield the documents of a report, those of one path and id (rows without an id) numbered."""
    seen: Counter[tuple[str, Any]] = Counter()
    for document in documents:
        key = document["path"], document.get("id")
        yield seen[key], document
        seen[key] += 1


def _document(report: Report, document: Row, tell: Callable[[str], None]) -> dict[str, Any]:
    meta = document.get("meta") or {}
    if not meta.keys() - {"source_lang"}:
        meta = {**_read(document["path"], tell), **meta}
    told = (document.get("source_language") or {}).get("code")
    return {
        **{name: document.get(name) for name in ("id", "words", "score", "fluency")},
        **{name: meta.get(name) for name in ("title", "date", "desk")},
        "path": PurePath(document["path"]).as_posix(),
        "report": report.path,
        "authors": meta.get("authors") or [],
        "source_language": language_of(report.signature) or meta.get("source_lang") or told,
    }


def language_of(signature: str) -> str | None:
    """Return the source language that a run was given."""
    settings = dict(part.partition(":")[::2] for part in signature.split("|"))
    return settings.get("lang") if settings.get("lang") != "auto" else None


def _read(path: str, tell: Callable[[str], None]) -> Mapping[str, Any]:
    """Return what the file of a document says of it; nothing where it is not there any more."""
    file = Path(path)
    try:
        return metadata(path, decode(file.read_bytes(), path)) if file.suffix.lower() in (*MARKDOWN, *HTML) and file.is_file() else {}
    except ReadError as error:
        tell(error.line())
    except OSError as error:
        tell(f"{path}: cannot read the file ({error.strerror})")
    return {}
