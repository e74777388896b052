"""Words that Britain and America spell differently, after Oxford's and Merriam-Webster's dictionaries; Britain with -ise, as its newspapers have it.

A word of two meanings that only one country tells apart (meter, tire, license, practice, check) has its British spelling made American, and not the
other way round.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from mtcheck.core.lazy import lazy
from mtcheck.english import lexicon

GB, US = "GB", "US"
ENGLISHES = (GB, US)
OUR = (
    "ard arm behavi cand clam col demean discol dishon disfav endeav enam fav ferv flav harb hon hum lab misbehavi neighb od parl ranc rig rum sav splend "
    "succ tum val vap vig"
)
OUR_ENDS = "s ed ing er ers able ably ite ites itism hood hoods ful fully less ly y ies al ally ism ings liness".split()
"""What may follow -our without taking its u away ("honorary", "humorous", "vigorous" lack it in both countries)."""
RE = "accout cent calib fib goit lit lust meag reconnoit sab saltpet scept sepulch somb spect theat"
METRES = "centi kilo milli nano deci"
ENSE = "def off pret"
DOUBLED = (
    "bevel cancel carol channel chisel council counsel cudgel dial drivel duel enamel equal fuel funnel gavel grovel initial label laurel level libel "
    "marshal marvel model panel parcel pedal pencil pummel quarrel ravel revel rival shovel shrivel signal snivel snorkel spiral squirrel stencil "
    "swivel tassel tinsel total towel travel trammel trowel tunnel unravel yodel"
)
DOUBLED_ENDS = "ed ing er ers or ors ings ous ously".split()
OGUE = "catal anal"
SINGLE = """
aeroplane airplane|ageing aging|aluminium aluminum|amoeba ameba|anaemia anemia|anaemic anemic|anaesthesia anesthesia|anaesthetic anesthetic|anaesthetist anesthetist
artefact artifact|artefacts artifacts|axe ax|behaviourist behaviorist|behaviourists behaviorists|colourist colorist|colourists colorists|carburettor carburetor|cosy cozy|diarrhoea diarrhea|enrol enroll|enrols enrolls|enrolment enrollment
foetal fetal|foetus fetus|foetuses fetuses|fulfil fulfill|fulfils fulfills|fulfilment fulfillment|grey gray|greyer grayer|greying graying|greyish grayish
gynaecologist gynecologist|gynaecology gynecology|haematology hematology|haemoglobin hemoglobin|haemophilia hemophilia|haemorrhage hemorrhage|haemorrhages hemorrhages
instalment installment|instalments installments|distil distill|distils distills|instil instill|instils instills|jewellery jewelry|jeweller jeweler|jewellers jewelers
leukaemia leukemia|manoeuvre maneuver|manoeuvres maneuvers|manoeuvred maneuvered|manoeuvring maneuvering|mould mold|moulds molds|moulded molded|moulding molding|mouldy moldy
moustache mustache|moustaches mustaches|moustachioed mustachioed|oestrogen estrogen|oesophagus esophagus|orthopaedic orthopedic|paediatric pediatric|paediatrician pediatrician
paediatricians pediatricians|paedophile pedophile|paedophiles pedophiles|paedophilia pedophilia|plough plow|ploughs plows|ploughed plowed|ploughing plowing|pyjamas pajamas
sceptic skeptic|sceptics skeptics|sceptical skeptical|sceptically skeptically|scepticism skepticism|skilful skillful|skilfully skillfully|sulphur sulfur|sulphuric sulfuric
wilful willful|wilfully willfully|woollen woolen|smoulder smolder|smoulders smolders|smouldered smoldered|smouldering smoldering|moult molt
acknowledgement acknowledgment|acknowledgements acknowledgments|likeable likable|sizeable sizable|yoghurt yogurt|omelette omelet
""".replace("|", "\n").strip()
AMERICAN_ONLY = """
metre meter|metres meters|licence license|licences licenses|practise practice|practised practiced|practises practices|practising practicing|cheque check|cheques checks
tyre tire|tyres tires|kerb curb|kerbs curbs|storey story|storeys stories|programme program|programmes programs|draught draft|judgement judgment
judgements judgments|speciality specialty|specialities specialties
""".replace("|", "\n").strip()
"""British spelling and American one, where the American is also the British spelling of another word."""
BORN_WITH_S = frozenset(
    "advertise advise apprise arise chastise circumcise comprise compromise concise demise despise devise disenfranchise disfranchise disguise enfranchise "
    "enterprise excise exercise expertise franchise guise improvise incise likewise merchandise misadvise otherwise paradise practise praise precise "
    "premise promise raise reprise revise rise sunrise supervise surmise surprise televise treatise uprise wise clockwise anise braise bruise cruise "
    "moonrise noise poise malaise appraise liaise mayonnaise polonaise turquoise tortoise porpoise marquise valise cerise chemise".split()
)
"""Words in -ise that America spells so as well."""
PLURALS = frozenset("analyses paralyses dialyses catalyses electrolyses hydrolyses".split())
"""Nouns that only look like the third person of a verb."""
BORN_WITH_Z = frozenset(
    "assize baize bedizen capsize citizen denizen gaze glaze maize outsize oversize prize seize size downsize resize undersize apprize supersize upsize rightsize".split()
)
SWITCHED = lazy(r"(?P<stem>[a-z]{2,}?[^aeiou\W])(?P<mark>[iy])(?P<letter>[sz])(?P<end>es?|ed|ers?|ings?|ations?|ational|able)")
WORD = lazy(r"(?<![\w’'])[a-z]+(?![\w])")


def respelt(text: str, english: str) -> str:
    """Return the text with its words in lower case spelt as in that English ("GB", "US"); words with a capital may be names and stay."""
    return WORD.sub(lambda match: spelt(match[0], english), text)


def spelt(word: str, english: str) -> str:
    """Return a word in lower case as that English spells it."""
    return _listed(english).get(word) or _switched(word, english) or word


@cache
def _listed(english: str) -> dict[str, str]:
    british = {word: other for word, other in _pairs() if lexicon.known(word) and lexicon.known(other)}
    if english == US:
        return british | dict(pair.split() for pair in AMERICAN_ONLY.splitlines() if " " in pair)
    return {american: word for word, american in british.items()}


def _pairs() -> Iterator[tuple[str, str]]:
    """Yield (British, American) for every form."""
    for stem in OUR.split():
        for end in ("", *OUR_ENDS):
            yield f"{stem}our{end}", f"{stem}or{end}"
    for stem in (*RE.split(), *(f"{unit}met" for unit in METRES.split())):
        yield from ((f"{stem}re{end}", f"{stem}er{end}") for end in ("", "s"))
        yield f"{stem}red", f"{stem}ered"
    for stem in ENSE.split():
        yield from ((f"{stem}ence{end}", f"{stem}ense{end}") for end in ("", "s", "less"))
    for stem in DOUBLED.split():
        yield from ((f"{stem}l{end}", f"{stem}{end}") for end in DOUBLED_ENDS)
    for stem in OGUE.split():
        yield from ((f"{stem}ogue{end}", f"{stem}og{end}") for end in ("", "s"))
    for pair in SINGLE.splitlines():
        british, american = pair.split()
        yield british, american


def _switched(word: str, english: str) -> str | None:
    """Return the other spelling of "organise", "analyse" and their forms; None where there is none."""
    match = SWITCHED.fullmatch(word)
    if match is None or match["letter"] == ("s" if english == GB else "z") or (english == US and word in PLURALS):
        return None
    other = f"{match['stem']}{match['mark']}{'s' if english == GB else 'z'}{match['end']}"
    bases = {f"{match['stem']}{match['mark']}{letter}e" for letter in "sz"}
    if bases & (BORN_WITH_S | BORN_WITH_Z) or not all(lexicon.known(base) for base in bases):
        return None
    return other
