"""Text about rules, made from their metadata and, for the pages of ``docs/rules``, from what was measured (``docs/rules/measures.json``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mtcheck.intervals import wilson
from mtcheck.model import Example, Rule

FEW = 20
"""Findings under which a measured precision says little."""
CLEAN = "clean"
"""The corpus of text that people wrote in English: every finding there is a false alarm."""
WITH_SOURCE = "with source"
"""What the name of a corpus says that was measured with its sources beside."""
Measures = Mapping[str, Mapping[str, Any]]


def explanation(rule: Rule) -> str:
    """Return what `mtcheck explain` prints: summary, reason, examples, references."""
    return "\n".join(_lines(rule))


def _lines(rule: Rule) -> Iterator[str]:
    yield f"{rule.id}: {rule.summary}"
    yield f"{rule.category} · {rule.severity}{_status(rule)}"
    yield from ("", "Why", f"  {rule.why}")
    if rule.bad:
        yield from ("", "Flagged")
        yield from (f"  {shown(example)}" for example in rule.bad)
    if rule.good:
        yield from ("", "Left alone")
        yield from (f"  {example.text}" for example in rule.good)
    if rule.references:
        yield from ("", "References", *(f"  {reference}" for reference in rule.references))


def _status(rule: Rule) -> str:
    needs = {
        "source": "with the source",
        "scores": "with a model",
        "judging": "with a model",
        "terms": "with a term list",
        "names": "with a list of names",
        "reference": "with a reference",
    }
    parts = [needs[need] for need in sorted(rule.needs) if need in needs]
    parts += [f"profile {rule.profile}"] * bool(rule.profile) + ["preview"] * rule.preview
    return "".join(f" · {part}" for part in parts)


def shown(example: Example) -> str:
    """Return a bad example with its mark in brackets and the fix after it."""
    if example.mark is None:
        return example.text
    marked = example.text.replace(example.mark, f"[{example.mark}]", 1)
    if example.fix is None:
        return marked
    return f"{marked}  →  {example.fix}" if example.fix else f"{marked}  →  (delete)"


def page(rule: Rule, measures: Measures) -> str:
    """Return the Markdown page of a rule."""
    lines = [f"# {rule.id}", "", rule.summary + ".", "", f"{rule.category} · {rule.severity}{_status(rule)}", "", rule.why, ""]
    for title, examples in (("Flagged", rule.bad), ("Left alone", rule.good)):
        lines += [f"## {title}", *(f"- {_quoted(example)}" for example in examples), ""]
    lines += ["## Measured", *_measured(rule.id, measures), ""]
    lines += ["## References", *(f"- {reference}" for reference in rule.references), ""]
    lines += [
        "## To leave a finding alone",
        f'Put its `context` of the JSON report into `.mtcheck-ignore.tsv`, or `ignore = ["{rule.id}"]` into `mtcheck.toml`.',
        "",
    ]
    return "\n".join(lines)


def _quoted(example: Example) -> str:
    source = f" (source: {_level(example.source)})" if example.source else ""
    return _level(shown(example)) + source


def _level(text: str) -> str:
    return " ".join(text.split()).replace("*", "\\*").replace("<", "&lt;")


def _measured(rule: str, measures: Measures) -> Iterator[str]:
    """Yield a line for each corpus on which the rule found something or should have."""
    none = True
    for name, table in sorted(measures.items()):
        counts = table["rules"].get(rule)
        if not counts:
            continue
        none = False
        findings = counts["true"] + counts["false"]
        if CLEAN in name:
            yield f"- {name}: {findings} findings in {table['words']:,} words, {1000 * findings / table['words']:.3f} per 1,000"
            continue
        precision = f"{findings} findings, precision {_share(counts['true'], findings)}" if findings else "no finding"
        recall = f", {counts['found']} of {counts['required']} found" if counts["required"] else ""
        yield f"- {name}: {precision}{recall}"
    if none:
        yield "- Nothing on the corpora of `measures.json`."


def _share(hits: int, trials: int) -> str:
    low, high = wilson(hits, trials)
    return f"{hits / trials:.2f} ({low:.2f}–{high:.2f})" + (", too few to say" if trials < FEW else "")


def index(rules: Iterable[Rule], measures: Measures) -> str:
    """Return the Markdown table of all rules with what was measured over the annotated corpora together."""
    lines = [
        "# Rules",
        "",
        "Made by `mtcheck rules docs`; the numbers by `make measures` ([evaluation.md](../evaluation.md)). Precision: findings that touch what an editor marked or changed, with the 95%",
        "interval, over the annotated corpora together; per 1,000 words: findings in English that people wrote. A post-edit is compared word by word: it cannot show that somebody",
        "mended a space or a mark, so the precision of rules about typography (`spacing`, `number-format`, `quote-marks`) is measured too low there.",
        "",
        "| rule | severity | what it finds | findings | precision | per 1,000 clean words |",
        "|---|---|---|---|---|---|",
    ]
    for rule in sorted(rules, key=lambda one: one.id):
        fitting = [table for name, table in measures.items() if CLEAN not in name and (WITH_SOURCE in name) == ("source" in rule.needs)]
        counted = [table["rules"][rule.id] for table in fitting if rule.id in table["rules"]]
        true = sum(counts["true"] for counts in counted)
        findings = true + sum(counts["false"] for counts in counted)
        low, high = wilson(true, findings)
        precision = f"{true / findings:.2f} ({low:.2f}–{high:.2f})" if findings else ""
        lines.append(
            f"| [{rule.id}]({rule.id}.md) | {rule.severity} | {_level(rule.summary)}{_status(rule)} | {findings or ''} | {precision} | {_alarms(rule.id, measures)} |"
        )
    return "\n".join([*lines, "", *_calibration(measures), ""])


def _alarms(rule: str, measures: Measures) -> str:
    clean = [table for name, table in measures.items() if CLEAN in name]
    words = sum(table["words"] for table in clean)
    found = sum(counts["true"] + counts["false"] for table in clean if (counts := table["rules"].get(rule)))
    return f"{1000 * found / words:.3f}" if words else ""


def _calibration(measures: Measures) -> Iterator[str]:
    """Yield how many of the findings of each stated confidence were right."""
    tables = [table for name, table in measures.items() if CLEAN not in name]
    if not tables:
        return
    size = len(tables[0]["bins"])
    yield from ("## Stated confidence and measured precision", "", "| stated | findings | right (95%) |", "|---|---|---|")
    for at in range(size):
        findings, true = (sum(table["bins"][at][which] for table in tables) for which in (0, 1))
        if findings:
            yield f"| {at / size:.1f}–{(at + 1) / size:.1f} | {findings} | {_share(true, findings)} |"
