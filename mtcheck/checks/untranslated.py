"""Words, runs of words and sentences that were left in the source language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mtcheck.broken.formation import slip
from mtcheck.checks import _left_nouns as left_nouns
from mtcheck.checks._quotations import TITLED, explained, fills_quotation, perhaps_title, quotation
from mtcheck.context import Context
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.core.sieve import Sieve
from mtcheck.english import foreign, lexicon, loans
from mtcheck.english.lexicon import Flag
from mtcheck.english.segment import WORD
from mtcheck.languages.telling import ENGLISH_ONLY

RULE = Rule(
    id="untranslated",
    summary="A word or sentence left in the source language",
    why="The translator did not know the word and copied it; a reader cannot understand it. Names, quotations and loanwords are meant to stay.",
    category="Accuracy/Untranslated",
    severity=Severity.MAJOR,
    references=("MQM: Untranslated",),
    bad=(
        Example("The mayor promised that the travaux would end in June.", "travaux"),
        Example(
            "The ministry said on Monday.\nEl gobierno anunció nuevas medidas para los hospitales.",
            "El gobierno anunció nuevas medidas para los hospitales",
        ),
        Example("Residents fear that the station wird nicht gebaut.", "wird nicht gebaut"),
        Example("The commander told the погранзастава to open fire.", "погранзастава"),
        Example("The Ministerium turned down the request.", "Ministerium", "ministry"),
        Example("A Gemeinderat from the valley voted against it.", "Gemeinderat", None, "de"),
        Example("Three farmers met the concejal of sports.", "concejal"),
    ),
    good=(
        Example("He called it “le gouvernement des riches”, to applause."),
        Example("The Médecins sans frontières clinic reopened, and the détente held after the coup d’état."),
        Example("The Frente Amplio and the Partido dos Trabalhadores signed the text."),
        Example("The chargé d’affaires admired the joie de vivre of the nouveaux riches."),
        Example("The children, Adelaida, Jesús, María Guadalupe, Isaías and José Juan, wait for their presents.", source_lang="es"),
        Example(
            "The Bundestag met, the Landtag voted, and the kindergarten of the Stiftung Baum is open; the Stiftung is rich. The Landesliga begins."
        ),
        Example("The Gemeinderat (municipal council) met, and the “Bürgermeister” spoke of the Münsterland."),
        Example("Landfrauenverband Oberlahn (Association of Rural Women) bakes the bread.", source_lang="de"),
        Example(
            "The dose is 20 µg for every 3½ hours, hmmm, said the nurse.",
            None,
            None,
            "de",
            "Die Dosis ist 20 µg je 3½ Stunden, hmmm, sagte die Schwester.",
        ),
        Example("The shop in the rue des Lilas shut.", None, None, "fr", "La boutique de la rue des Lilas a fermé."),
        Example("She bought an eLumo card.", None, None, "fr", "Elle a acheté une carte eLumo."),
        Example("His investiture is on Monday.", None, None, "fr", "Son investiture a lieu lundi."),
        Example("Trains call at Achim bei Bremen.", source_lang="fr"),
        Example("The head of the Conseil du patrimoine de Montréal resigned.", source_lang="es"),
        Example("The choir sang for the Cercle de musique ancienne.", None, None, "fr", "La chorale a chanté pour le Cercle de musique ancienne."),
        Example("The series Lejos de casa ends.", None, None, "es", "La serie Lejos de casa termina."),
        Example("Talks with the Lashkar e Omar group began.", None, None, "fr", "Les discussions avec le groupe Lashkar e Omar ont commencé."),
        Example("A flat in the tenth arrondissement is dear.", None, None, "fr", "Un appartement dans le dixième arrondissement est cher."),
        Example("The figures were printed in the Küsten-Zeitung.", source_lang="de"),
        Example(
            "He defends the &quot;horská župa&quot; (a county of the hills).", None, None, "fr", 'Il défend la "horská župa" (un comté des collines).'
        ),
        Example("Prince Albert von Thurn und Taxis races cars.", None, None, "de", "Prinz Albert von Thurn und Taxis fährt Rennen."),
        Example("They crowned a valašský král on the hill.", None, None, "fr", "Ils ont couronné un valašský král sur la colline."),
        Example("Share it with #nachbarschaft on Friday.", None, None, "de", "Teilt es am Freitag mit #nachbarschaft."),
        Example("Police in Regensburg said the driver came from Düsseldorf.", source_lang="de"),
    ),
)
_LETTERS = r"[\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u0600-\u06ff\u0900-\u097f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]+"
FIRST_ELSEWHERE, GENERAL, SYMBOLS = "\u0370", "\u2000", "\u2fff"
"""Where other scripts begin; between the last two stand quotation marks, arrows and other signs of all scripts."""
LIKELY_QUOTED = frozenset("called known named titled dubbed term word phrase so-called aka or as means meaning slogan motto".split())
OPENING, CLOSING = '([{“"«„‘', ')]}”"»’'
ELIDED = lazy(r"\b([a-z]+) [dl]['’]$")
"""What stands before the second half of a loan such as "coup d'état"."""
LITTLE_WORD, COMMON_NOUN = 4.8, 3.6
"""Zipf frequencies in the source language."""
NAMED = 1.3
"""Zipf frequency in English from which on a German noun with its capital is the name of a town, a club or a newspaper."""
LEFT, LEFT_KNOWN = 0.7, 0.8
"""Confidence in a German noun behind a determiner, and in a text known to be from German."""
LOAN = 20
UNKNOWN = 3.0
"""Zipf frequency below which a string in no dictionary is no English word."""
SHARE = 0.55
"""Share of a sentence's words from which on the whole sentence is one finding."""
LONG_RUN = 3


