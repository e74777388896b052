"""English inflection: the forms of a verb and of a noun.

Regular spelling after Quirk et al., "A Comprehensive Grammar of the English Language" (1985), 3.5-3.10 and 5.80; the irregular
verbs and nouns are those of news prose.
"""

from __future__ import annotations

from functools import cache

NOUN_TAGS = ("singular", "plural")
VOWELS = "aeiou"

# base past participle
IRREGULAR_VERBS = """
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|begin began begun|bend bent bent|bet bet bet
bid bid bid|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown|break broke broken|bring brought brought|build built built
burn burned burned|burst burst burst|buy bought bought|cast cast cast|catch caught caught|choose chose chosen|cling clung clung
come came come|cost cost cost|creep crept crept|cut cut cut|deal dealt dealt|dig dug dug|do did done|draw drew drawn|drink drank drunk
drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled
fling flung flung|fly flew flown|forbid forbade forbidden|forecast forecast forecast|foresee foresaw foreseen|forget forgot forgotten
forgive forgave forgiven|freeze froze frozen|get got got|give gave given|go went gone|grind ground ground|grow grew grown|hang hung hung
have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|keep kept kept|know knew known|lay laid laid
lead led led|leave left left|lend lent lent|let let let|lie lay lain|light lit lit|lose lost lost|make made made|mean meant meant
meet met met|overcome overcame overcome|oversee oversaw overseen|overtake overtook overtaken|overthrow overthrew overthrown|pay paid paid
put put put|quit quit quit|read read read|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said|see saw seen
seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken|shed shed shed|shine shone shone|shoot shot shot
show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk|sit sat sat|sleep slept slept|slide slid slid
speak spoke spoken|spend spent spent|spin spun spun|split split split|spread spread spread|spring sprang sprung|stand stood stood
steal stole stolen|stick stuck stuck|sting stung stung|strike struck struck|strive strove striven|swear swore sworn|sweep swept swept
swell swelled swollen|swim swam swum|swing swung swung|take took taken|teach taught taught|tear tore torn|tell told told|think thought thought
throw threw thrown|undergo underwent undergone|understand understood understood|undertake undertook undertaken|undo undid undone
uphold upheld upheld|wake woke woken|wear wore worn|weave wove woven|weep wept wept|win won won|wind wound wound|withdraw withdrew withdrawn
withhold withheld withheld|withstand withstood withstood|write wrote written|rebuild rebuilt rebuilt|rethink rethought rethought
broadcast broadcast broadcast|undercut undercut undercut|offset offset offset|upset upset upset|thrust thrust thrust|slay slew slain
befall befell befallen|beget begot begotten|behold beheld beheld|beset beset beset|breed bred bred|browbeat browbeat browbeaten|dwell dwelt dwelt
forego forewent foregone|foretell foretold foretold|forsake forsook forsaken|forswear forswore forsworn|handwrite handwrote handwritten
inlay inlaid inlaid|interweave interwove interwoven|kneel knelt knelt|mislay mislaid mislaid|misread misread misread
misunderstand misunderstood misunderstood|mow mowed mown|outgrow outgrew outgrown|outrun outran outrun|outsell outsold outsold
outshine outshone outshone|overdo overdid overdone|overdraw overdrew overdrawn|overhang overhung overhung|overhear overheard overheard
overlay overlaid overlaid|overpay overpaid overpaid|override overrode overridden|overrun overran overrun|overshoot overshot overshot
oversleep overslept overslept|overspend overspent overspent|overwrite overwrote overwritten|partake partook partaken|prepay prepaid prepaid
proofread proofread proofread|rebroadcast rebroadcast rebroadcast|recast recast recast|regrow regrew regrown|remake remade remade
rend rent rent|repay repaid repaid|reread reread reread|rerun reran rerun|reset reset reset|retell retold retold|rid rid rid|saw sawed sawn
sew sewed sewn|sling slung slung|slit slit slit|smite smote smitten|sow sowed sown|speed sped sped|spit spat spat|stink stank stunk
stride strode stridden|string strung strung|sublet sublet sublet|tread trod trodden|typeset typeset typeset|unbind unbound unbound
underlie underlay underlain|underpay underpaid underpaid|undersell undersold undersold|undershoot undershot undershot
underwrite underwrote underwritten|unfreeze unfroze unfrozen|unmake unmade unmade|unwind unwound unwound|waylay waylaid waylaid|wring wrung wrung
forgo forwent forgone|mistake mistook mistaken|outbid outbid outbid|redo redid redone|retake retook retaken|resell resold resold|rewrite rewrote rewritten|mislead misled misled|outdo outdid outdone
"""
IRREGULAR_NOUNS = """
man men|woman women|child children|person people|foot feet|tooth teeth|goose geese|mouse mice|life lives|wife wives|knife knives|leaf leaves
half halves|self selves|shelf shelves|thief thieves|loaf loaves|wolf wolves|calf calves|crisis crises|analysis analyses|basis bases
thesis theses|hypothesis hypotheses|diagnosis diagnoses|emphasis emphases|oasis oases|criterion criteria|phenomenon phenomena
medium media|datum data|curriculum curricula|memorandum memoranda|series series|species species|means means|aircraft aircraft
spacecraft spacecraft|sheep sheep|fish fish|deer deer|headquarters headquarters|crossroads crossroads|hero heroes|potato potatoes
tomato tomatoes|veto vetoes|echo echoes|embargo embargoes|cargo cargoes|torpedo torpedoes|mosquito mosquitoes|volcano volcanoes|quiz quizzes
epoch epochs|monarch monarchs|stomach stomachs|patriarch patriarchs|matriarch matriarchs|oligarch oligarchs|Czech Czechs
stimulus stimuli|nucleus nuclei|alumnus alumni|index indices
"""
# Verbs of several syllables that are stressed at the end, and compounds of one-syllable verbs, double their consonant as one-syllable verbs do.
DOUBLING = frozenset(
    "abet abhor abut allot appal aver backlog backstop befit bobsled bootleg bootstrap bulldog chitchat concur corral debar debug demur disbar distil "
    "eavesdrop embed enrol enthral entrap extol format fulfil handicap hobnob input instal instil inter kidnap kneecap leapfrog outfit output outstrip overstep "
    "program rappel recap refit repot retrofit sandbag sidestep suntan surveil teargas unclip unclog underpin unplug unwrap unzip up wiretap worship zigzag acquit admit annul commit compel confer control defer deter dispel emit equip excel expel impel incur infer occur omit outwit patrol permit prefer propel "
    "readmit rebel rebut recommit recur refer regret remit repel resubmit retransmit submit transfer transmit begin beget beset forbid forget offset outbid outrun overlap overrun rerun reset sublet typeset undercut upset".split()
)
REGULAR_IN_MAN = frozenset("caiman german human norman ottoman roman shaman talisman".split())


