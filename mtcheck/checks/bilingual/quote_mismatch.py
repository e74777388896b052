"""Quotations that only the source has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity
from mtcheck.languages.language import Language

RULE = Rule(
    id="quote-mismatch",
    summary="Words that the source quotes and the English does not",
    why="Without its marks a quotation becomes the paper's own statement.",
    category="Accuracy/Mistranslation",
    severity=Severity.MAJOR,
    needs=frozenset({"source"}),
    references=("Associated Press Stylebook, quotation marks", "MQM: Mistranslation"),
    bad=(
        Example(
            "The minister called it an unforgivable mistake.",
            "The minister called it an unforgivable mistake.",
            None,
            "fr",
            "Le ministre a parlé d'une « faute impardonnable commise par tous ».",
        ),
        Example("We will not give up, she said.", "We will not give up, she said.", None, "de", "„Wir werden niemals aufgeben“, sagte sie."),
    ),
    good=(
        Example("The minister called it “an unforgivable mistake”.", None, None, "fr", "Le ministre a parlé d'une « faute impardonnable »."),
        Example("The film Amelie won.", None, None, "fr", "Le film « Amélie » a gagné."),
        Example("She runs the Queen of the Hill bakery.", None, None, "fr", 'Elle tient la "Queen of the Hill bakery".'),
        Example("Both states signed the Lake Morel Convention.", None, None, "fr", "Les deux États ont signé la « convention du lac Morel »."),
    ),
)
QUOTED = re.compile(r"«[^«»]+»|“[^“”]+”|„[^“”„]+[“”]|\"[^\"]+\"|»[^«»]+«|「[^」]+」")
MARKS = re.compile(r"&(?:quot|[lr][ds]?a?quo|#0?3[49]|#822[0-2]);|[«»“”„\"‘「」]|''|``|(?<!\w)['’]|['’](?!\w)")
REPORTED = re.compile(
    r"\b(?:sa(?:id|ys?)|t(?:old|ells?)|add|claim|stat|announc|explain|report|admit|insist|confirm|not|argu|believ|declar|repl|respond|writ|wrot|warn|stress|emphasi"
    r"|point|hop|think|thought|suggest|indicat|conced|reveal|suspect)\w*(?: [\w’']+){0,4} (?:that|how|whether)\b",
    re.IGNORECASE,
)
"""What makes a quotation reported speech, which needs no marks."""
WORDS = 3
"""Words from which on a quotation is speech rather than a title or a term."""
NAMED = re.compile(r"[A-Z][\w’'-]*(?:(?:[ -]| (?:of|of the|and|for|de) )[A-Z][\w’'-]*)*")
"""A name of one word or several, as English writes it."""
LETTERS = re.compile(r"[^\W\d_]+")
SHORT = 6
"""Words up to which a quotation may be the name of a treaty, a canal or a law, which English writes with capitals and without marks."""
CONFIDENCE = 0.6


def find(context: Context) -> Iterator[Finding]:
    """Yield sentences without any quotation mark whose source sentence quotes several words."""
    for pair in context.bitext.linked:
        source = pair.source.of(context.bitext.source)
        quoted = next((one for one in QUOTED.finditer(source) if len(one.group().split()) > WORDS), None)
        if (
            quoted
            and not REPORTED.search(context.text, pair.target.start, pair.target.end)
            and not MARKS.search(context.text, pair.target.start, pair.target.end)
            and not context.in_quotation(pair.target.start)
            and not _named(quoted.group(), pair.target.of(context.text), context.bitext.language)
        ):
            span = Span(pair.source.start + quoted.start(), pair.source.start + quoted.end())
            yield context.mark(RULE, pair.target.start, pair.target.end, "The source quotes these words", confidence=CONFIDENCE, source=span)


def _kept(quoted: str, here: str) -> bool:
    """Return whether the English has a quotation word for word, and its capitals show that it is a name ("Queen of the Hill bakery")."""
    return quoted[:1].isupper() and sum(word[0].isupper() for word in LETTERS.findall(quoted)) > 1 and quoted in here


def _named(quoted: str, here: str, language: Language | None) -> bool:
    """Return whether the English has a name as long as a short quotation, whose words have capitals instead of marks around them."""
    if _kept(quoted[1:-1].strip(), here):
        return True
    small = language.function_words if language else frozenset()
    words = [word for word in LETTERS.findall(quoted) if word.lower() not in small]
    longest = max((sum(word[0].isupper() for word in LETTERS.findall(name.group())) for name in NAMED.finditer(here)), default=0)
    return len(words) <= SHORT and longest >= max(2, len(words))
