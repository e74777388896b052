"""Lints of reach: an entry can match, matches no more than it should, and is not covered by another one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial

from mtcheck.english import lexicon
from mtcheck.evaluation.lints.rows import FUNCTION, Row
from mtcheck.glossary.contexts import Prose, after, allowed, before
from mtcheck.glossary.entries import CLUE, CONTEXT_CLASSES, INSIDE, TIERS, Entry
from mtcheck.glossary.phrase import DELETE, parts
from mtcheck.weighing.tiers import WEAK

SHORT = 5
"""Letters up to which a phrase without a context is too short."""
USED, COMMON = 2.2, 4.5
"""Zipf frequency from which on a word is in use, and from which on everybody uses it."""
FEW = 4
"""Words up to which a phrase of common words may well come about in good English."""
PHRASE_LANGUAGE = re.compile(r"\([^()]*\||\[\w|<\w+>|/[vn]\b")
BEFORE_ONLY = ("<start>", INSIDE)


def joints(row: Row) -> Iterator[str]:
    """Yield marks that stand directly before or after a bracket, where the phrase language puts a space, and ``[a|b]``."""
    avoid, end = row.entry.avoid, 0
    for part in parts(avoid):
        if end and part.start() == end and (part["word"] or avoid[end - 1] not in ")]>"):
            near = avoid[max(0, end - 8) : end + 8]
            yield f"{near!r} in {avoid!r} stands for two words and can never match; write what is joined inside the brackets"
        end = part.end()
        if part["optional"] and "|" in part["optional"] and "(" not in part["optional"]:
            yield f"[{part['optional']}] is one literal with a bar in it; write [(a|b)], or two entries"


def contexts(row: Row) -> Iterator[str]:
    """Yield contexts that can never hold: capitals (all is compared in lower case), both wanted and forbidden, the wrong side, phrase language."""
    for column, items in (("before", row.entry.before), ("after", row.entry.after)):
        for item in items:
            bare = item.removeprefix("!")
            if bare != bare.lower():
                yield f"{item!r} in `{column}` never holds, since contexts are compared in lower case; write {item.lower()!r}"
            elif column == "after" and bare in BEFORE_ONLY:
                yield f"{bare} never holds in `after`; write it in `before`"
            elif bare not in CONTEXT_CLASSES and PHRASE_LANGUAGE.search(bare):
                yield f"{item!r} in `{column}` is compared letter by letter; write words, one item each"
            elif column == "before" and bare.endswith("*") and " " in bare:
                yield f"{item!r} in `before` never holds, since * goes with the last word only; write the one word"
            elif item.startswith("!") and bare in items:
                yield f"{bare!r} is wanted and forbidden in `{column}`; leave one out"


def deletions(row: Row) -> Iterator[str]:
    """Yield the deletion of what begins a line, without a context that says so."""
    if DELETE in row.entry.prefer and row.entry.avoid.endswith(":") and not {"<start>", "<punct>"}.intersection(row.entry.before):
        yield f"{row.entry.avoid!r} begins a line and is deleted anywhere; write <start> or <punct> in `before`"


def short(row: Row) -> Iterator[str]:
    """Yield phrases of few letters that English text holds too, as words or as names, without a context."""
    entry = row.entry
    if entry.before or entry.after or entry.tier in WEAK or entry.note:
        return
    for word in row.texts:
        if word.isalpha() and len(word) <= SHORT and word in (word.lower(), word.upper(), word.capitalize()) and _in_use(word.lower()):
            yield f"{word!r} has {SHORT} letters or fewer and no context; say in `before` or `after` where it is wrong, or in `note` why anywhere"
            return


def _in_use(word: str) -> bool:
    return lexicon.in_dictionary(word) or lexicon.zipf(word) >= USED


def common(row: Row) -> Iterator[str]:
    """Yield short phrases of good English words that are called wrong in any text, with one suggestion and no context."""
    entry = row.entry
    if entry.tier != "wrong" or entry.before or entry.after or entry.note or len(row.preferred) != 1:
        return
    if all(1 < len(text.split()) <= FEW and all(_usual(word) for word in text.split()) for text in row.texts):
        yield f"{entry.avoid!r} is made of common words and called wrong in any text; give a context, a second suggestion, or the tier odd"


def _usual(word: str) -> bool:
    return word in FUNCTION or (word.isalpha() and lexicon.zipf(word) >= COMMON)


def itself(row: Row) -> Iterator[str]:
    """Yield entries whose suggestion they would find again."""
    for form, suggestions in () if row.entry.inside else row.forms:
        for suggestion in suggestions:
            left, found, right = f" {suggestion} ".partition(f" {form.text} ")
            if found and (left or right.strip()) and not _stopped(row.entry, left, right):
                yield f"{form.text!r} is found again in its suggestion {suggestion!r}; forbid what is added in `before` or `after`"
                return


def _stopped(entry: Entry, left: str, right: str) -> bool:
    """Return whether the contexts rule out a match between these stretches of a suggestion; what stands outside of it is as it was."""
    text = f"{left} x {right}"
    prose, start = Prose(text, text.lower()), len(left) + 1
    sides = ((entry.before, left, before, start), (entry.after, right, after, start + 1))
    return any(stretch.strip() and items and not allowed(items, partial(_at, holds, prose, place)) for items, stretch, holds, place in sides)


def _at(holds: Callable[[str, Prose, int], bool], prose: Prose, place: int, item: str) -> bool:
    return holds(item, prose, place)


def covered(rows: list[Row]) -> Iterator[tuple[Row, str]]:
    """Yield rows that say nothing which a wider one without contexts does not say as surely, alone or with the same words around it."""
    wide: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if not row.entry.before and not row.entry.after and not row.entry.beside and row.entry.prefer:
            for text in row.texts:
                wide[text].append(row)
    said = {id(row): {form.text: found for form, found in row.forms} for row in rows}
    for row in rows:
        if row.entry.prefer and (other := _covering(row, wide, said)):
            yield row, f"{row.entry.avoid!r} says nothing that {other.entry.avoid!r} ({other.entry.where}) does not say; leave it out"


def _covering(row: Row, wide: dict[str, list[Row]], said: dict[int, dict[str, tuple[str, ...]]]) -> Row | None:
    first = row.forms[0][0].text.split()
    for start in range(len(first)):
        for end in range(len(first), start, -1):
            for other in wide.get(" ".join(first[start:end]), ()):
                if other is not row and _as_sure(other, row) and _same(row, said[id(other)], start, len(first) - end):
                    return other
    return None


def _as_sure(other: Row, row: Row) -> bool:
    """Return whether an entry holds wherever the row does, at least as surely, and offers no more; of two that cover each other the later one goes."""
    mine, theirs = row.entry, other.entry
    if theirs.source_lang != mine.source_lang or theirs.rule != mine.rule or TIERS.index(theirs.tier) > TIERS.index(mine.tier):
        return False
    if mine.tier == CLUE and not set(mine.source.split(" | ")) <= set(theirs.source.split(" | ")):
        return False
    if len(theirs.prefer) > len(mine.prefer):
        return False
    return set(row.texts) != set(other.texts) or bool(mine.before or mine.after) or mine.where > theirs.where


def _same(row: Row, said: dict[str, tuple[str, ...]], left: int, right: int) -> bool:
    """Return whether every form is one of the other's with ``left`` words before and ``right`` after, and its first suggestion is so too."""
    for form, suggestions in row.forms:
        found = form.text.split()
        end = len(found) - right
        inner = said.get(" ".join(found[left:end]))
        if not inner or not suggestions:
            return False
        if " ".join((*found[:left], inner[0], *found[end:])) != suggestions[0]:
            return False
    return True
