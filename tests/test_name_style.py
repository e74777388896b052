"""The house style of names."""

import pytest
from click.testing import CliRunner

from mtcheck.checks import name_style
from mtcheck.cli.check import command
from mtcheck.errors import ConfigError
from mtcheck.housenames import read_names
from mtcheck.model import Document
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
    ],
)
def test_a_broken_list_says_where(tmp_path, content, said):
    (tmp_path / "names.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        read_names([tmp_path / "names.tsv"])
