"""Which words may be broken, and which common words have a given beginning and end."""

from __future__ import annotations

from functools import cache, lru_cache

from mtcheck.core.records import Records, mapped
from mtcheck.core.resources import FACTS
from mtcheck.english import lexicon
from mtcheck.english.inflection import IRREGULAR_NOUNS, IRREGULAR_VERBS, NOUN_TAGS, noun_forms, verb_forms
from mtcheck.english.nouns import noun

SHORTEST = 4
"""Letters of the shortest word that is looked into."""
LONGEST = 40
RARE_WORD = 1.6
"""A dictionary word below this Zipf frequency may be an accident ("gaged", "morest")."""
MOSTLY_NOUN = 50
"""Share of a word's use as a noun (per cent) from which on its plural is no accident."""
RARE_STRING = 2.6
"""A string in no dictionary below this Zipf frequency may be an accident."""
ODD_STRING = 3.8
COMMON = 2.5
DERIVABLE = 2.2
DERIVING = (
    "anti",
    "co",
    "counter",
    "cyber",
    "de",
    "dis",
    "in",
    "inter",
    "intra",
    "mega",
    "micro",
    "mini",
    "mis",
    "multi",
    "non",
    "out",
    "post",
    "pre",
    "pro",
    "re",
    "semi",
    "sub",
    "super",
    "trans",
    "ultra",
    "un",
)
CONTRACTED = frozenset("aren couldn didn doesn hadn hasn haven isn mustn needn shouldn wasn weren wouldn".split())
"""What stands before "n't" cut at the apostrophe: the lexicon holds some of these only."""
RARELY_CONTRACTED = frozenset("daren mayn mightn oughtn shan".split())
"""The same for contractions too rare for the lexicon: one of them alone is no sign of a replacer."""
FUNCTION = frozenset(
    "a an the this that these those i you he she it we they me him her us them my your his its our their who whom whose which what where when why "
    "how and or but nor so yet for if unless until while because although though since as than then there here not no of to in on at by with from "
    "into onto upon about against between among through during before after above below under over out off up down again once would could should "
    "might must will can may do does did be am is are was were been being have has had within without whether each either neither both such same "
    "other another any some none also just very more most only even much many all every toward towards regarding concerning despite amid throughout unlike".split()
)
"""Words of the closed classes, and the adverbs as frequent as they are."""


FEW_LETTERS = 3
"""Letters that a word which was cut short lacks at most."""


@cache
def _trie() -> Records:
    return mapped(FACTS / "common_words.marisa", "<B")


@lru_cache(maxsize=1 << 16)
def suspicious(word: str) -> bool:
    """Return whether a lower-case word is so rare that it may be broken."""
    if not SHORTEST <= len(word) <= LONGEST or word in CONTRACTED:
        return False
    frequency = lexicon.zipf(word)
    return frequency < (RARE_WORD if lexicon.in_dictionary(word) else RARE_STRING) and not _plural(word)


def _plural(word: str) -> bool:
    """Return whether this is the plural of a noun that writers of news use; the dictionary lacks some of them ("epochs")."""
    return word.endswith("s") and any(tag == "plural" and common(lemma) and noun(lemma).as_noun >= MOSTLY_NOUN for lemma, tag in lemmas(word))


def derived(word: str) -> bool:
    """Return whether the word is a common one behind a prefix that makes new words ("premarket", "unreturnable")."""
    return any(
        word.startswith(prefix) and len(word) - len(prefix) > 3 and lexicon.dictionary_zipf(word[len(prefix) :]) >= DERIVABLE for prefix in DERIVING
    )


def odd(word: str) -> bool:
    """Return whether a lower-case word beside a suspicious one may be broken with it, short and slangy ones included."""
    return not lexicon.in_dictionary(word) and lexicon.zipf(word) < ODD_STRING and word not in FUNCTION


def common(word: str) -> bool:
    """Return whether a lower-case word is one that writers of news use."""
    return lexicon.dictionary_zipf(word) >= COMMON or word in CONTRACTED


