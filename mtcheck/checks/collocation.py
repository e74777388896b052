"""A verb that does not go with its object in English, an adjective or a noun that does not go with its noun: facts in ``mtcheck/english/collocations.tsv``."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.core.sieve import Sieve
from mtcheck.english import lexicon
from mtcheck.english.classes import is_class
from mtcheck.english.collocations import Collocation, about
from mtcheck.english.companions import Met, met
from mtcheck.english.inflection import noun_forms, verb_forms

RULE = Rule(
    id="collocation",
    summary="A word that does not go with its noun in English",
    why="Which verb an object takes, and which adjective goes with a noun, is a matter of each language; the system put the dictionary's first word for the source's.",
    category="Style/Unidiomatic style",
    severity=Severity.MINOR,
    references=(
        "Benson et al. 2010, The BBI Combinatory Dictionary of English",
        "European Court of Auditors 2016, Misused English words and expressions in EU publications",
    ),
    bad=(
        Example("The two ports subscribed last week two new framework agreements.", "subscribed", "signed"),
        Example("Elections in both provinces will be celebrated in June.", "celebrated", "held"),
        Example("By realising a new study of the river, the town hopes to learn more.", "realising", "carrying out"),
        Example("The complaints deposited by the farmers are still on his desk.", "deposited", "filed"),
        Example("The sentence that the judges dictated was severe.", "dictated", "handed down"),
        Example("The ministry emitted on Sunday a short statement.", "emitted", "issued"),
        Example("She animates a small team of engineers.", "animates", "leads", "fr"),
        Example("The new model is declined in five colours.", "declined", "offered", "fr"),
        Example("The region has known strong growth.", "known", "seen", "fr"),
        Example("Doctors practised an autopsy on Friday.", "practised", "carried out"),
        Example("She was doing the same mistake again.", "doing", "making"),
        Example("A pedestrian was invested by a van.", "invested", "run over"),
        Example("The prince imposed the medal on two nurses.", "imposed", "awarded"),
        Example("He furnished the proof that the mill had burned.", "furnished", "provided"),
        Example("The council wants an integral plan for the valley.", "integral", "comprehensive", "es"),
        Example("Two climbers suffered grave wounds.", "grave", "serious", "es"),
        Example("The ancient mayor paid an important sum.", "ancient", "former"),
        Example("The celebration of the elections was put off.", "celebration", "holding"),
    ),
    good=(
        Example("She subscribed to the paper, and the agreement was celebrated with a dinner."),
        Example("The celebrated trial ended; the known growth of the town, a realised profit and a dictated letter did not matter."),
        Example("He declined the offer in two letters, and realised that the study was late.", source_lang="fr"),
        Example("The agreement was good, they celebrated, and elections followed.", source_lang="es"),
        Example("Nobody could read “les réseaux grand public pour tous” on the sign.", source_lang="fr"),
        Example("Two retired pilots make their long experience freely available to beginners.", source_lang="de"),
        Example("They rob banks and steal money; the goalkeeper conceded a goal.", source_lang="es"),
        Example("The signs of important changes are known, growth aside, and the fire crews provoked nobody.", source_lang="fr"),
    ),
)


COMPLEMENTED = frozenset("make find keep leave render".split())
"""Verbs that take an object and an adjective."""
DEGREES = frozenset("so very too as more most less also all even quite rather".split())
_choosy = Sieve(about)


def find(context: Context) -> Iterator[Finding]:
    """Yield the words that do not go with their nouns."""
    distinct = context.tokens.distinct
    chosen = {low: [one for one in about(low) if not one[0].partners.isdisjoint(distinct)] for low in _choosy(distinct)}
    for at in [at for at, low in enumerate(context.tokens.lows) if chosen.get(low)]:
        for fact, word, tags in chosen[context.tokens.lows[at]]:
            finding = _found(context, at, fact, word, tags)
            if finding:
                yield finding
                break


def _found(context: Context, at: int, fact: Collocation, word: str, tags: tuple[str, ...]) -> Finding | None:
    """Return the finding of a fact at a form of its word; None where none of its nouns stands with it, or across lines."""
    words = context.tokens
    for one in met(words, at, fact.kind, tags, fact.partners):
        first, last = sorted((one.word, one.noun))
        together = "\n" not in context.text[slice(*words.stretch(first, last))]
        if (
            one.frame in fact.frames
            and together
            and not _complemented(context, word, last)
            and _near(context, fact, first, last)
            and not _among_foreign(context, first, last)
        ):
            return _finding(context, fact, word, one)
    return None


def _near(context: Context, fact: Collocation, first: int, last: int) -> bool:
    """Return whether the words from one before the first to two behind the last have one that must be there, and none that must not."""
    near = set(context.tokens.lows[max(0, first - 2) : last + 3])
    return (not fact.needs or bool(near & fact.needs)) and not near & fact.bars


def _complemented(context: Context, word: str, last: int) -> bool:
    """Return whether an adjective says what the object is made, found or left ("make her experience fully available to them"): that takes this very verb."""
    words = context.tokens
    if word not in COMPLEMENTED:
        return False
    at = next((at for at in range(last + 1, len(words)) if not words[at].low.endswith("ly") and words[at].low not in DEGREES), len(words))
    return at < len(words) and is_class(words[at].low, "ADJ")


def _among_foreign(context: Context, first: int, last: int) -> bool:
    """Return whether a small word right beside is no English: the words belong to a stretch that was left in its language ("les réseaux grand public")."""
    words = context.tokens
    beside = (words.texts[at] for at in (first - 1, last + 1) if 0 <= at < len(words))
    return any(word.isalpha() and word.islower() and not lexicon.known(word) for word in beside)


def _finding(context: Context, fact: Collocation, word: str, one: Met) -> Finding:
    token, noun = context.tokens[one.word], context.tokens[one.noun]
    fixes = dict.fromkeys(_as_written(_inflected(fact, right, one.tag), token.text) for right in fact.instead)
    evidence = {"tier": fact.tier, "fact": f"{word} {noun.low}", "frame": one.frame}
    language = _language(fact, context.source_lang)
    if language:
        evidence["source_lang"] = language
    message = f"English does not say “{word}” of “{noun.text}”"
    start, end = context.tokens.stretch(one.word, one.word)
    return context.mark(RULE, start, end, message, *fixes, confidence=0.9, source=None, **evidence)


def _language(fact: Collocation, known: str | None) -> str | None:
    """Return the language that weighs the fact; None for one that no language makes English, and where several are as likely."""
    if known in fact.languages:
        return known
    if known and fact.tier != "hint":
        return None
    return fact.languages[0] if known or len(fact.languages) == 1 else None


def _inflected(fact: Collocation, right: str, tag: str) -> str:
    """Return what English says in the form of what stands there."""
    if fact.kind == "verb":
        verb, space, rest = right.partition(" ")
        return verb_forms(verb)[tag] + space + rest
    if fact.kind == "noun":
        return noun_forms(right)[tag]
    return right


def _as_written(fix: str, own: str) -> str:
    return fix[0].upper() + fix[1:] if own[0].isupper() else fix
