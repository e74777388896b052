"""Words copied from the source, which alone can tell that they were there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bilingual.bitext import WORD, Linked, plain
from mtcheck.bilingual.copied import perhaps_titled, quoted, titled
from mtcheck.bilingual.proper import NAME_FLAGS
from mtcheck.checks._quotations import explained, fills_quotation, quotation
from mtcheck.checks.untranslated import RULE as RULE
from mtcheck.context import Context
from mtcheck.core.model import Finding, Span
from mtcheck.english import foreign, lexicon, loans, nouns
from mtcheck.english.complements import NOUN
from mtcheck.english.lexicon import Flag
from mtcheck.english.names import CLOSED
from mtcheck.languages.language import Language

SHORTEST = 3
ENGLISH_FROM, ENGLISH_FROM_LISTED = 2.2, 2.7
"""Zipf frequency in English from which a dictionary word is English whatever the source says, and of one that the source's language has for no noun: nouns are borrowed ("piste")."""
OTHER_FROM = 5.0
"""The same for what no dictionary holds."""
NAMED_FROM = 2.3
"""The same for what is written with a capital, and so may be a name."""
COMMON = re.compile(
    r"\b(?:the|an?|this|that|these|those|its|his|her|their|our|my|no|some|any|last|next|first|new|[a-z]+(?:al|ous|ive|est|ic|ful|ble|ish|ed|an|ern)) $",
    re.IGNORECASE,
)
"""What stands before a common noun rather than a name."""
BEHIND = re.compile(r" ([^\W\d_]+)")
"""The word behind another."""
MICRO = "µ"
LONG_SOUND = re.compile(r"(.)\1\1")
PARTICLE = 4
"""Letters up to which a word before a name may belong to it ("von", "des")."""
LONG = 6
"""Letters from which on a word that stands on both sides and that English does not know at all is no mere unit or currency."""
NAME_NEXT = re.compile(r" [^\W\d_a-z]\w+")
"""A capitalised word that follows."""
MARKED, UNMARKED = (
    re.compile(r"(?:[\"'“„«‘]|&(?:#0?39|#34|quot|apos|[lr][sd]quo|laquo);) ?$"),
    re.compile(r" ?(?:[\"'”“»’]|&(?:#0?39|#34|quot|apos|[lr][sd]quo|raquo);)"),
)
"""Quotation marks before and after a word, perhaps written as in HTML."""
JOINED = re.compile(r"(?P<first>[^\W\d_a-z][\w-]{1,40}) (?P<and>y|e|et|ed|und) [^\W\d_a-z]\w+")
"""Names joined by the "and" of another language."""
NOBLE = frozenset("von van zu zur zum vom de di da del della do dos".split())
"""Words before the name of a family ("von Thurn und Taxis")."""
LEFT = 2
"""Foreign words of a sentence from which on more than an "and" was left."""
ELSEWHERE = frozenset({"e"})
"""What joins the parts of names in other languages too ("Tehrik e Taliban")."""
SURE, STRANGE, UNSURE = 0.85, 0.6, 0.4


def find(context: Context) -> Iterator[Finding]:
    """Yield words of the target that stand so in the source sentence and are no English."""
    for pair in context.bitext.linked:
        yield from _in_pair(context, pair)
        yield from _between_names(context, pair)


def _between_names(context: Context, pair: Linked) -> Iterator[Finding]:
    """Yield a foreign "and" between two names that stand so in the source, unless it is part of one person's name ("José Ortega y Gasset")."""
    there, language = pair.source.of(context.bitext.source), context.bitext.language
    for match in JOINED.finditer(context.text, pair.target.start, pair.target.end):
        at = there.find(match.group())
        before = context.text[: match.start()].rstrip().rpartition(" ")[2]
        other = match["and"] in ELSEWHERE and language is not None and match["and"] not in language.joins
        spared = (
            other
            or before[:1].isupper()
            or before.lower() in NOBLE
            or _given(match["first"])
            or any(_left(word, language) for word in re.split(r"[\s-]", match.group()) if word != match["and"])
            or match["first"].endswith("-")
            or explained(context.text, match.end())
        )
        if at >= 0 and not spared and not _in_foreign_words(context.text[pair.target.start : match.start()]):
            found = Span(pair.source.start + at, pair.source.start + at + len(match.group()))
            yield context.mark(
                RULE, *match.span("and"), "Copied from the source", "and", confidence=STRANGE, source=found, languages=(context.bitext.language_code,)
            )


