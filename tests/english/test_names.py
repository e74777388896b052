"""Names in two forms: competing names, spellings, articles before acronyms; the script that makes the glossaries of countries."""

import pytest

from mtcheck.build import exonyms
from mtcheck.core.resources import glossaries
from mtcheck.english import spellings
from mtcheck.glossary.entries import glossary_files, read_glossary


@pytest.fixture
def named(check):
    def run(text, rule="name-inconsistency", **settings):
        return [(finding.text, finding.suggestions[0]) for finding in check(text, **settings).findings if finding.rule == rule]

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISIL lost the town. Daesh fled. ISIL has no road left.", [("Daesh", "ISIL")]),
        ("The Islamic State (IS) group fled. ISIS left weapons. ISIS lost men.", [("ISIS", "IS")]),
        ("A truce with NATO failed, and the NATO has no plan.", [("the NATO", "NATO")]),
        ("Trains left Lugansk at noon. Luhansk was calm; in Luhansk, shops opened.", [("Lugansk", "Luhansk")]),
    ],
)
def test_competing_names_are_marked(text, expected, named):
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The United Nations met on Monday. The UN council adjourned, and the U.N. envoy left.",
        "Islamic State lost the town. ISIS fled.",
        "In Myanmar, also known as Burma, shops opened. Myanmar has a new law.",
        "They were flown to Mumbai (Bombay) on Friday. Mumbai was hot.",
        "The Calcutta High Court sits in Kolkata.",
        "Dynamo Kiev won in Kyiv.",
        "The NATO summit ended. NATO said so.",
        "They call him the king of Valtavsko. The Valtavské museum opened, and so did the Valtavské mill.",
    ],
)
def test_what_people_write_is_left_alone(text, named):
    assert named(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ghwayran", "Ghuwayran"),
        ("Zelensky", "Zelenskyy"),
        ("Selimovic", "Selimović"),
        ("Hassaké", "Hasakah"),
        ("Georgij", "Georgy"),
        ("Abdelqarim", "Abdulqarim"),
    ],
)
def test_spellings_of_one_name(one, other):
    text = f"They saw {one} there. Then {other} left, and {other} was missed."
    assert [(rare.text, usual.text) for rare, usual in spellings.variants(text)] == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Smith", "Smyth"),
        ("Iran", "Iraq"),
        ("Austria", "Australia"),
        ("Georgia", "Georgian"),
        ("Petrov", "Petrova"),
        ("Kurd", "Kurds"),
        ("Johnson", "Johnston"),
        ("Hansen", "Hanson"),
        ("Göttingen", "Göttinger"),
    ],
)
def test_two_names_stay_two(one, other):
    assert list(spellings.variants(f"They saw {one} there. Then {other} left, and {other} was missed.")) == []


def test_words_around_tell_bearers_apart():
    assert list(spellings.variants("We met Vjeran Grbic there. Later Zdenko Grbić sang, and Zdenko Grbić left.")) == []


def test_slip_of_a_letter(named):
    assert named("Zdravkovar spoke first. Zdavkovar left; Zdravkovar stayed.") == [("Zdavkovar", "Zdravkovar")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He flew to Mailand.", [("Mailand", "Milan")]),
        ("The talks moved to Varsovie.", [("Varsovie", "Warsaw")]),
        ("The vote in Ivory Coast, or Côte d'Ivoire, was watched by Médecins Sans Frontières and by São Paulo.", []),
        ("An agreement with OTAN was near.", [("OTAN", "NATO")]),
    ],
)
def test_exonyms(text, expected, named):
    assert named(text, "exonym") == expected


def test_article_fits_the_suggestion(named):
    assert named("The musician Moubarak sang.", "exonym") == [("Moubarak", "Mubarak")]


def test_countries_from_cldr():
    pytest.importorskip("babel")
    names = exonyms.exonyms("de")
    assert names["Ägypten"] == "Egypt"
    assert "Berlin" not in names


def test_shipped_names_do_not_suggest_themselves():
    entries = [entry for file in glossary_files(glossaries()) for entry in read_glossary(file) if entry.rule == "exonym"]
    assert len(entries) > 3000
    assert [entry.where for entry in entries if entry.avoid in entry.prefer] == []
