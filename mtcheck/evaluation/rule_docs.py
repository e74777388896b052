"""Text about rules, made from their metadata and, for the pages of ``docs/rules``, from what was measured (``docs/rules/measures.json``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mtcheck.core.intervals import wilson
from mtcheck.core.model import Example, Rule
from mtcheck.evaluation.measures import CLEAN, OWN, PART, WITH_SOURCE, Measures, calibration, share

NEEDS = {
    "source": "with the source",
    "scores": "with a model",
    "judging": "with a model",
    "review": "with --reviewer",
    "terms": "with a term list",
    "names": "with a list of names",
    "reference": "with a reference",
}
"""What a rule needs beside the text, as its page says it."""


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


def conditions(rule: Rule) -> list[str]:
    """Return what must hold for the rule to run, besides that there is a text, in words."""
    parts = [NEEDS[need] for need in sorted(rule.needs)]
    if rule.instead:
        parts[-1] += f", or {' and '.join(NEEDS[need] for need in sorted(rule.instead))} for what lists name"
    return parts + [f"profile {rule.profile}"] * bool(rule.profile) + ["preview"] * rule.preview


def _status(rule: Rule) -> str:
    return "".join(f" · {part}" for part in conditions(rule))


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
        f'`mtcheck ignore FILE:LINE --rule {rule.id} --reason "..."`, in Markdown and HTML `<!-- mtcheck-disable-next-line {rule.id}: ... -->`; '
        f'for all of them `ignore = ["{rule.id}"]` in `mtcheck.toml`.',
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
        if not counts or PART in name:
            continue
        none = False
        findings = counts["true"] + counts["false"]
        if CLEAN in name:
            yield f"- {name}: {findings} findings in {table['words']:,} words, {1000 * findings / table['words']:.3f} per 1,000"
            continue
        precision = f"{findings} findings, precision {share(counts['true'], findings)}" if findings else "no finding"
        recall = f", {counts['found']} of {counts['required']} found" if counts["required"] else ""
        fixed = f", {counts['fixed']} of them with the right first suggestion" if counts["found"] else ""
        yield f"- {name}: {precision}{recall}{fixed}"
    if none:
        yield "- Nothing on the corpora of `measures.json`."


def index(rules: Iterable[Rule], measures: Measures) -> str:
    """Return the Markdown table of all rules with what was measured over the annotated corpora together."""
    lines = [
        "# Rules",
        "",
        "Made by `mtcheck rules docs`; the numbers by `make measures`, what they are worth in [confidence.md](../confidence.md). Precision: findings that touch what an editor",
        "marked or changed, with the 95% interval; without the articles that were written for mtcheck, which the pages of the rules list. Per 1,000 words: findings in English that",
        "people wrote. A post-edit is compared word by word: it cannot show that somebody mended a space or a mark, so the precision of rules about typography (`spacing`,",
        "`number-format`, `quote-marks`) is measured too low there.",
        "",
        "| rule | severity | what it finds | findings | precision | per 1,000 clean words |",
        "|---|---|---|---|---|---|",
    ]
    for rule in sorted(rules, key=lambda one: one.id):
        true, findings = _counted(rule, measures)
        low, high = wilson(true, findings)
        precision = f"{true / findings:.2f} ({low:.2f}–{high:.2f})" if findings else ""
        lines.append(
            f"| [{rule.id}]({rule.id}.md) | {rule.severity} | {_level(rule.summary)}{_status(rule)} | {findings or ''} | {precision} | {_alarms(rule, measures)} |"
        )
    return "\n".join([*lines, "", "## Stated confidence and measured share", "", calibration(measures), ""])


def _counted(rule: Rule, measures: Measures) -> tuple[int, int]:
    """Return the right findings and all findings over the annotated corpora of other people's text, with sources for rules that need them."""
    others = [
        table
        for name, table in measures.items()
        if CLEAN not in name and PART not in name and not name.startswith(OWN) and (WITH_SOURCE in name) == ("source" in rule.needs)
    ]
    counted = [table["rules"][rule.id] for table in others if rule.id in table["rules"]]
    true = sum(counts["true"] for counts in counted)
    return true, true + sum(counts["false"] for counts in counted)


def _alarms(rule: Rule, measures: Measures) -> str:
    """Return the findings per 1,000 words of people's English; nothing for a rule that needs more than the text, since it did not run there."""
    if rule.needs & NEEDS.keys() or rule.profile:
        return ""
    clean = [table for name, table in measures.items() if CLEAN in name]
    words = sum(table["words"] for table in clean)
    found = sum(counts["true"] + counts["false"] for table in clean if (counts := table["rules"].get(rule.id)))
    return f"{1000 * found / words:.3f}" if words else ""