def _left(word: str, language: Language | None) -> bool:
    """Return whether a word is one of the source's language that English does not know: what stands around it is a title left in that language."""
    low = word.lower()
    if language is None or not language.common_nouns_small or lexicon.in_dictionary(low) or lexicon.flags(low) & NAME_FLAGS:
        return False
    entry = foreign.entry(low)
    return bool(entry and language.code in foreign.names(entry[0])) or low in language.words


def _in_foreign_words(before: str) -> bool:
    """Return whether words of another language stand before a place, so that more was left there than this one word."""
    words = [match.group() for match in WORD.finditer(before) if match.group().islower()]
    return sum(bool((entry := foreign.entry(word)) and entry[2]) for word in words) >= LEFT


def _given(word: str) -> bool:
    return bool(lexicon.flags(word.lower()) & (Flag.FEMALE | Flag.MALE))


def _in_pair(context: Context, pair: Linked) -> Iterator[Finding]:
    source = context.bitext.source
    there = {match.group().lower(): match for match in WORD.finditer(source, pair.source.start, pair.source.end)}
    for match in WORD.finditer(context.text, pair.target.start, pair.target.end):
        low = match.group().lower()
        if (
            low not in there
            or not _a_word(match.group())
            or _english(low, context.bitext.language, noun=_stands_as_noun(context.text, match, low))
            or quoted(match, there[low], context.bitext.language)
            or _stands_apart(context, match, there[low], pair)
        ):
            continue
        capital = match.group()[0].isupper()
        noun = capital and match.start() > pair.target.start + 1
        if capital and not noun and _town(low, context.bitext.language):
            continue
        known = _of_language(low, context.bitext.language, noun=noun, capital=capital) or not (low.isascii() or capital)
        strange = match.group().islower() and there[low].group().islower() and len(low) >= LONG and not lexicon.known(low) and not low.endswith("s")
        found, named = Span(*there[low].span()), perhaps_titled(context.bitext, pair, match.start())
        yield context.mark(
            RULE,
            *match.span(),
            "Copied from the source",
            confidence=UNSURE if named else SURE if known else STRANGE if strange else UNSURE,
            source=found,
            languages=(context.bitext.language_code,),
        )


def _town(low: str, language: Language | None) -> bool:
    """Return whether a German word that opens an English sentence may be the name of a town ("Essen"): a noun, or none that is known."""
    if language is None or language.code != "de" or low in language.function_words or low in language.places:
        return False
    listed = language.word(low)
    return bool(listed.gender) if listed else foreign.entry(low) is None


def _a_word(text: str) -> bool:
    """Return whether letters are a word, not a sign ("½"), a unit ("µg"), a sound ("hmmm") or a brand's own spelling ("eBay")."""
    if not text.isalpha() or (len(text) == 1 and text.lower() == text.upper()) or text[0] == MICRO or LONG_SOUND.search(text):
        return False
    return text[1:].islower() or text.isupper() or len(text) == 1


def _stands_as_noun(text: str, match: re.Match[str], low: str) -> bool:
    """Return whether a word that is always a noun in English stands as one: behind a determiner or an adjective, and before no noun."""
    if nouns.noun(low).as_noun < NOUN or not COMMON.search(text[max(0, match.start() - 30) : match.start()]):
        return False
    behind = BEHIND.match(text, match.end())
    return behind is None or behind[1].lower() in CLOSED or nouns.noun(behind[1].lower()).as_noun < NOUN


def _english(low: str, language: Language | None, *, noun: bool) -> bool:
    if len(low) < SHORTEST and low.isascii():
        return True
    known = lexicon.in_dictionary(low) or (not low.isascii() and lexicon.in_dictionary(plain(low)))  # "café"
    listed = language.words.get(low) if language else None
    enough = OTHER_FROM if not known else ENGLISH_FROM_LISTED if listed and not listed.gender and not noun else ENGLISH_FROM
    return max(lexicon.zipf(low), lexicon.zipf(plain(low)) if known else 0.0) >= enough


