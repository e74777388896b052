"""Patterns: slots, what they refuse, and that every one of them finds something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.context import Context
from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Document
from mtcheck.rules import slots
from mtcheck.rules.patterns import Patterns, read_rule
from mtcheck.ruleset import load

HEAD = 'id = "own"\nsummary = "s"\nwhy = "w"\ncategory = "Style/Unidiomatic style"\nseverity = "minor"\n'


@pytest.fixture
def rule(tmp_path):
    def read(body: str):
        path = tmp_path / "own.toml"
        path.write_text(HEAD + body, "utf-8")
        return read_rule(path)

    return read


def found(rule, body: str, text: str) -> list[tuple[str, tuple[str, ...]]]:
    own, patterns = rule(body)
    findings = list(Patterns(patterns).find({own.id: own}, Context(Document("a.txt", text))))
    assert all(finding.span.of(text) == finding.text for finding in findings)
    return [(finding.text, finding.suggestions) for finding in findings]


def test_a_slot_takes_words_of_its_class_only(rule):
    body = '[[pattern]]\nmatch = \'\\bwas (?P<mark>by (?P<who>[a-z]+) <PARTICIPLE:v>)\'\nanchors = ["was by"]\nsuggest = ["{v} by {who}"]\nmessage = "m"\n'
    assert found(rule, body, "It was by him freed. It was by far bigger.") == [("by him freed", ("freed by him",))]


def test_a_match_that_fails_hides_no_later_one_in_its_sentence(rule):
    body = '[[pattern]]\nmatch = \'\\b(?P<mark><NOUN:a> <ADJ:b>)\\b\'\nanchors = ["economic"]\nsuggest = ["{b} {a}"]\nmessage = "m"\n'
    assert found(rule, body, "She saw the crisis economic, he left.") == [("crisis economic", ("economic crisis",))]


def test_an_optional_word_of_a_class_is_tried_both_ways(rule):
    body = '[[pattern]]\nmatch = \'\\b(?P<mark>the their) (?:<ADJ> )?<NOUN>\'\nanchors = ["the their"]\nmessage = "m"\n'
    assert found(rule, body, "He lost the their house.") == found(rule, body, "He lost the their expensive house.") == [("the their", ())]


def test_lists_stand_for_all_forms_asked_for(rule):
    body = '[words]\nGO = "go/v | set out/past"\n[[pattern]]\nmatch = \'\\b(?P<mark><GO:v>) home\\b\'\nanchors = ["<GO> home"]\nsuggest = ["{v:past}"]\nmessage = "m"\n'
    assert found(rule, body, "He goes home. She set out home. They set home.") == [("goes", ("went",)), ("set out", ())]


@pytest.mark.parametrize("edges", [("^", "$"), (r"\A", r"\z")])
def test_a_sentence_is_searched_to_its_ends_however_many_hold_an_anchor(rule, edges):
    body = f'[[pattern]]\nmatch = \'{edges[0]}(?P<mark>Long ago), he left.{edges[1]}\'\nanchors = ["ago"]\nmessage = "m"\n'
    text = "Not so long ago, he left. A year ago, she came.\nLong ago, he left. It is ages ago, she says.\nLong ago, he left. Not long ago."
    assert found(rule, body, text) == [("Long ago", ()), ("Long ago", ())]


def test_letters_are_those_of_the_latin_script(rule):
    body = '[[pattern]]\nmatch = \'(?P<mark>\\p{Lu}[\\pL-]+ \\p{Ll}+) ago\'\nanchors = ["ago"]\nmessage = "m"\n'
    assert found(rule, body, "Šárka Ärger ago, Élan-Vital années ago, šest let ago, Год назад ago.") == [("Élan-Vital années", ())]


def test_unless_is_read_in_the_match_alone(rule):
    body = "[[pattern]]\nmatch = '\\bsince (?P<mark><DURATION>)(?: [a-z]+)?'\nunless = 'ago'\nanchors = [\"since\"]\nmessage = \"m\"\n"
    assert found(rule, body, "Since then, long ago, he slept since two years and since two weeks ago.") == [("two years", ())]


def test_a_suggestion_begins_as_what_it_replaces(rule):
    body = '[[pattern]]\nmatch = \'(?P<mark>[Tt]he own)\'\nanchors = ["the own"]\nsuggest = ["its own"]\nmessage = "m"\n'
    assert found(rule, body, "The own mayor met the own party.") == [("The own", ("Its own",)), ("the own", ("its own",))]


@pytest.mark.parametrize(
    ("source", "code", "count"),
    [("Il aurait vu.", "fr", 1), ("Il a vu.", "fr", 0), ("Si oui, il aurait vu.", "fr", 0), ("Habría visto.", "es", 0), (None, "fr", 0)],
)
def test_a_pattern_may_ask_for_words_of_the_source(rule, source, code, count):
    body = (
        '[source_unless]\nfr = \'\\bsi\\b\'\n[[pattern]]\nmatch = \'\\bwould have seen\\b\'\nanchors = ["would have"]\nmessage = "m"\ntier = "clue"\n'
        "source = { fr = '\\baurait\\b' }\n"
    )
    own, patterns = rule(body)
    findings = list(Patterns(patterns).find({own.id: own}, Context(Document("a.txt", "He would have seen.", source=source, source_lang=code))))
    assert len(findings) == count
    assert all(finding.source.of(source) == "aurait" and finding.evidence["confirmed"] for finding in findings)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "[[pattern]]\nmatch = 'a x'\nmessage = \"m\"\ntier = \"clue\"\nsource = { fr = '(' }\n",
            "RE2 cannot take what is asked of the source in 'fr'",
        ),
        ('[[pattern]]\nmatch = \'a x\'\nmessage = "m"\ntier = "clue"\nsource = { fr = 3 }\n', "RE2 cannot take what is asked of the source in 'fr'"),
        ("[[pattern]]\nmatch = 'a x'\nmessage = \"m\"\nsource = { fr = 'a' }\n", "is of the tier clue"),
        ('[[pattern]]\nmatch = \'<NOUNS> x\'\nanchors = ["x"]\nmessage = "m"\n', "no slot '<NOUNS>'"),
        ('[[pattern]]\nmatch = \'<!DURATION> x\'\nanchors = ["x"]\nmessage = "m"\n', "no slot '<!DURATION>'"),
        ("[[pattern]]\nmatch = '<NOUN> x'\nmessage = \"m\"\n", "needs `anchors`"),
        ("[[pattern]]\nmatch = 'a x'\nunless = '<NOUN>'\nanchors = [\"x\"]\nmessage = \"m\"\n", "`unless` takes no slots"),
        ("[[pattern]]\nmatch = 'a x'\nunless = '('\nanchors = [\"x\"]\nmessage = \"m\"\n", "RE2 cannot take"),
        ('[[pattern]]\nmatch = \'<NOUN:n> x\'\nanchors = ["x"]\nsuggest = ["{n:passive}"]\nmessage = "m"\n', "no form"),
        ('[[pattern]]\nmatch = \'a x\'\nanchors = ["x"]\nsuggest = ["{n}"]\nmessage = "m"\n', "names no group"),
        ('[words]\nGO = "go/passive"\n', "no form 'passive' of 'go'"),
        ("[words]\nGO = 3\n", "`GO` must be a text"),
        ("[words]\ngo = 'go'\n", "no name for a list"),
        ("[words]\nNOUN = 'go'\n", "no name for a list"),
    ],
)
def test_what_is_not_as_documented_is_refused_with_its_place(rule, body, said):
    with pytest.raises(ConfigError) as error:
        rule(body)
    assert said in str(error.value) and "own.toml" in str(error.value)


def test_every_pattern_with_slots_finds_a_bad_example_of_its_rule():
    ruleset = load()
    examples = {rule.id: rule.bad for rule in ruleset.rules.values()}
    rules = ("source-construction", "word-order", "tense-transfer", "currency-style", "doubled-subject")
    seen = {
        (rule, finding.evidence["pattern"])
        for rule in rules
        for example in examples[rule]
        for finding in ruleset.patterns.find(ruleset.rules, Context(Document("a.txt", example.text)))
        if finding.text == example.mark
    }
    asked = {(p.rule, p.where.rpartition("/")[2]) for p in ruleset.patterns.patterns if p.rule in rules and (p.tests or p.unless)}
    assert asked - seen == set()


@given(
    st.lists(
        st.sampled_from("the a two years since is was by who One it 12 dead, he “No”, so. He has made of more Yesterday can not be".split()),
        max_size=40,
    )
)
def test_findings_are_what_they_say_whatever_the_text(words):
    text, ruleset = " ".join(words), load()
    for finding in ruleset.patterns.find(ruleset.rules, Context(Document("a.txt", text))):
        assert finding.span.of(text) == finding.text
        assert finding.text not in finding.suggestions


@pytest.mark.parametrize(("match", "kinds"), [("<NUM> x", 1), ("(?:<ADJ> )?<NOUN>", 2), ("(?:<ADJ> )?x(?:<!NOUN> )?", 4), ("(?:<NUM> )?x", 1)])
def test_variants(match, kinds):
    assert len(slots.variants(match, "own.toml")) == kinds


@given(st.text(st.characters(max_codepoint=0xFF)))
def test_narrow_expressions_find_the_same_in_latin_1(text):
    import re2

    for letters in (r"\pL", r"\p{Ll}", r"\p{Lu}"):
        whole, _ = slots.expanded(f"[{letters}-]+|[^{letters} ]{letters}", {}, "x")
        narrow = slots.narrowed(whole)
        assert len(narrow) < len(whole)
        assert [match.span() for match in re2.finditer(narrow, text)] == [match.span() for match in re2.finditer(whole, text)]


@pytest.mark.parametrize("name", ["Mladić", "Erdoğan", "Nguyễn", "Žižek"])
def test_letters_beyond_latin_1_are_seen_in_texts_that_have_them(rule, name):
    body = '[[pattern]]\nmatch = \'\\b(?P<mark>[Tt]he (?P<who>\\p{Lu}\\p{Ll}+))\'\nanchors = ["the"]\nsuggest = ["{who}"]\nmessage = "m"\n'
    assert found(rule, body, "It met the Andric there.") == [("the Andric", ("Andric",))]
    assert found(rule, body, f"It met the {name} there.") == [(f"the {name}", (name,))]
