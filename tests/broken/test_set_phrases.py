"""Set phrases whose words a spinner replaced, and its turns of speech."""

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.broken.set_phrases import ALONE, TURN, disguised
from mtcheck.cli import group
from mtcheck.english.segment import WORD

LITTLE = ("on the off chance that", "be that as it may", "in light of the fact that", "a portion of the", "as of late")


def places(text):
    return disguised(text, WORD.findall(text.lower()))


def found(text):
    return [(text[place.start : place.end], place.phrases) for place in places(text)]


def test_two_in_one_text():
    text = "Climate alteration is no cause of a heart assault."
    assert found(text) == [("Climate alteration", ("Climate change",)), ("heart assault", ("heart attack",))]
    assert all(place.attended for place in places(text))


def test_one_may_be_meant():
    assert found("He died of a heart assault.") == []
    assert found("A heart assault; one more heart assault.") == []
    assert found("The top minister left the room.") == []


@pytest.mark.parametrize(
    ("spun", "phrase"),
    [
        ("irregular timberland", "random forest"),
        ("irregular timberlands", "random forests"),
        ("arbitrary backwoods", "random forest"),
        ("bosom malignancy", "breast cancer"),
        ("counterfeit neural organization", "artificial neural network"),
        ("man-made consciousness", "artificial intelligence"),
        ("subterranean insect settlement", "ant colony"),
        ("nursery impact", "greenhouse effect"),
        ("hereditary calculation", "genetic algorithm"),
    ],
)
def test_what_nobody_writes_is_told_alone(spun, phrase):
    (place,) = places(f"We looked at the {spun} again.")
    assert (place.phrases, place.kind, place.attended) == ((phrase,), ALONE, False)


@pytest.mark.parametrize(
    ("spun", "phrase"),
    [
        ("fake intelligence", "artificial intelligence"),
        ("slithering the web", "crawling the web"),
        ("slithers the web", "crawls the web"),
        ("top minister", "prime minister"),
        ("heart assault", "heart attack"),
        ("human privileges", "human rights"),
    ],
)
def test_what_may_be_meant_is_told_beside_another(spun, phrase):
    assert (spun, (phrase,)) in found(f"He spoke of {spun} and of bosom malignancy.")


def test_several_phrases_are_possible_and_capitals_stay():
    first, second = found("He spoke to the United Countries and the Crimson Cross.")
    assert set(first[1]) == {"United Nations", "United States"}
    assert second == ("Crimson Cross", ("Red Cross",))


def test_a_name_has_capitals():
    assert found("He spoke of the united countries and of a heart assault.") == []
    assert ("World Mug", ("World Cup",)) in found("The World Mug begins; bosom malignancy is no sport.")


def test_words_apart_are_no_phrase():
    assert found("Climate, alteration and the heart, assault") == []
    assert found("An irregular, timberland") == []
    assert found("It was irregular. Timberland burned.") == []


def test_turns_of_speech_count_together():
    assert found("On the off chance that it rains, we stay, be that as it may.") == []
    several = "On the off chance that it rains, a portion of the guests leave; be that as it may, we stay."
    assert [plain for _, (plain,) in found(several)] == ["If", "some of the", "however"]
    beside = "On the off chance that it rains, look at the irregular timberland."
    assert [(place.phrases, place.kind, place.attended) for place in places(beside)] == [(("If",), TURN, True), (("random forest",), ALONE, True)]


def test_a_long_text_may_hold_some_by_chance():
    several = "On the off chance that it rains, a portion of the guests leave; be that as it may, we stay."
    assert found(several)
    assert found(f"{several} {'The rain fell all day. ' * 800}") == []


def test_the_longer_one_is_told():
    assert [text for text, _ in found("A counterfeit neural organization for bosom malignancy")] == [
        "counterfeit neural organization",
        "bosom malignancy",
    ]


@given(st.lists(st.sampled_from([*LITTLE, "bosom malignancy", "Irregular Timberland", "heart assault", "rain", ".", "\n"]), max_size=12))
def test_places_are_in_order_and_lie_in_the_text(pieces):
    text = " ".join(pieces)
    ends = 0
    for place in places(text):
        assert ends <= place.start < place.end <= len(text)
        assert all(place.phrases)
        ends = place.end


def told(report):
    return [(one.text, one.suggestions, one.confidence, one.fix) for one in report.findings if one.rule == "substituted-word"]


def test_what_the_pipeline_tells(check):
    alone = check("The clinic screens women for bosom malignancy every two years.")
    assert told(alone) == [("bosom malignancy", ("breast cancer",), 0.6, "unsafe")]
    beside = check("The top minister spoke of bosom malignancy. Be that as it may, he left.")
    assert told(beside) == [
        ("top minister", ("prime minister",), 0.7, "unsafe"),
        ("bosom malignancy", ("breast cancer",), 0.7, "unsafe"),
        ("Be that as it may", ("However",), 0.7, "unsafe"),
    ]
    assert told(check("Be that as it may, the top minister left the room.")) == []


def test_where_two_phrases_are_possible_none_is_suggested(check):
    first, _ = told(check("The United Countries met over bosom malignancy."))
    assert first == ("United Countries", (), 0.7, "none")


def test_broken_words_show_a_spinner_too(check):
    text = "{}The Crimson Cross handed out blankets."
    assert told(check(text.format(""))) == []
    broken = told(
        check(text.format("She was born in a small villepoch near the coast and voted once morest the plan. A perchild was arrelaxationed. "))
    )
    assert ("Crimson Cross", ("Red Cross",), 0.7, "unsafe") in broken


def test_a_fix_writes_the_phrase(tmp_path):
    article = tmp_path / "article.txt"
    article.write_text("The clinic screens women for bosom malignancy every two years.\n")
    sure = ["--unsafe-fixes", "--min-confidence", "0.6"]
    for options in ([], sure[:1]):
        assert CliRunner().invoke(group, ["fix", "--scorer", "off", "--in-place", *options, str(article)]).exit_code == 0
        assert "bosom malignancy" in article.read_text()
    CliRunner().invoke(group, ["fix", "--scorer", "off", "--in-place", *sure, str(article)])
    assert article.read_text() == "The clinic screens women for breast cancer every two years.\n"