def _table(text: str) -> dict[str, tuple[str, ...]]:
    rows = (tuple(row.split()) for line in text.strip().splitlines() for row in line.split("|"))
    return {row[0]: row[1:] for row in rows}


_VERBS = _table(IRREGULAR_VERBS)
_NOUNS = _table(IRREGULAR_NOUNS)


@cache
def verb_forms(base: str) -> dict[str, str]:
    """Return tag -> form of a verb; ``be`` and phrasal verbs ("give up") included."""
    head, _, rest = base.partition(" ")
    if rest:
        return {tag: f"{form} {rest}" for tag, form in verb_forms(head).items()}
    if head == "be":
        return {"base": "be", "third": "is", "past": "was", "participle": "been", "gerund": "being", "present": "are", "pasts": "were"}
    past, participle = _VERBS.get(head, (_suffixed(head, "ed"),) * 2)
    gerunds = {"lie": "lying", "underlie": "underlying", "die": "dying", "tie": "tying"}
    return {
        "base": head,
        "third": "has" if head == "have" else _third(head),
        "past": past,
        "participle": participle,
        "gerund": gerunds.get(head) or _suffixed(head, "ing"),
    }


@cache
def noun_forms(singular: str) -> dict[str, str]:
    """Return tag -> form of a noun; of a compound ("police officer", "coup d'état") the last word is inflected."""
    front, space, last = singular.rpartition(" ")
    return {"singular": singular, "plural": front + space + _plural(last)}


def _third(verb: str) -> str:
    if verb.endswith(("do", "go")) and verb in _VERBS:
        return verb + "es"
    return _NOUNS[verb][0] if verb in _NOUNS and verb.endswith(("o", "ch")) else _with_s(verb)


def _plural(noun: str) -> str:
    irregular = _NOUNS.get(noun)
    if irregular:
        return irregular[0]
    if noun.endswith("man") and noun not in REGULAR_IN_MAN:
        return noun[:-2] + "en"
    return _with_s(noun)


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _suffixed(verb: str, suffix: str) -> str:
    if verb.endswith("e") and (suffix == "ed" or not verb.endswith(("ee", "oe", "ye"))):
        return verb[:-1] + suffix
    if suffix == "ed" and verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ied"
    if verb.endswith("c"):
        return verb + "k" + suffix
    return verb + (verb[-1] if _doubles(verb) else "") + suffix


def _doubles(verb: str) -> bool:
    if verb in DOUBLING:
        return True
    vowels = sum(letter in VOWELS for letter in verb.replace("qu", "q"))
    return vowels == 1 and len(verb) > 2 and verb[-2] in VOWELS and verb[-1] not in VOWELS + "wxy"
