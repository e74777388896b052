"""One entity under several names in one article: Daesh, IS, ISIS; "the IS"; two spellings; an acronym in the source language's order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from mtcheck.context import Context
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.english import lexicon, spellings
from mtcheck.english.names import CLOSED, given_gender, is_title
from mtcheck.glossary.matching import Mention

RULE = Rule(
    id="name-inconsistency",
    summary="One person, group or place under several names in one article",
    why=(
        "Each sentence was translated alone, so the same group becomes Daesh here and ISIS there, and an acronym keeps the letters of the source "
        "language. A reader takes two names for two things; the editor picks one and keeps to it after the first mention."
    ),
    category="Terminology/Inconsistent use of terminology",
    severity=Severity.MINOR,
    references=("ISO 704:2022, 7.4 (consistency of designations)", "Associated Press Stylebook, abbreviations and acronyms"),
    bad=(
        Example("Daesh fighters attacked the prison. The army said ISIS lost thirty men. Daesh denied it.", "ISIS", "Daesh"),
        Example("The attack was planned by the leaders of the IS, according to officials. IS has not commented.", "the IS", "IS"),
        Example("The Syrian Democratic Forces (FDS) closed the road.", "FDS", "SDF"),
        Example("The Syrian Democratic Forces (SDF) closed the road. On Monday the FDS opened it again.", "FDS", "SDF"),
        Example("Hezbollah rejected the plan on Monday. Hizbullah had asked for a truce. Hezbollah wants talks.", "Hizbullah", "Hezbollah"),
        Example("Kyiv was quiet on Sunday. Trains from Kiev ran on time. In Kyiv, shops opened.", "Kiev", "Kyiv"),
        Example("Rouhani spoke first. Ruhani left.\nLater, Ruhani returned.", "Ruhani", "Rouhani"),
        Example(
            "The vote is in Vaudrel-Marchat. In Vaudral-Marchat, schools shut.",
            "Vaudral-Marchat",
            "Vaudrel-Marchat",
            "es",
            "El voto es en Vaudrel-Marchat. En Vaudrel-Marchat cierran las escuelas.",
        ),
        Example("They met in Zelgharan. Later Zelgaran was bombed, and Zelgaran burned.", "Zelgharan", "Zelgaran"),
    ),
    good=(
        Example("The Islamic State (IS) group claimed the attack. IS said its men had escaped."),
        Example("The IS attack was the third this month. IS said so on Friday."),
        Example("FIFA, the International Federation of Association Football (FIFA), banned him."),
        Example("The United Nations (UN) met on Monday. The UN Security Council adjourned."),
        Example("The Syrian Democratic Forces (SDF) closed the road. The SDF opened it again."),
        Example("The UEFA Super Cup is played on Tuesday; UEFA said so."),
        Example("Québec voted on Monday. Québec had waited. The premier of Quebec spoke in Québec."),
        Example("The guests were Mr. Smith and Mrs. Smyth, Ivan Petrov and Anna Petrova."),
        Example("The Bulava missile flew. A second Bulavá fell. A third Bulavá was lost."),
        Example("A L’Étoile shop shut on Monday. The L'Étoile shop in Lyon stays."),
        Example('ISIS lost the town. ISIS fled. "Daesh is finished," the general said.'),
    ),
)
INTRODUCED = lazy(r"((?:[A-Z][\w’'-]+ (?:(?:of|for|and|the|in|on) (?:the )?)?){1,6}[A-Z][\w’'-]+),? \(([A-Z]{2,6})\)")
BRACKETED = lazy(r"\([A-Z]{2,6}\)")
ACRONYM = lazy(r"\b[A-Z]{2,6}\b")
SOURCE_WORD = lazy(r"\b(?![a-zà-ÿ]{1,3}\b)[^\W\d_]+")
SMALL_WORDS = frozenset("of for and the in on".split())
NO_NOUN = frozenset(
    "and or but in is was are were has had have to of that who which when while on by from with at as for since after before said says".split()
)
WELL_KNOWN = 3.5
"""Zipf frequency from which an acronym is a name of its own (FIFA), whatever the initials."""
IN_USE, CLEARLY = 2.8, 0.7
IN_ENGLISH = 2.5
"""Zipf frequency from which a spelling is the one that English has for a name."""
TAKES_NO_ARTICLE = "IS ISIS ISIL AQAP AQIM NATO OPEC UNESCO UNICEF UNHCR FIFA UEFA ASEAN ECOWAS HTS".split()
ARTICLES = lazy(rf"\b([Tt]he) ({'|'.join(TAKES_NO_ARTICLE)})\b(?![-’']|\s+[A-Z\d])(?:\s+([a-z]+)|(?=\W*))")
LEADING_ARTICLE = lazy(r"^(?:the|an?) ", re.IGNORECASE)
CAPITALISED_BEFORE = lazy(r"\b([A-Z][\w’'-]*) $")
KIND_WORDS = (" group", " militants", " fighters")
EXPLAINED = lazy(r"(?:known|called|named|acronyms?|abbreviat\w*|aka|formerly|previously|once|or|i\.e\.),?[\w ,]{0,20}[ (“\"]*$")
CONFIDENCE = {"variant": 0.6, "article": 0.8, "acronym": 0.8, "spelling": 0.75, "unsettled": 0.6}


def find(context: Context) -> Iterator[Finding]:
    """Yield the first mention of each competing name, odd spellings, needless articles before acronyms, acronyms in another order."""
    reordered = tuple(_acronyms(context))
    yield from _variants(context, {finding.text for finding in reordered})
    yield from _spelled(context)
    yield from _articles(context)
    yield from reordered


def _variants(context: Context, without: Collection[str]) -> Iterator[Finding]:
    """Yield what competes, but for the names that are no English ones anyway."""
    entities: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in _longest(context.mentions):
        if not context.in_quotation(mention.start) and not _part_of_name(context, mention):
            name = _name(context, mention)
            if name not in without:
                entities[mention.entity][name].append(mention)
    for entity, names in entities.items():
        if len(names) > 1:
            yield from _competing(context, entity, names)


def _longest(mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """Yield the mentions that no longer one covers ("Islamic State" inside "Islamic State group")."""
    end = -1
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.end > end:
            end = mention.end
            yield mention


def _name(context: Context, mention: Mention) -> str:
    """Return the name as written, without an article and without the word for what it is ("group")."""
    name = LEADING_ARTICLE.sub("", context.text[mention.start : mention.end], count=1)
    for word in KIND_WORDS:
        name = name.removesuffix(word)
    return name


def _part_of_name(context: Context, mention: Mention) -> bool:
    """Return whether it names something else with its neighbours: "Calcutta High Court", "Dynamo Kiev" (a title or given name does not)."""
    if re.match(r" [A-Z]", context.text[mention.end : mention.end + 2]):
        return True
    before = CAPITALISED_BEFORE.search(context.text[max(0, mention.start - 40) : mention.start])
    word = before.group(1).lower() if before and context.text[mention.start : mention.end].istitle() else ""
    return bool(word) and word not in CLOSED and not is_title(word) and not given_gender(word)


def _competing(context: Context, entity: str, names: dict[str, list[Mention]]) -> Iterator[Finding]:
    """Yield the first mention of each short name beside the one that the article introduces, else uses most."""
    introduced = {name for name, mentions in names.items() if name.isupper() and any(_bracketed(context, mention) for mention in mentions)}
    shorts = {
        name: kept
        for name, mentions in names.items()
        if " " not in name and (kept := _unexplained(context, mentions) or (name in introduced and mentions))
    }
    house = max(shorts, key=lambda name: (name in introduced, len(shorts[name]), name == entity), default="")
    counts = Counter({name: len(mentions) for name, mentions in names.items()})
    listed = ", ".join(f"{name} ({count})" for name, count in counts.most_common())
    for name, mentions in shorts.items():
        if _bare(name) != _bare(house):
            end = mentions[0].start + context.text[mentions[0].start : mentions[0].end].index(name) + len(name)
            message = f"This article names one entity in several ways: {listed}."
            confidence = CONFIDENCE["variant"]
            yield context.mark(RULE, end - len(name), end, message, house, confidence=confidence, entity=entity, names=dict(counts))


def _bare(name: str) -> str:
    return name.replace(".", "").casefold()


def _bracketed(context: Context, mention: Mention) -> bool:
    """Return whether the mention introduces a short name: "Islamic State (IS)"."""
    return context.text[mention.start - 1 : mention.start] == "(" and context.text[mention.end : mention.end + 1] == ")"


def _unexplained(context: Context, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions that are neither in brackets nor given as another name ("also known as Burma")."""
    text = context.text
    return [m for m in mentions if not _bracketed(context, m) and not EXPLAINED.search(text[max(0, m.start - 60) : m.start])]