def _of_language(low: str, language: Language | None, *, noun: bool, capital: bool) -> bool:
    """Return whether the word is known to be one of the source language's: a ``noun``, where it is written with a capital inside the sentence.

    Counts of a web corpus know names too, so they are no proof for what has a ``capital``.
    """
    if language is None:
        return False
    entry, listed = foreign.entry(low), language.words.get(low)
    if listed is not None and low in (english.lower() for english in listed.english):
        return False
    if noun:
        return listed is not None and bool(listed.gender)
    return listed is not None or low in language.function_words or (not capital and bool(entry and language.code in foreign.names(entry[0])))


def _stands_apart(context: Context, match: re.Match[str], found: re.Match[str], pair: Linked) -> bool:
    """Return whether the word is meant to stay: a name or part of one, or most of a quotation."""
    language, (start, end) = context.bitext.language, match.span()
    noun = language is not None and not language.common_nouns_small
    if match.group()[0].isupper() and (lexicon.zipf(match.group().lower()) >= NAMED_FROM or lexicon.flags(match.group().lower()) & NAME_FLAGS):
        return True
    if match.group()[0].isupper() and not noun and (start > pair.target.start or not found.group()[0].isupper()):
        return True
    if match.group()[0].isupper() and start > pair.target.start and not COMMON.search(context.text[max(0, start - 30) : start]):
        return True
    if match.group().isupper() or _part_of_name(context.text, start, end) or _speaker(context, match, found):
        return True
    if _learned_name(context, match, found) or _before_name(context, match, found) or titled(context.bitext, pair, match.start()):
        return True
    if _marked(match) and _marked(found):
        return True
    if loans.within(context.text, start, end) or explained(context.text, end):
        return True
    return context.in_quotation(start) and (fills_quotation(context.text, start, end) or _quoted_whole(context, match, pair))


def _speaker(context: Context, match: re.Match[str], found: re.Match[str]) -> bool:
    """Return whether the word names who speaks, on both sides ("Menge: ...")."""
    return match.group()[0].isupper() and context.text[match.end() : match.end() + 1] == context.bitext.source[found.end() : found.end() + 1] == ":"


def _learned_name(context: Context, match: re.Match[str], found: re.Match[str]) -> bool:
    """Return whether the word follows a capitalised one on both sides that English does not know: the second part of a name ("Gymnosarda unicolor")."""
    before, there = (text[:at].rstrip().rpartition(" ")[2] for text, at in ((context.text, match.start()), (context.bitext.source, found.start())))
    return before == there and before[:1].isupper() and not lexicon.in_dictionary(before.lower())


def _marked(match: re.Match[str]) -> bool:
    """Return whether the word alone stands in quotation marks."""
    text, start = match.string, match.start()
    return bool(MARKED.search(text[max(0, start - 8) : start]) and UNMARKED.match(text, match.end()))


def _before_name(context: Context, match: re.Match[str], found: re.Match[str]) -> bool:
    """Return whether a small word, or one that is no language's, stands before the same capitalised word on both sides ("rue des Lilas", "trivago Hotels")."""
    after, there = (NAME_NEXT.match(text, at) for text, at in ((context.text, match.end()), (context.bitext.source, found.end())))
    if not after or not there or plain(after.group()) != plain(there.group()) or not match.group().islower():
        return False
    known = foreign.entry(match.group())
    return (len(match.group()) <= PARTICLE and not (known and known[2])) or (match.group().isascii() and known is None)


def _quoted_whole(context: Context, match: re.Match[str], pair: Linked) -> bool:
    """Return whether the words of the quotation are mostly those of the source: a title, a saying left in its language."""
    start, end = quotation(context.text, *match.span())
    words = [one.group() for one in WORD.finditer(context.text, start, end)]
    there = pair.source.of(context.bitext.source)
    return len(words) > 1 and 3 * sum(word in there for word in words) >= 2 * len(words)


def _part_of_name(text: str, start: int, end: int) -> bool:
    """Return whether the word stands beside a capitalised one or in a compound ("Lietuvos rytas", "al-jadid")."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    halved = text[max(0, start - 2) : start] == "- "  # "Hotel- und Gaststätte"
    domain = halved or (after == "." and text[end + 1 : end + 2].isalpha())
    if domain or before in {"-", "'", "’", "/", "@", "#", ".", "_"} or after in {"-", "'", "’", "/", "@", "_"}:
        return True
    ahead, behind = text[end:].lstrip(" -")[:1], text[:start].rstrip(" -").rpartition(" ")[2][:1]
    return ahead.isupper() and (behind.isupper() or text[start].isupper())