def begins_common(letters: str) -> bool:
    """Return whether a word that writers of news use begins with these letters."""
    return next(_trie().iterkeys("<" + letters), None) is not None or any(word.startswith(letters) for word in CONTRACTED)


def cut_short(word: str) -> bool:
    """Return whether a word that writers of news use begins with this one and has a few letters more ("equalis": "equaliser")."""
    return any(len(key) - 1 <= len(word) + FEW_LETTERS for key in _trie().iterkeys("<" + word))


def ends_common(letters: str) -> bool:
    """Return whether a word that writers of news use ends with these letters."""
    return next(_trie().iterkeys(">" + letters[::-1]), None) is not None or any(word.endswith(letters) for word in CONTRACTED)


def all_common(phrase: str) -> bool:
    """Return whether a word, or each word of a phrase, is one that writers of news use."""
    return common(phrase) if " " not in phrase else all(map(common, phrase.split(" ")))


@lru_cache(maxsize=1 << 14)
def mass_inside(word: str) -> float:
    """Return the Zipf frequency of all common words together that hold these letters and more; 0.0 when unknown."""
    entry = _trie().get("=" + word)
    return entry[0][0] / lexicon.SCALE if entry else 0.0


@lru_cache(maxsize=1 << 11)
def between(prefix: str, suffix: str) -> dict[str, None]:
    """Return what stands in common words of a to z between this beginning and this end, two letters and more each, in order."""
    if len(prefix) >= len(suffix):
        found = _trie().keys("<" + prefix)
        pieces = [key[1 + len(prefix) : len(key) - len(suffix)] for key in found if key.endswith(suffix)]
    else:
        found = _trie().keys(">" + suffix[::-1])
        head = prefix[::-1]
        pieces = [key[1 + len(suffix) : len(key) - len(prefix)][::-1] for key in found if key.endswith(head)]
    return {piece: None for piece in pieces if len(piece) > 1}


@cache
def _irregular() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for table, tags in ((IRREGULAR_VERBS, ("base", "past", "participle")), (IRREGULAR_NOUNS, ("singular", "plural"))):
        for row in (row.split() for line in table.strip().splitlines() for row in line.split("|")):
            for form, tag in zip(row[1:], tags[1:], strict=True):
                found.setdefault(form, []).append((row[0], tag))
    return found


@lru_cache(maxsize=1 << 14)
def lemmas(word: str) -> tuple[tuple[str, str], ...]:
    """Return (lemma, tag) of what the word may be a form of; ``inflected`` turns them into forms again."""
    found = list(_irregular().get(word, ()))
    for ending, stems in (("s", ("", "e")), ("ed", ("", "e")), ("ing", ("", "e"))):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            found += [(lemma, tag) for lemma in _stems(word, ending, stems) for tag in _tags(lemma, word)]
    return tuple(dict.fromkeys(found))


def _stems(word: str, ending: str, added: tuple[str, ...]) -> list[str]:
    stem = word[: -len(ending)]
    stems = [stem + extra for extra in added]
    if stem[-1:] == stem[-2:-1]:
        stems.append(stem[:-1])
    if stem.endswith("ie"):
        stems.append(stem[:-2] + "y")
    if stem.endswith("i"):
        stems.append(stem[:-1] + "y")
    if ending == "s" and stem.endswith("e"):
        stems.append(stem[:-1])
    return [s for s in stems if lexicon.in_dictionary(s)]


def _tags(lemma: str, word: str) -> list[str]:
    forms = {**noun_forms(lemma), **verb_forms(lemma)}
    return [tag for tag, form in forms.items() if form == word and tag not in ("base", "singular")]


def inflected(lemma: str, tag: str) -> str:
    """Return the form of a lemma that the tag names, "" when there is none."""
    return (noun_forms if tag in NOUN_TAGS else verb_forms)(lemma).get(tag, "")
