"""Findings, penalties and decisions added up: of all, or by rule, category, desk, author, date and so on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from mtcheck.core.mqm import WEIGHTS, Severity
from mtcheck.overview.frames import Frames

if TYPE_CHECKING:
    import pandas as pd

OF_FINDINGS = ("rule", "category", "severity")
"""What a finding is; what is left is said of a document."""
DIMENSIONS = {
    "rule": "rule",
    "category": "category",
    "severity": "severity",
    "source-language": "source_language",
    "desk": "desk",
    "folder": "folder",
    "author": "authors",
    "date": "period",
    "report": "report",
}
"""What can be added up by, and the column that says it."""
PERIODS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}
"""How a period is written."""
LONGEST = {"day": 31, "week": 26 * 7, "month": 6 * 366}
"""Days between the first and the last article up to which a period is taken by itself."""
SEVERITIES = [str(severity) for severity in reversed(Severity)]
LAST = "~"
"""Sorts after all dates."""
RATES = ["findings_per_1000_words", "penalty_per_1000_words"]
MEASURES = ["documents", "words", "findings", *SEVERITIES, "penalty", *RATES]
DECIDED = ["accepted", "refused", "acceptance"]
"""Measures that are there where decisions are; acceptance is the share of the accepted."""


class Totals(NamedTuple):
    """What everything comes to; ``rates`` are per 1,000 words."""

    documents: int
    words: int
    findings: int
    severities: dict[str, int]
    penalty: float


def totals(frames: Frames) -> Totals:
    """Return the sums over all documents."""
    counts = frames.findings["severity"].value_counts()
    words = int(frames.documents["words"].sum())
    severities = {name: int(counts.get(name, 0)) for name in SEVERITIES}
    points = sum(count * WEIGHTS[Severity(name)] for name, count in severities.items())
    return Totals(len(frames.documents), words, len(frames.findings), severities, 1000 * points / words if words else 0.0)


def period_of(dates: pd.Series[Any]) -> str:
    """Return the period that suits the dates: day, week, month or year."""
    span = (dates.max() - dates.min()).days if dates.notna().any() else 0
    return next((name for name, days in LONGEST.items() if span <= days), "year")


def dated(frames: Frames, period: str | None = None) -> pd.Series[Any]:
    """Return the period of each document as text (2024-05-31, 2024-W22, 2024-05, 2024); missing where there is no date."""
    dates = frames.documents["date"]
    labels: pd.Series[Any] = dates.dt.strftime(PERIODS[period or period_of(dates)])
    return labels


def grouped(frames: Frames, by: Sequence[str], period: str | None = None) -> pd.DataFrame:
    """Return a row for each value, or each combination of values: ``by`` (names of DIMENSIONS), then MEASURES and, where there are decisions, DECIDED.

    What is not known is "". An article of several authors counts for each of them. For rules, categories and severities ``documents`` are those with such a
    finding, and rates are over the words of all documents (of the group). Dates are in their order, all else by falling penalty.
    """
    documents = _keyed(frames, by, period)
    outer = [name for name in by if name not in OF_FINDINGS]
    findings = documents.merge(frames.findings, left_on="at", right_on="document")
    sums = _sums(findings, list(by))
    decided = len(frames.decisions) > 0 and "severity" not in by
    if decided:  # a rule may have been decided on whose findings are gone
        sums = sums.merge(_decided(frames, documents, list(by)), "outer", on=list(by))
    sizes = _sizes(documents, outer)
    table = sums if len(outer) < len(by) else sizes[outer].merge(sums, "left", on=outer)
    table = table.merge(sizes, on=outer) if outer else table.assign(words=sizes["words"].iloc[0], all=sizes["all"].iloc[0])
    if len(outer) == len(by):
        table["documents"] = table["all"]
    counts = ["findings", *SEVERITIES, "penalty", "documents", "words", *(DECIDED[:2] if decided else [])]
    table[counts] = table[counts].fillna(0).astype("int64")
    for rate, points in zip(RATES, ("findings", "penalty"), strict=True):
        table[rate] = (1000 * table[points] / table["words"].where(table["words"] > 0)).fillna(0.0).round(2)
    columns = [*by, *MEASURES, *(DECIDED if decided else [])]
    order = list(by) if tuple(by) == ("date",) else ["penalty", "findings", *by]
    table = table.sort_values(
        order, ascending=[name in by for name in order], key=lambda column: column.replace("", LAST) if column.name == "date" else column
    )
    return table.reset_index(drop=True)[columns]


def _keyed(frames: Frames, by: Sequence[str], period: str | None) -> pd.DataFrame:
    """Return the documents with ``at`` (their row) and a column for each thing that is said of a document; one row an author."""
    frame = frames.documents.assign(at=frames.documents.index, period=dated(frames, period) if "date" in by else "")
    keys = {name: DIMENSIONS[name] for name in by if name not in OF_FINDINGS}
    if "author" in keys:
        frame = frame.explode("authors")
    chosen = {name: frame[column].astype("object").where(frame[column].notna(), "") for name, column in keys.items()}
    return frame[["at", "path", "words"]].assign(**chosen)


def _sizes(documents: pd.DataFrame, outer: list[str]) -> pd.DataFrame:
    """Return words and ``all`` documents of each group."""
    if not outer:
        return documents.agg({"words": "sum", "at": "size"}).to_frame().T.rename(columns={"at": "all"})
    return documents.groupby(outer, as_index=False).agg(words=("words", "sum"), all=("at", "size"))


def _sums(findings: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    shares = {name: (findings["severity"] == name).astype("int64") for name in SEVERITIES}
    points = findings["severity"].map({str(severity): weight for severity, weight in WEIGHTS.items()})
    frame = findings.assign(**{f"n_{name}": share for name, share in shares.items()}, points=points)
    named = {name: (f"n_{name}", "sum") for name in SEVERITIES}
    return frame.groupby(by, as_index=False).agg(documents=("at", "nunique"), findings=("at", "size"), **named, penalty=("points", "sum"))


def _decided(frames: Frames, documents: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the decisions of each group; of a rule's category, and of the documents of their path, as far as they are known."""
    decisions = frames.decisions.copy()
    categories = frames.findings.drop_duplicates("rule").set_index("rule")["category"]
    decisions["category"] = decisions["rule"].map(categories).fillna("")
    if outer := [name for name in by if name not in OF_FINDINGS]:
        decisions = decisions.merge(documents[["path", *outer]].drop_duplicates(), on="path")
    table = decisions.groupby(by, as_index=False).agg(accepted=("accepted", "sum"), decided=("accepted", "size"))
    table = table.assign(refused=table["decided"] - table["accepted"], acceptance=(table["accepted"] / table["decided"]).astype("float64").round(3))
    return table.drop(columns="decided")


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table, each value as plain Python has it."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