Words = dict[str, tuple[int, float, bool]]
"""Word as written -> what ``foreign.entry`` says of it."""


@dataclass(slots=True)
class _Run:
    first: int
    last: int
    bits: int
    strong: int
    count: int


_foreign = Sieve(foreign.entry)
WHOLE_TEXT = 0.98
"""Confidence that a text is in another language altogether: on purpose, now and then."""


def whole(context: Context) -> Finding | None:
    """Return one finding, at the first line, of a text that is in another language from its first word to its last; None for all others."""
    if context.elsewhere is None:
        return None
    language, first = context.elsewhere, context.paragraphs[0]
    message = f"The whole text is in {language.name}, {len(context.text.split())} words of it"
    return context.mark(RULE, first.start, first.end, message, confidence=WHOLE_TEXT, languages=(language.code,))


def find(context: Context) -> Iterator[Finding]:
    """Yield runs of words of another language or script."""
    if not context.text.isascii() and any(FIRST_ELSEWHERE <= sign < GENERAL or sign > SYMBOLS for sign in set(context.text)):
        yield from _other_scripts(context)
    there = _foreign(context.small)
    if not there:
        return
    words = {word: entry for word in context.vocabulary if word.lower() in there and (entry := foreign.entry(word.lower()))}
    yield from _left_nouns(context, words)
    if context.source_lang in foreign.LANGUAGES or any(strong and word.islower() for word, (_, _, strong) in words.items()):
        yield from _latin(context, words)


def _other_scripts(context: Context) -> Iterator[Finding]:
    for match in re.finditer(rf"{_LETTERS}(?:[\s,-]+{_LETTERS})*", context.text):
        before, after = context.text[: match.start()].rstrip()[-1:], context.text[match.end() :].lstrip()[:1]
        letter = len(match.group()) == 1 and match.group() < "\u0400"  # alpha, beta
        if not letter and not (before and before in OPENING) and not (after and after in CLOSING):
            yield context.mark(RULE, *match.span(), "This is not in Latin script", confidence=0.8, script=True)


