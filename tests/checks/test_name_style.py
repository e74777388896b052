"""The house style of names."""

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.checks import name_style
from mtcheck.cli.check import command
from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Document
from mtcheck.glossary.house_names import read_names
from mtcheck.pipeline import Checker
from mtcheck.ruleset import load

NAMES = "want\tvariants\tfirst\nNF\tNorth Front | N.F.\tNorthern Front (NF)\nKyiv\tKiev\n"


@pytest.fixture
def names(tmp_path):
    path = tmp_path / "names.tsv"
    path.write_text(NAMES, encoding="utf-8")
    return path


@pytest.mark.parametrize("example", [*name_style.RULE.bad, *name_style.RULE.good])
def test_examples(names, cache, example):
    report = Checker(load(), house_names=read_names([names])).check(Document("a.txt", example.text))
    found = [(one.text, one.suggestions[0]) for one in report.findings if one.rule == "name-style"]
    assert found == ([(example.mark, example.fix)] if example.mark else [])


def test_possessives_and_the_first_mention_once(names, cache):
    report = Checker(load(), house_names=read_names([names])).check(Document("a.txt", "N.F. met in Kiev. Kiev's mayor met NF."))
    assert [(one.text, one.suggestions[0]) for one in report.findings] == [("N.F.", "Northern Front (NF)"), ("Kiev", "Kyiv"), ("Kiev", "Kyiv")]


def test_the_config_names_the_list(names, cache):
    (names.parent / "mtcheck.toml").write_text('names = ["names.tsv"]\n', encoding="utf-8")
    (names.parent / "a.txt").write_text("The train to Kiev was late.", encoding="utf-8")
    done = CliRunner().invoke(command, [str(names.parent / "a.txt"), "--scorer", "off"])
    assert "name-style" in done.output and "Kyiv" in done.output


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("want\tvariant\n", r"names.tsv:1: unknown column 'variant'"),
        ("want\tvariants\nKyiv\t\n", r"names.tsv:2: a name needs"),
        ("\n", "no names in it"),
        ("want\tvariants\nKyiv\tKiev\nKief\tKiev\n", r"names.tsv:3: 'Kiev' stands already in"),
        ("want\tvariants\nKyiv\tKyiv\n", r"names.tsv:2: 'Kyiv' stands already in"),
    ],
)
def test_a_broken_list_says_where(tmp_path, content, said):
    (tmp_path / "names.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        read_names([tmp_path / "names.tsv"])


HOUSE = (
    "# rule: name-style\nwant\tvariants\tfirst\n"
    "Kyiv\tKiev | Kiew\t\n"
    "IS\tDaesh | ISIS | ISIL | Islamic State | the Islamic State\tIslamic State (IS) group\n"
    "al-Qaida\tAl Qaeda | al-Qaeda | Qaida\t\n"
    "Zarbistan\tRepublic of Zarb\t\n"
)
INTRODUCED = "The Islamic State (IS) group struck."


@pytest.fixture(scope="module")
def found(cache, tmp_path_factory):
    path = tmp_path_factory.mktemp("style") / "house.tsv"
    path.write_text(HOUSE, encoding="utf-8")
    checker = Checker(load([path]), house_names=read_names([path]))

    def run(text):
        report = checker.check(Document("a.txt", text))
        assert not report.failures
        assert all(text[f.span.start : f.span.end] == f.text for f in report.findings)
        return [(f.text, f.suggestions[0]) for f in report.findings if f.rule == "name-style"]

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kiev’s mayor left KIEW.", [("Kiev", "Kyiv"), ("KIEW", "KYIV")]),
        ("The pro-Kiev and Kiev-led Kievan side.", [("Kiev", "Kyiv"), ("Kiev", "Kyiv")]),
        ("Al Qaeda spoke. The chief of Al Qaeda and of al-Qaida.", [("Al Qaeda", "Al-Qaida"), ("Al Qaeda", "al-Qaida")]),
        ("Al-Qaida spoke. AL-QAIDA SPOKE.", []),
        ("The men of Islamic\nState fled.", [("Islamic\nState", "Islamic State (IS) group")]),
        ("Daesh men fled. Later ISIS said so.", [("Daesh", "Islamic State (IS) group"), ("ISIS", "IS")]),
        ("Men of the IS group fled.", [("IS group", "Islamic State (IS) group")]),
        ("Men of Islamic State (ISIS) fled.", [("Islamic State (ISIS)", "Islamic State (IS) group")]),
        (f"{INTRODUCED} A Daesh man fled. The Islamic State denied it.", [("A Daesh", "An IS"), ("The Islamic State", "IS")]),
        ("The Islamic State spoke.", [("Islamic State", "Islamic State (IS) group")]),
        ("Militants of the group (IS) fled. IS said so.", []),
        ("IS in retreat\n\nMen of IS fled.\n\nIS said so.", [("IS", "Islamic State (IS) group")]),
        ("Men said: “We hate IS.” He left IS.", [("IS", "Islamic State (IS) group")]),
        ("THIS IS NO NAME.", []),
        (f"{INTRODUCED} What is said is said.", []),
        ("The Republic of Zarb's army.", [("Republic of Zarb", "Zarbistan")]),
    ],
)
def test_variants_and_first_mentions(found, text, expected):
    assert found(text) == expected


PARTS = ["Daesh", "IS", "(IS)", "Islamic State", "group", "Kiev’s", "an", "ISIL", ". ", "\n\n", "“", "”", "al-Qaida", "İ"]


@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_offsets_hold_in_any_text(found, parts):
    found(" ".join(parts))


def test_without_a_list_nothing_is_found(check):
    assert [f for f in check("Trains from Kiev. Daesh said so.").findings if f.rule == "name-style"] == []


def test_the_house_has_the_last_word(tmp_path, cache):
    path = tmp_path / "names.tsv"
    path.write_text("want\tvariants\nKiev\tKyiv\n", encoding="utf-8")
    text = "Trains from Kiev ran on time, said a man in Kyiv."
    findings = Checker(load(), house_names=read_names([path])).check(Document("a.txt", text, source_lang="fr")).findings
    assert [(f.rule, f.text, f.suggestions) for f in findings] == [("name-style", "Kyiv", ("Kiev",))]


@pytest.mark.parametrize("line", ['names = "house.tsv"', 'names = ["house.tsv"]', 'glossaries = ["house.tsv"]', 'glossaries = ["."]'])
def test_a_list_may_stand_among_the_glossaries(tmp_path, cache, line):
    (tmp_path / "house.tsv").write_text(HOUSE, encoding="utf-8")
    (tmp_path / "mtcheck.toml").write_text(line + "\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("The train to Kiev was late.\n", encoding="utf-8")
    assert "name-style" in CliRunner().invoke(command, [str(tmp_path / "a.txt"), "--scorer", "off"]).output
