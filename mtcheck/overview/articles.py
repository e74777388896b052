"""The articles of the page: the worst of them, and a table of all that sorts and filters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from mtcheck.core.mqm import WEIGHTS, Severity
from mtcheck.overview.charts import Part, bar
from mtcheck.overview.frames import Frames
from mtcheck.overview.grouping import SEVERITIES, rows_of

if TYPE_CHECKING:
    import pandas as pd

WORST, LISTED = 10, 2000
LONG_ENOUGH = 100
"""Words from which on an article can be among the worst: in a shorter one, one finding decides."""
SAID = {"date": "Date", "desk": "Desk", "authors": "Author", "source_language": "From"}
"""Columns that are there when an article says so."""
FIGURES = {"words": "Words", "findings": "Findings", "penalty": "Penalty"}
FILTERS = {"rule": "Rule", "desk": "Desk", "authors": "Author", "source_language": "From"}


def worst(frames: Frames) -> Iterator[str]:
    """Yield the articles with the highest penalty per 1,000 words."""
    table = _rated(frames)
    long = table[table["words"] >= LONG_ENOUGH]
    chosen = (long if len(long) else table).query("findings > 0").head(WORST)
    whole = float(chosen["penalty"].max()) if len(chosen) else 0.0
    yield '<section><h2>Articles to look at first</h2>\n<table class="bars"><thead><tr><th>Article</th><th class="number">Penalty per 1,000</th></tr></thead><tbody>\n'
    for row in rows_of(chosen):
        shown = bar([Part(row["penalty"] * row[f"points_{name}"] / row["points"], name) for name in SEVERITIES], whole)
        yield f'<tr><td>{_name(row)}{shown}</td><td class="number">{row["penalty"]:.1f}</td></tr>\n'
    note = f"Articles of at least {LONG_ENOUGH} words." if len(long) else ""
    yield f'</tbody></table>\n<p class="figures">{note if len(chosen) else "No article has a finding."}</p></section>\n'


def articles(frames: Frames) -> Iterator[str]:
    """Yield the table of the articles, the highest penalty first, with its filters."""
    table = _rated(frames)
    said = {name: title for name, title in SAID.items() if _known(table[name])}
    yield '<section class="wide"><h2 id="articles">All articles</h2>\n<div class="filters" role="search" hidden>\n'
    yield '<label>Search <input id="by-words" type="search"></label>\n'
    yield from (_select(name, title, _values(table, name)) for name, title in FILTERS.items() if name == "rule" or name in said)
    yield '<label class="sort">Sort by <select id="by-order"></select></label>\n'
    yield '<span id="shown" class="figures" role="status"></span></div>\n<table id="listed" class="articles"><thead><tr><th>Article</th>'
    yield "".join(f"<th>{title}</th>" for title in said.values()) + "".join(f'<th class="number">{title}</th>' for title in FIGURES.values())
    yield "</tr></thead><tbody>\n"
    for row in rows_of(table.head(LISTED)):
        yield _row(row, said)
    yield '</tbody></table>\n<p><button id="more" hidden>Show all</button></p>\n'
    if len(table) > LISTED:
        yield f'<p class="figures">The {LISTED:,} with the highest penalty of {len(table):,}; the other formats have all.</p>\n'
    yield "</section>\n"


def _rated(frames: Frames) -> pd.DataFrame:
    """Return the documents with their findings, penalty points by severity, penalty per 1,000 words and rules; the highest penalty first."""
    found, documents = frames.findings, frames.documents
    by = found.groupby("document")
    sizes = found.groupby(["document", "severity"]).size().unstack(fill_value=0).reindex(columns=SEVERITIES, fill_value=0)
    points = {f"points_{name}": (sizes[name] * WEIGHTS[Severity(name)]).reindex(documents.index, fill_value=0) for name in SEVERITIES}
    table = documents.assign(
        findings=by.size().reindex(documents.index, fill_value=0),
        rules=by["rule"].agg(lambda rules: " ".join(sorted(set(rules)))).reindex(documents.index, fill_value=""),
        authors=documents["authors"].map(list),
        date=documents["date"].dt.strftime("%Y-%m-%d"),
        **points,
    )
    table["points"] = sum(table[name] for name in points)
    table["penalty"] = (1000 * table["points"] / table["words"].where(table["words"] > 0)).fillna(0.0)
    return table.sort_values(["penalty", "path"], ascending=[False, True])


def _name(row: dict[str, Any]) -> str:
    place = escape(f"{row['path']}: {row['id']}" if isinstance(row["id"], str) else row["path"])
    return f'{escape(row["title"])}<span class="path">{place}</span>' if isinstance(row["title"], str) else place


def _known(column: pd.Series[Any]) -> bool:
    return any(_text(value) for value in column)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return value if isinstance(value, str) else ""


def _values(table: pd.DataFrame, name: str) -> list[str]:
    texts: Iterable[Any] = (one for rules in table["rules"] for one in rules.split()) if name == "rule" else table[name]
    each = (one for value in texts for one in (value if isinstance(value, list) else [_text(value)]))
    return sorted({one for one in each if one})


def _select(name: str, title: str, values: list[str]) -> str:
    options = "".join(f"<option>{escape(value)}</option>" for value in values)
    return f'<label>{title} <select data-by="{name}"><option value="">all</option>{options}</select></label>\n'


def _row(row: dict[str, Any], said: dict[str, str]) -> str:
    kept = {"rule": row["rules"].split(), "authors": row["authors"], **{name: [_text(row[name])] for name in ("desk", "source_language")}}
    attributes = "".join(f' data-{name.replace("_", "-")}="{escape("|".join(values))}"' for name, values in kept.items() if any(values))
    texts = "".join(f'<td data-head="{title}">{escape(_text(row[name]))}</td>' for name, title in said.items())
    figures = "".join(
        f'<td class="number" data-head="{title}" data-value="{row[name]}">{format(row[name], ",.1f" if name == "penalty" else ",d")}</td>'
        for name, title in FIGURES.items()
    )
    return f"<tr{attributes}><td>{_name(row)}</td>{texts}{figures}</tr>\n"
