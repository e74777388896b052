"""Where the quotation around some words begins and ends, and whether the words are explained behind it, or may be a title."""

from __future__ import annotations

from mtcheck.context import Context
from mtcheck.core.lazy import lazy
from mtcheck.english import lexicon

TITLED = 0.4
"""How sure a finding is that may be part of a title."""
CLAUSE = frozenset("which who that is are was were be been has have had will see said says since until when where as".split())
"""Words of a remark in brackets that is no rendering of the word before it."""
QUOTE = r"(?:[\"”»’]|&(?:quot|#34|#39|raquo|rdquo|rsquo);)"
GLOSS = lazy(
    rf"(?:(?: (?:[^\W\d_a-z]\w{{1,30}}|für|und|et|de|des|du|y|del|von)){{0,6}}{QUOTE}?|(?: [^\W\d_]{{1,30}}){{1,3}}{QUOTE}) \(([^()]{{3,80}})\)"
)


def fills_quotation(text: str, start: int, end: int) -> bool:
    """Return whether the words are most of the quotation that they stand in."""
    opened, closed = quotation(text, start, end)
    return 2 * (end - start) > closed - opened


def quotation(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the quotation around the words begins and ends."""
    opened = max(text.rfind(mark, 0, start) for mark in '“«„"')
    closed = min((at for mark in '”»“"' if (at := text.find(mark, end)) >= 0), default=len(text))
    return max(0, opened), closed


def explained(text: str, end: int) -> bool:
    """Return whether English in brackets follows, perhaps behind the rest of the name ("Landfrauen Kulmbach (country women)")."""
    gloss = GLOSS.match(text, end)
    words = gloss[1].lower().split() if gloss else []
    return len(words) > 1 and not CLAUSE.intersection(words) and 3 * sum(map(lexicon.in_dictionary, words)) >= 2 * len(words)


def perhaps_title(context: Context, start: int) -> bool:
    """Return whether the source has the word at ``start`` as the second of two that may be a title ("Jardin éphémère")."""
    if "source" not in context.has or context.bitext.unrelated:
        return False
    from mtcheck.bilingual.copied import perhaps_titled

    pair = context.bitext.linked_at(start)
    return pair is not None and perhaps_titled(context.bitext, pair, start)