def _left_nouns(context: Context, words: Words) -> Iterator[Finding]:
    """Yield German nouns with their capital behind an English determiner ("the Ministerium"), whatever is known of the source."""
    confidence = LEFT_KNOWN if context.source_lang == "de" else LEFT
    for start, end in left_nouns.german(context.text, [word for word, (bits, _, _) in words.items() if "de" in foreign.names(bits)]):
        if not context.in_quotation(start) and not left_nouns.PAPER.search(context.text[start:end]) and not loans.within(context.text, start, end):
            fixes = left_nouns.english(context.text[start:end])
            yield context.mark(RULE, start, end, "Left in the source language (de)", *fixes, confidence=confidence, languages=("de",), words=1)


def _latin(context: Context, words: Words) -> Iterator[Finding]:
    for sentence in context.sentences:
        tokens = list(WORD.finditer(context.text, sentence.start, sentence.end))
        if any(token.group() in words for token in tokens):
            for run in _runs(context, tokens, words):
                if finding := _finding(context, tokens, run):
                    yield finding


def _runs(context: Context, tokens: list[re.Match[str]], words: Words) -> Iterator[_Run]:
    """Yield the stretches whose words share a language, with the words between them that English does not need there."""
    run: _Run | None = None
    for at, token in enumerate(tokens):
        if token.group() not in words:
            continue
        bits, zipf, strong = words[token.group()]
        sure = (strong and token.group().islower()) or _told(context, tokens, at, bits, zipf)
        if run and run.bits & bits and all(_bridges(other.group()) for other in tokens[run.last + 1 : at]):
            run.last, run.bits, run.strong, run.count = at, run.bits & bits, run.strong + sure, run.count + 1
            continue
        if run:
            yield run
        run = _Run(at, at, bits, int(sure), 1)
    if run:
        yield run


def _told(context: Context, tokens: list[re.Match[str]], at: int, bits: int, zipf: float) -> bool:
    """Return whether a word is enough because the source language is known: a little word of it, or a German noun with its capital."""
    if context.source_lang not in foreign.names(bits):
        return False
    word = tokens[at].group()
    if word.islower():
        return zipf >= LITTLE_WORD
    noun = context.source_lang == "de" and at > 0 and tokens[at - 1].group().islower() and zipf >= COMMON_NOUN and not word.isupper()
    low = word.lower()
    return noun and lexicon.zipf(low) < NAMED and not lexicon.flags(low) & (Flag.SURNAME | Flag.PROPER) and left_nouns.common_noun(low)


def _bridges(word: str) -> bool:
    low = word.lower()
    return low not in ENGLISH_ONLY and (lexicon.zipf(low) < 3 or (len(low) < 5 and not (lexicon.in_dictionary(low) and lexicon.zipf(low) >= 5)))


def _finding(context: Context, tokens: list[re.Match[str]], run: _Run) -> Finding | None:
    if not run.strong and run.count < LONG_RUN:
        return None
    if _names(context, tokens, run) or _source_has(context, tokens, run):
        return None
    english = any(token.group().lower() in ENGLISH_ONLY for token in tokens)
    whole = run.count >= max(LONG_RUN, SHARE * len(tokens)) or (not english and run.strong > 0 and run.count >= LONG_RUN)
    first, last = (0, len(tokens) - 1) if whole else (run.first, run.last)
    codes = foreign.names(run.bits)
    if whole and english and _quoted(context, tokens[run.first].start(), tokens[run.last].end(), tokens[0].start()):
        return None
    if not whole and _spared(context, tokens, first, last, codes):
        return None
    evidence: dict[str, Any] = {"languages": codes, "words": run.count}
    confidence = TITLED if perhaps_title(context, tokens[last].start()) else _confidence(context.source_lang, run, codes, whole=whole)
    return context.mark(
        RULE, tokens[first].start(), tokens[last].end(), f"Left in the source language ({' or '.join(codes)})", confidence=confidence, **evidence
    )


def _source_has(context: Context, tokens: list[re.Match[str]], run: _Run) -> bool:
    """Return whether a source has the words as part of a name or a title that stays, or quotes them from a third language."""
    if "source" not in context.has or context.bitext.unrelated:
        return False
    from mtcheck.bilingual.copied import titled

    start = tokens[run.first].start()
    pair = context.bitext.linked_at(start)
    if pair is None:
        return False
    third = context.bitext.language is not None and context.bitext.language.code not in foreign.names(run.bits)
    return (third and context.text[start : tokens[run.last].end()] in pair.source.of(context.bitext.source)) or titled(context.bitext, pair, start)