def _spelled(context: Context) -> Iterator[Finding]:
    """Yield the mentions of a foreign name in a spelling that the article uses less."""
    usual: dict[str, spellings.Name] = {}
    rarer: dict[str, spellings.Name] = {}
    for rare, common in spellings.variants(context.text):
        rarer[rare.text] = rare
        if rare.text not in usual or len(common.spans) > len(usual[rare.text].spans):
            usual[rare.text] = common
    there = _source_words(context) if rarer else Counter[str]()
    for text, name in rarer.items():
        house = usual[text]
        if _only_marked(text, house.text) or _english(text, house.text):
            continue
        wrong, right, sure = _settled(name, house, there)
        message = f"The article spells this name {right.text} elsewhere ({len(right.spans)} against {len(wrong.spans)})."
        for span in wrong.spans:
            confidence = CONFIDENCE["spelling" if sure else "unsettled"]
            yield context.mark(RULE, span.start, span.end, message, *(right.text,) * sure, confidence=confidence, cue="spelling")


def _source_words(context: Context) -> Counter[str]:
    """Count the names of a source that writes them letter by letter and without endings of cases, as they are and without accents; none without such a source."""
    if "source" not in context.has or context.bitext.unrelated or not context.bitext.latin:
        return Counter()
    if context.bitext.language is not None and context.bitext.language.names_inflect:
        return Counter()
    there = [match.group() for match in spellings.NAME.finditer(context.bitext.source)]
    return Counter(form for word in there for form in {word, spellings.plain(word)})


