"""What belongs to the page and not to the article: whole lines by their shape (``mtcheck.english.furniture``), tags and placeholders inside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from mtcheck.context import Context
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity
from mtcheck.english.furniture import furniture

RULE = Rule(
    id="site-residue",
    summary="Page furniture of a news site that came along with the article",
    why="Links to other articles, share buttons and comment forms are no part of the article; copied along, they read as nonsense.",
    category="Design and markup/Markup tag",
    severity=Severity.MINOR,
    references=("MQM: Design and markup",),
    bad=(
        Example(
            "The talks failed on Monday in Geneva.\n→ READ: The minister wants to go on\nNobody was surprised.",
            "→ READ:",
            "",
        ),
        Example("The strike at the port goes on, the union said.\nLeave a Replay", "Leave a Replay", ""),
        Example("À lire aussi\nThe strike goes on.", "À lire aussi", ""),
        Example("The strike at the port goes on, the union said.\n\nShare this article on Telegram", "Share this article on Telegram", ""),
        Example("The strike at the port goes on, the union said.\n\n17 Comments\n\nPhoto credit: DPA/Archive", "17 Comments", ""),
        Example("The strike at the port goes on, the union said.\n\nPhoto credit: DPA/Archive", "Photo credit: DPA/Archive", ""),
        Example("[widget_top]\nThe strike at the port goes on, the union said.", "[widget_top]", ""),
        Example("The strike at the port goes on, the union said.\n\nLast updated: 4 May 2021, 18:30", "Last updated: 4 May 2021, 18:30", ""),
        Example("The strike goes <br/>on.", "<br/>", ""),
    ),
    good=(
        Example("He asked readers to leave a comment on his blog about the trip."),
        Example("The strike goes on. She read the letter aloud."),
        Example("By Anna Petrova\n\nThe strike at the port goes on, the union said.\n\nFollow the money\n\nThe banks said nothing about it."),
        Example(
            "The strike at the port goes on, the union said.\n\nDockers at the port of Hamburg on Sunday. Photo: Anna Petrova\n\nRead my lips\n\nNo."
        ),
        Example("A phone needs three steps, the guide says.\n1. Download the app\n2. Enter your password\n3. Share the link"),
    ),
)
TAG = lazy(
    r"</?(?:p|br|div|span|strong|em|b|i|a|h[1-6]|li|ul|ol|img|figure|figcaption|iframe|script|blockquote)(?:\s[^<>\n]{0,300})?/?>"
    r"|\[/?(?:caption|gallery|embed|video|audio|vc_row|vc_column|su_[a-z_]+|toc|youtube)\b[^\]\n]{0,300}\]"
    r"|\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}"
)
TEASER = lazy(r"\[(?:…|\.\.\.)\] ?(?:Read more|Continue reading|More)?[ \t]*$", re.MULTILINE)
PROSE = 4
"""Words of a line from which on it is a sentence of the article, where it ends like one."""
ENDING = (".", "!", "?", "…", '"', "”", "»", ":", ")")
WRAPPED = 50
"""Characters of a line from which on the next one may only go on with it."""
ITEM = lazy(r"(?:\d{1,2}[.)]|[-*•–])\s")
LAST = lazy(r"[a-z][\w.-]*(?: [\w.-]+){0,3}")
CREDITED = lazy(r"sources?\b|via\b")
MOST_AFTER = 20
"""Words of the title that may follow a label on its line."""
SENTENCES = lazy(r"[.!?]\s+\S")
MESSAGE = "No part of the article but of the page that it stood on; delete the line"


def find(context: Context) -> Iterator[Finding]:
    """Yield whole lines of page furniture, and the tags and placeholders that stand in the text."""
    text, source = context.text, context.document.source or ""
    if any(sign in text for sign in "<[{"):
        for match in TAG.finditer(text):
            if context.document.units or match.group() in source:
                continue  # part of the string, or of what was translated
            yield context.mark(RULE, *match.span(), "Code of the publishing system left in the text", "", confidence=0.93, tier="wrong", kind="code")
        for match in TEASER.finditer(text):
            yield context.mark(RULE, *match.span(), "The tail of a teaser", "", confidence=0.6, tier="odd", kind="teaser")
    if not context.document.units:
        yield from _lines(context)


def _lines(context: Context) -> Iterator[Finding]:
    """Yield the lines that are furniture, where the text has sentences as well."""
    lines = context.paragraphs
    if len(lines) < 2 or not any(_prose(line.of(context.text)) for line in lines):
        return
    for at, line in enumerate(lines):
        words = line.of(context.text)
        found = None if _item(context, at) or _goes_on(context, at) else furniture(words)
        if found:
            end = line.start + found.label if found.label else line.end
            rest: dict[str, Any] = {"line": line.of(context.text)[found.label :]} if found.label else {}
            yield context.mark(RULE, line.start, end, MESSAGE, "", confidence=found.confidence, kind=found.kind, **rest)
        elif at == len(lines) - 1 and CREDITED.match(words) and LAST.fullmatch(words):
            yield context.mark(RULE, line.start, line.end, MESSAGE, "", confidence=0.75, kind="tail")


def settled(findings: list[Finding], context: Context) -> list[Finding]:
    """Return the findings with residue that begins a line grown over all of it, and without those on words of a line that goes as a whole."""
    lines = {line.start: line for line in context.paragraphs}
    grown = [_grown(finding, lines.get(finding.span.start), context) for finding in findings]
    whole = {finding.span for finding in grown if finding.rule == RULE.id and lines.get(finding.span.start) == finding.span}
    return [
        finding for finding in grown if (finding.rule == RULE.id and finding.span in whole) or not any(_inside(finding.span, line) for line in whole)
    ]


def _inside(span: Span, line: Span) -> bool:
    return line.start <= span.start and span.end <= line.end


def _grown(finding: Finding, line: Span | None, context: Context) -> Finding:
    """Return a finding of a phrase that begins a line of furniture over the whole line; others as they are."""
    if finding.rule != RULE.id or line is None or finding.span == line or finding.evidence.get("entry") is None:
        return finding
    rest = context.text[finding.span.end : line.end]
    if len(rest.split()) > MOST_AFTER or SENTENCES.search(rest):
        return finding
    return replace(finding, span=line, text=line.of(context.text), message=MESSAGE, suggestions=("",))


def _prose(line: str) -> bool:
    """Return whether a line is a sentence or more of an article."""
    return line.endswith(ENDING) and line.count(" ") >= PROSE - 1 and furniture(line) is None


def _item(context: Context, at: int) -> bool:
    """Return whether the line is an item of a list of the article: of a numbered one, or beside an item that is no furniture."""
    kind = _list(context, at)
    if not kind:
        return False
    beside = [n for n in (at - 1, at + 1) if 0 <= n < len(context.paragraphs) and _list(context, n)]
    return kind == "numbered" or any(furniture(context.paragraphs[n].of(context.text)) is None for n in beside)


def _list(context: Context, at: int) -> str:
    """Return "numbered" or "marked" for the item of a list, by the mark before it or the element that it is; else ""."""
    line, document = context.paragraphs[at], context.document
    element = document.element(line)
    own = element.of(document.raw) if element else line.of(context.text)
    if element and own.startswith("<"):
        numbered = document.raw.rfind("<ol", 0, element.start) > document.raw.rfind("<ul", 0, element.start)
        return ("numbered" if numbered else "marked") if own.startswith("<li") else ""
    item = ITEM.match(own)
    return "" if item is None else "numbered" if item.group()[0].isdigit() else "marked"


def _goes_on(context: Context, at: int) -> bool:
    """Return whether the line may be the rest of a sentence that a text wrapped by hand began on the line before."""
    if not at:
        return False
    before: Span = context.paragraphs[at - 1]
    between = context.text[before.end : context.paragraphs[at].start]
    return between.count("\n") < 2 and len(before) >= WRAPPED and not before.of(context.text).endswith(ENDING)