def _names(context: Context, tokens: list[re.Match[str]], run: _Run) -> bool:
    """Return whether the words inside a sentence are a list of names: capitals on each of them, in a language that gives its nouns none."""
    return context.source_lang != "de" and run.first > 0 and all(token.group()[0].isupper() for token in tokens[run.first : run.last + 1])


def _confidence(source_lang: str | None, run: _Run, codes: tuple[str, ...], *, whole: bool) -> float:
    if whole:
        return 0.9
    fits = source_lang in codes
    if run.count > 1:
        return 0.85 if fits else 0.75
    return 0.75 if fits else 0.45 if source_lang in foreign.LANGUAGES else 0.55


def _quoted(context: Context, start: int, end: int, opening: int) -> bool:
    """Return whether the words are a quotation inside an English sentence that begins at ``opening``."""
    opened, _ = quotation(context.text, start, end)
    return opened > opening and context.in_quotation(start) and fills_quotation(context.text, start, end)


def _joins_names(tokens: list[re.Match[str]], first: int, last: int) -> bool:
    """Return whether each small word stands between two capitalised ones, and so in a name ("Dôme des Invalides", "Achim bei Bremen")."""
    small = [at for at in range(first, last + 1) if tokens[at].group().islower()]
    return bool(small) and all(
        0 < at < len(tokens) - 1 and tokens[at - 1].group()[0].isupper() and tokens[at + 1].group()[0].isupper() for at in small
    )


def _spared(context: Context, tokens: list[re.Match[str]], first: int, last: int, codes: tuple[str, ...]) -> bool:
    """Return whether the words stand as a name, a quotation, or a term that the text explains."""
    text, inner = context.text, tokens[first : last + 1]
    start, end = inner[0].start(), inner[-1].end()
    beside = [tokens[at].group() for at in (first - 1, last + 1) if 0 <= at < len(tokens) and at != 0]
    named = [token.group() for at, token in enumerate(inner, first) if at] if not (context.source_lang == "de" and "de" in codes) else []
    third = context.source_lang and context.source_lang not in codes  # a name from elsewhere, which the source has as well
    if (third and (_joins_names(tokens, first, last) or (first and inner[0].group()[0].isupper()))) or explained(text, end):
        return True
    if text[start - 1 : start] == "." or (text[end : end + 1] == "." and text[end + 1 : end + 2].isalpha()):  # a web address
        return True
    if len(inner) <= LONG_RUN and any(word[0].isupper() for word in [*beside, *named]) and (named or inner[0].group().islower()):
        return True
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if (
        first == last
        and not context.source_lang
        and _stray(tokens, first)
        and not (first and left_nouns.listed(tokens[first].group(), tokens[first - 1].group()))
    ):
        return True
    if (loan := ELIDED.search(text, max(0, start - LOAN), start)) and lexicon.in_dictionary(loan[1]):
        return True
    if loans.within(text, start, end) or left_nouns.PAPER.search(text[start:end]):
        return True
    if (
        (before and before in OPENING + "-*_/@#")
        or (after and after in CLOSING + "-*_/@")
        or (first and tokens[first - 1].group().lower() in LIKELY_QUOTED)
    ):
        return True
    return context.in_quotation(start) and fills_quotation(text, start, end)


def _stray(tokens: list[re.Match[str]], at: int) -> bool:
    """Return whether one foreign word, in a text that nothing says is translated, is mistyped English, or half of a term of two words of which English has none."""
    beside = (tokens[other].group() for other in (at - 1, at + 1) if 0 <= other < len(tokens))
    return slip(tokens[at].group()) or any(word.islower() and lexicon.zipf(word) < UNKNOWN and not lexicon.in_dictionary(word) for word in beside)