def _settled(rarer: spellings.Name, usual: spellings.Name, source: Counter[str]) -> tuple[spellings.Name, spellings.Name, bool]:
    """Return the spelling to point at, the other one, and whether that is surely the right one.

    What English writes is right, else what the source mostly writes, unless they are two ways to write a name from another script.
    """
    marked = spellings.plain(rarer.text) == spellings.plain(usual.text)  # accents alone differ
    known = [0.0 if marked else _in_english(name.text.lower()) for name in (rarer, usual)]
    other = spellings.skeleton(rarer.text) != spellings.skeleton(usual.text)
    if other and source[rarer.text] and not source[usual.text]:
        return usual, rarer, max(known) < IN_ENGLISH
    if other and source[rarer.text] and source[usual.text] and not any(known):
        return rarer, usual, False  # the source itself writes both
    if known[0] >= IN_ENGLISH and known[0] - known[1] >= CLEARLY:
        return usual, rarer, True
    there = [source[name.text if marked else spellings.plain(name.text)] for name in (rarer, usual)]
    if not source or (there[1] > there[0] and not (marked and there[0])) or (known[1] >= IN_ENGLISH and known[1] - known[0] >= CLEARLY):
        return rarer, usual, True
    if other and there[0] and not there[1] and known[1] < IN_ENGLISH:
        return usual, rarer, True
    return rarer, usual, False


def _in_english(low: str) -> float:
    """Return how often (Zipf frequency) English has a name, or what follows its article ("al-qaeda")."""
    return lexicon.zipf(low) or lexicon.zipf(low.rpartition("-")[2])


def _only_marked(text: str, house: str) -> bool:
    """Return whether the rarer spelling is the usual one with the marks of its language ("Höhe"): the usual one may have lost them."""
    return spellings.plain(text) == spellings.plain(house) and not text.isascii() and house.isascii()


def _english(text: str, house: str) -> bool:
    """Return whether the rarer spelling is the usual one as English has it, without the marks of its language ("Quebec", "Bulava")."""
    if spellings.plain(text) != spellings.plain(house) or not text.isascii():
        return False
    return lexicon.zipf(text.lower()) >= WELL_KNOWN or (lexicon.known(text.lower()) and not lexicon.known(house.lower()))


def _articles(context: Context) -> Iterator[Finding]:
    """Yield "the IS" where the acronym stands alone as a name."""
    if context.vocabulary.isdisjoint(TAKES_NO_ARTICLE):
        return
    for match in ARTICLES.finditer(context.text):
        article, name, follower = match.groups()
        if not follower or follower in NO_NOUN:
            end = match.start() + len(f"{article} {name}")
            yield context.mark(RULE, match.start(), end, f"{name} takes no article.", name, confidence=CONFIDENCE["article"], cue="article")


def _acronyms(context: Context) -> Iterator[Finding]:
    """Yield acronyms that hold the letters of an introduced name in another order (FDS for Syrian Democratic Forces)."""
    if not BRACKETED.search(context.text):
        return
    known: dict[str, str] = {}
    for match in INTRODUCED.finditer(context.text):
        acronym = match.group(2)
        initials = _initials(match.group(1), len(acronym))
        if acronym == initials:
            known["".join(sorted(acronym))] = acronym
        elif sorted(acronym) == sorted(initials) and (initials in context.vocabulary or _commoner(initials, acronym)) and not _own(context, acronym):
            known["".join(sorted(initials))] = initials
    for match in ACRONYM.finditer(context.text) if known else ():
        wanted = known.get("".join(sorted(match.group())))
        if wanted and wanted != match.group() and lexicon.zipf(match.group().lower()) < WELL_KNOWN:
            yield _reordered(context, match, wanted)


def _own(context: Context, acronym: str) -> bool:
    """Return whether the source has the acronym, and no words that it abbreviates: the name in full was what was put otherwise."""
    source = context.document.source or ""
    return acronym in source and acronym not in "".join(word[0] for word in SOURCE_WORD.findall(source) if word != acronym).upper()


def _commoner(initials: str, acronym: str) -> bool:
    """Return whether English has the abbreviation by its initials, and hardly the other: no letters are put in an order that nobody writes."""
    known = lexicon.zipf(initials.lower())
    return known >= IN_USE and known - lexicon.zipf(acronym.lower()) >= CLEARLY


def _reordered(context: Context, match: re.Match[str], wanted: str) -> Finding:
    message = f"{match.group()} has the letters of {wanted} in the source language's order."
    return context.mark(RULE, match.start(), match.end(), message, wanted, confidence=CONFIDENCE["acronym"], cue="acronym")


def _initials(name: str, length: int) -> str:
    words = [word for word in name.split() if word not in SMALL_WORDS]
    return "".join(word[0] for word in words[-length:])
