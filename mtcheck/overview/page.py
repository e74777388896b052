"""One self-contained page of what the reports come to: figures, plots, and a table of the articles that sorts and filters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from mtcheck.core import page as shell
from mtcheck.core.escaping import visible
from mtcheck.core.intervals import wilson
from mtcheck.core.mqm import COMPARES
from mtcheck.core.text import counted
from mtcheck.overview.articles import articles, worst
from mtcheck.overview.charts import Part, Point, bar, interval, time_line
from mtcheck.overview.frames import Frames
from mtcheck.overview.grouping import SEVERITIES, dated, grouped, period_of, rows_of, totals
from mtcheck.overview.outputs import shortened

HERE = Path(__file__).parent
RULES, ROWS = 15, 8
"""Rows of the plot of rules, of the smaller ones."""
CARDS = (("category", "Category"), ("source-language", "Source language"), ("desk", "Desk"), ("folder", "Folder"), ("author", "Author"))
UNKNOWN = "(not given)"
LEGEND = "".join(f'<span><i class="{name}"></i>{name}</span>' for name in SEVERITIES)


def page(frames: Frames, period: str | None = None) -> Iterator[str]:
    """Yield the page."""
    yield from map(visible, _page(frames, period))


def _page(frames: Frames, period: str | None) -> Iterator[str]:
    yield shell.top("mtcheck report", HERE / "page.css")
    yield f'<header><p class="brand">mtcheck</p><h1>{_heading(frames)}</h1>{_tiles(frames)}</header>\n<main>\n'
    yield from _over_time(frames, period)
    yield '<div class="columns">\n'
    yield from _rules(frames)
    yield from worst(frames)
    yield "</div>\n"
    yield '<div class="cards">\n'
    for name, title in CARDS:
        yield from _card(frames, name, title)
    yield from _furniture(frames)
    yield "</div>\n"
    yield from articles(frames)
    yield "</main>\n<footer>\n" + "".join(f"<p>{line}</p>\n" for line in _notes(frames)) + "</footer>\n"
    yield shell.bottom(HERE / "page.js")


def _heading(frames: Frames) -> str:
    dates = frames.documents["date"].dropna()
    if dates.empty:
        return "Findings of all articles"
    first, last = f"{dates.min():%B %Y}", f"{dates.max():%B %Y}"
    return f"Articles of {first}" if first == last else f"Articles from {first} to {last}"


def _tiles(frames: Frames) -> str:
    sums = totals(frames)
    tiles = [("Articles", f"{sums.documents:,}", ""), ("Words", f"{sums.words:,}", "")]
    tiles.append(("Findings", f"{sums.findings:,}", ", ".join(f"{count:,} {name}" for name, count in sums.severities.items() if count)))
    tiles.append(("Penalty per 1,000 words", f"{sums.penalty:.1f}", "MQM points"))
    if decided := len(frames.decisions):
        share = frames.decisions["accepted"].mean()
        tiles.append(("Accepted by editors", f"{100 * share:.0f}%", f"of {counted(decided, 'decision')}"))
    return f'<dl class="tiles">{"".join(f"<div><dt>{name}</dt><dd>{value}<small>{more}</small></dd></div>" for name, value, more in tiles)}</dl>'


def _over_time(frames: Frames, period: str | None) -> Iterator[str]:
    """Yield the plot of the penalty over time; nothing where no article has a date."""
    dates = frames.documents["date"]
    if dates.notna().sum() == 0:
        return
    name = period or period_of(dates)
    table = grouped(frames, ["date"], name)
    table = table[table["date"] != ""]
    starts = _starts(frames, name)
    points = [Point(starts[row["date"]], row["penalty_per_1000_words"], row["date"], _said(row)) for row in rows_of(table)]
    yield f'<section class="wide"><h2>Penalty per 1,000 words, by {name}</h2>\n'
    yield from time_line(points, f"Penalty per 1,000 words by {name}, {counted(len(points), 'point')}")
    rows = "".join(f"<tr><td>{row['date']}</td>{_figures(row)}</tr>" for row in rows_of(table))
    heads = "".join(f'<th class="number">{head}</th>' for head in ("Articles", "Words", "Findings", "Penalty"))
    yield f"<details><summary>The figures</summary><table><thead><tr><th>{name.capitalize()}</th>{heads}</tr></thead><tbody>{rows}</tbody></table></details></section>\n"


def _starts(frames: Frames, period: str) -> dict[str, float]:
    """Return when each period that has an article begins, in seconds, so that gaps in time are gaps in the plot."""
    dates = frames.documents["date"].dropna()
    starts = dates.dt.to_period(period[0].upper()).dt.start_time
    return {str(label): start.timestamp() for label, start in zip(dated(frames, period).dropna(), starts, strict=True)}


def _said(row: dict[str, Any]) -> str:
    return f"{row['date']}: {row['penalty_per_1000_words']:.1f} ({counted(row['documents'], 'article')}, {counted(row['words'], 'word')})"


def _figures(row: dict[str, Any]) -> str:
    values = (*(f"{row[name]:,}" for name in ("documents", "words", "findings")), f"{row['penalty_per_1000_words']:.1f}")
    return "".join(f'<td class="number">{value}</td>' for value in values)


def _rules(frames: Frames) -> Iterator[str]:
    """Yield the rules by count, with the share of accepted findings where there are decisions."""
    table = grouped(frames, ["rule"])
    table = table.sort_values(["findings", "rule"], ascending=[False, True])
    decided = "acceptance" in table
    whole = float(table["findings"].max()) if len(table) else 0.0
    yield f'<section><h2>Rules</h2>\n<p class="legend">{LEGEND}</p>\n<table class="bars"><thead><tr><th>Rule</th><th class="number">Findings</th>'
    yield f"{'<th>Accepted, with its 95% interval</th>' if decided else ''}</tr></thead><tbody>\n"
    for row in rows_of(table.head(RULES)):
        shown = bar([Part(row[name], name) for name in SEVERITIES], whole)
        yield f'<tr><td>{escape(str(row["rule"]))}{shown}</td><td class="number">{row["findings"]:,}</td>'
        yield f"{_acceptance(row) if decided else ''}</tr>\n"
    yield "</tbody></table>\n" + _more(len(table) - RULES, "rule")
    refused = table[table["refused"] > table["accepted"]] if decided else table.head(0)
    if len(refused):
        named = ", ".join(
            f"<strong>{escape(row['rule'])}</strong> ({row['refused']} of {row['accepted'] + row['refused']})" for row in rows_of(refused)
        )
        yield f"<p>Refused more than half of the time: {named}.</p>\n"
    yield "</section>\n"


def _acceptance(row: dict[str, Any]) -> str:
    accepted, trials = row["accepted"], row["accepted"] + row["refused"]
    if not trials:
        return '<td class="accepted">–</td>'
    return (
        f'<td class="accepted">{interval(accepted / trials, *wilson(accepted, trials))}<span>{100 * accepted / trials:.0f}% of {trials:,}</span></td>'
    )


def _card(frames: Frames, name: str, title: str) -> Iterator[str]:
    """Yield a plot of the penalties by one thing; nothing where it does not differ."""
    table = grouped(frames, [name])
    if len(table) < 2 or (name == "folder" and frames.documents["desk"].notna().any()):
        return
    shown = table.sort_values("penalty_per_1000_words", ascending=False).head(ROWS)
    whole = float(shown["penalty_per_1000_words"].max())
    yield f'<section><h2>{title}</h2>\n<table class="bars"><thead><tr><th><span class="unseen">{title}</span></th><th class="number">{_counts(name)}</th><th class="number">Penalty</th></tr></thead><tbody>\n'
    for row in rows_of(shown):
        shown_bar = bar([Part(row["penalty_per_1000_words"], "all")], whole)
        count = row["findings"] if name == "category" else row["documents"]
        yield f'<tr><td>{_breakable(str(row[name]) or UNKNOWN)}{shown_bar}</td><td class="number">{count:,}</td><td class="number">{row["penalty_per_1000_words"]:.1f}</td></tr>\n'
    yield "</tbody></table>\n" + _more(len(table) - ROWS, "row") + "</section>\n"


def _furniture(frames: Frames) -> Iterator[str]:
    """Yield the lines that stand in many articles; nothing where none do."""
    if not (lines := frames.furniture):
        return
    yield '<section><h2>Lines of many articles</h2>\n<table class="bars"><thead><tr><th>Line</th><th class="number">Articles</th></tr></thead><tbody>\n'
    for text, many in lines[:ROWS]:
        yield f'<tr><td>{escape(shortened(text))}{bar([Part(many, "all")], lines[0][1])}</td><td class="number">{many:,}</td></tr>\n'
    yield "</tbody></table>\n" + _more(len(lines) - ROWS, "line") + "</section>\n"


def _breakable(text: str) -> str:
    return escape(text).replace("/", "/<wbr>")


def _counts(name: str) -> str:
    return "Findings" if name == "category" else "Articles"


def _more(left: int, noun: str) -> str:
    return f'<p class="figures">and {counted(left, noun)} more</p>\n' if left > 0 else ""


def _notes(frames: Frames) -> Sequence[str]:
    undated = int(frames.documents["date"].isna().sum())
    return [
        f"Penalty: MQM points (minor 1, major 5, critical 25) per 1,000 words. Penalties {COMPARES}; between months, desks or authors they also move with what the articles are about.",
        *([f"{counted(undated, 'article')} without a date: not in the plot over time."] if 0 < undated < len(frames.documents) else []),
        *(
            [f"{counted(frames.failures, 'failure')} when the reports were made; what could not be checked is not in the figures."]
            if frames.failures
            else []
        ),
        *(escape(signature) for signature in frames.signatures),
    ]
