"""Glossary entries from corrections: alignment, counting, choice of the phrase, the command line."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.cli import group
from mtcheck.core.errors import ConfigError
from mtcheck.core.intervals import wilson
from mtcheck.english.lemmas import akin, readings
from mtcheck.glossary.corrections import Corrections, Pair
from mtcheck.glossary.learning import is_name_variant, learn
from mtcheck.glossary.word_alignment import aligned, changes, tokens
from mtcheck.glossary.writing import added, proposed

TOWNS = ("Lyon", "Turin", "Lima", "Oslo", "Graz", "Porto", "Bergen", "Leeds", "Gdansk", "Tampere")


def made(mt, post_edit, towns=TOWNS, source=""):
    """Pairs that differ in a town; {} is its place."""
    return [Pair(mt.format(town), post_edit.format(town), source.format(town), f"made:{n}") for n, town in enumerate(towns, 1)]


def learned(*groups, min_count=3):
    return {one.avoid: one for one in learn(Corrections(pair for group in groups for pair in group), min_count)}


def changed(mt, post_edit):
    sides = aligned(mt, post_edit)
    text = lambda side, start, end: " ".join(token.lower for token in side[start:end])  # noqa: E731
    return {(text(sides.mt, c.start, c.end), text(sides.post_edit, c.to_start, c.to_end)) for c in changes(sides)}


def test_tokens_are_words_numbers_and_marks():
    assert [token.text for token in tokens("L’Oréal's co-op sold 3,500.5 cars – “Yes”, it’s true.")] == [
        "L’Oréal's", "co-op", "sold", "3,500.5", "cars", "–", "“", "Yes", "”", ",", "it’s", "true", ".",
    ]  # fmt: skip
    assert [token.text for token in tokens("He ran. She won: “We did.”") if token.first] == ["He", "She", "“", "We", "”"]


@given(st.text("ab .,'-7", max_size=30), st.text("ab .,'-7", max_size=30))
def test_links_run_through_both_sides_in_order(mt, post_edit):
    sides = aligned(mt, post_edit)
    assert [a for a, _ in sides.links if a is not None] == list(range(len(sides.mt)))
    assert [b for _, b in sides.links if b is not None] == list(range(len(sides.post_edit)))
    assert all(mt[token.start : token.end] == token.text for token in sides.mt)


def test_changes_are_widened_by_what_stayed():
    found = changed("They put in place a new fund.", "They set up a new fund.")
    assert {("put in place", "set up"), ("put in place a", "set up a"), ("they put in place", "they set up")} <= found
    assert not any("fund" in before and "new" not in before for before, _ in found)


def test_forms_of_one_word_are_linked():
    assert akin("went", "goes") and akin("declarations", "declaration") and not akin("saw", "say")
    assert {(r.base, r.tag) for r in readings("cities")} == {("city", "plural")}
    assert ("the", "") not in changed("He has asked the town for a loan.", "He asked the town for a credit.")


def test_a_word_replaced_everywhere_is_an_entry_and_the_shortest_phrase_of_it():
    found = learned(made("The mayor of {} spoke to the deputies.", "The mayor of {} spoke to the lawmakers."))
    one = found["deputies"]
    assert list(found) == ["deputies"]
    assert (one.prefer, one.count, one.occurrences, one.standing, one.tier, one.name) == (("lawmakers",), 10, 10, 0, "wrong", False)
    assert 0.7 < one.low < 0.73 and one.high == 1
    assert one.examples[0].where == "made:1" and "deputies" in one.examples[0].mt and "lawmakers" in one.examples[0].post_edit
    assert len(one.examples) == 3


def test_a_longer_phrase_where_the_shorter_one_is_mostly_right():
    found = learned(
        made("The plan for {} was agreed in high places.", "The plan for {} was agreed at the highest level."),
        made("Snow fell in {} on high places.", "Snow fell in {} on high places."),
    )
    assert list(found) == ["in high places"]
    assert found["in high places"].prefer == ("at the highest level",)


def test_forms_of_one_verb_are_merged_under_their_lemma():
    found = learned(
        made("The report affirms that {} is poor.", "The report says that {} is poor.", TOWNS[:4]),
        made("A man affirmed that {} is rich.", "A man said that {} is rich.", TOWNS[4:]),
    )
    assert found["affirm/v"].prefer == ("say/v",) and found["affirm/v"].count == 10
    assert "affirms" not in found and "affirmed" not in found


def test_variants_that_differ_in_case_are_one():
    found = learned(
        made("Deputies left {} today.", "Lawmakers left {} today.", TOWNS[:3]), made("In {} deputies wept.", "In {} lawmakers wept.", TOWNS[3:6])
    )
    assert found["deputies"].count == 6


def test_several_replacements_are_listed_by_count():
    found = learned(
        made("The actors met in {}.", "The parties met in {}.", TOWNS[:6]),
        made("Some actors left {}.", "Some players left {}.", TOWNS[6:]),
    )
    assert {avoid: (one.prefer, one.count, one.occurrences) for avoid, one in found.items()} == {"actors": (("parties", "players"), 10, 10)}


def test_what_the_editor_mostly_left_standing_is_no_entry():
    kept = made("A man in {} has a big house.", "A man in {} has a big house.")
    assert learned(kept, made("A {} bank has a big loan.", "A {} bank has a large loan.", TOWNS[:3])).keys() <= {"big loan"}


@pytest.mark.parametrize(
    ("mt", "post_edit"),
    [
        ("Some 300 men left {} then.", "Some 400 men left {} then."),
        ("Some three men left {} then.", "Some four men left {} then."),
        ("He left {}, then he slept.", "He left {} then he slept."),
        ("The president of {} went there.", "The President of {} went there."),
        ("The envoys leave {} now.", "The envoys left {} now."),
        ("They can leave {} now.", "They cannot leave {} now."),
        ("Minister Lund knows {}.", "Prime Minister Lund knows {}."),
        ("The house of {}'s mayor burned.", "The house of {}'s mayor burned."),
    ],
)
def test_no_entries_of_numbers_marks_case_tense_negation_or_of_a_phrase_into_itself(mt, post_edit):
    assert learned(made(mt, post_edit)) == {}


def test_swaps_of_function_words_must_be_as_good_as_a_rule():
    sure = made("She is married with a man from {}.", "She is married to a man from {}.")
    plain = made("A car with a roof in {}.", "A car with a roof in {}.") + made("I go with {}.", "I go with {}.")
    assert list(learned(sure, plain)) == ["married with"]
    assert not learned(sure[:4], plain)


def test_names_are_told_apart():
    found = learned(made("On Monday, Daech attacked {}.", "On Monday, Daesh attacked {}."))
    assert found["Daech"].prefer == ("Daesh",) and found["Daech"].name
    assert is_name_variant("Hassaké", "Hasakah") and is_name_variant("United States of America", "United States")
    assert not is_name_variant("Monday", "Mondays") and not is_name_variant("Turin", "Lima") and not is_name_variant("deputies", "deputy")


def test_what_was_decided_as_a_whole_is_not_taken_apart(tmp_path):
    """By the words alone, "high" became "the"; whoever decided about the phrase meant all of it. Decisions that do not fit their sentence are left out."""
    mt, post_edit = "In {} it was decided in high places that day.", "In {} it was decided by the ministry that day."
    assert {"high", "places"} <= learned(made(mt, post_edit)).keys()
    rows = []
    for town in TOWNS:
        start = mt.format(town).index("in high")
        kept = {"rule": "calque", "text": "in high places", "start": start, "decision": "accepted", "wording": "by the ministry"}
        odd = [{**kept, "start": start + 1}, {**kept, "start": -1}, {**kept, "wording": None}, "x", {**kept, "start": "3"}]
        rows.append({"mt": mt.format(town), "post_edit": post_edit.format(town), "findings": [*odd, kept]})
    file = tmp_path / "decisions.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = json.loads(call("--mt", file, "--format", "json").output)["phrases"]
    assert [(one["avoid"], one["prefer"], one["count"]) for one in found] == [("in high places", ["by the ministry"], 10)]


def test_the_source_word_behind_an_entry():
    pairs = made("The deputies of {} met.", "The lawmakers of {} met.", source="Les députés de {} se sont réunis.")
    rest = made("It rained in {} then.", "It rained in {} then.", source="Il pleuvait alors sur {}.")
    rest += [Pair(f"{p.mt} {n}", f"{p.post_edit} {n}", f"{p.source} {n}") for n in range(12) for p in rest]
    assert learned(pairs, rest)["deputies"].source in ("députés", "réunis")


def test_rewritten_and_repeated_pairs_teach_nothing():
    corrections = Corrections([Pair("The deputies met.", "The lawmakers met.")] * 9 + [Pair("It is a good day here.", "Rain never stops falling.")])
    assert (len(corrections.pairs), corrections.rewritten) == (1, 1)
    assert learn(corrections) == []


def test_wilson_interval():
    assert [round(value, 3) for value in wilson(8, 10)] == [0.49, 0.943]
    assert wilson(0, 0) == (0.0, 1.0) and wilson(5, 5)[1] == 1.0


@pytest.fixture
def texts(tmp_path):
    rows = made("The mayor of {} spoke to the deputies.", "The mayor of {} spoke to the lawmakers.")
    rows += made("On Monday, Daech attacked {}.", "On Monday, Daesh attacked {}.")
    (tmp_path / "mt.txt").write_text("".join(f"{pair.mt}\n" for pair in rows), encoding="utf-8")
    (tmp_path / "pe.txt").write_text("".join(f"{pair.post_edit}\r\n" for pair in rows), encoding="utf-8", newline="")
    (tmp_path / "pairs.jsonl").write_text("".join(json.dumps({"mt": p.mt, "post_edit": p.post_edit}) + "\n" for p in rows), encoding="utf-8")
    (tmp_path / "pairs.tsv").write_text("id\tpost_edit\tmt\n" + "".join(f"1\t{p.post_edit}\t{p.mt}\n" for p in rows), encoding="utf-8")
    return tmp_path


def call(*arguments):
    return CliRunner().invoke(group, ["glossary", "learn", *map(str, arguments)])


def test_three_kinds_of_input_give_one_answer(texts):
    beside = call("--mt", texts / "mt.txt", "--post-edit", texts / "pe.txt", "--format", "json")
    reports = [
        json.loads(beside.output),
        *(json.loads(call("--mt", texts / name, "--format", "json").output) for name in ("pairs.jsonl", "pairs.tsv")),
    ]
    for report in reports:
        assert [row["avoid"] for row in report["phrases"]] == ["deputies"]
        assert [row["avoid"] for row in report["names"]] == ["Daech"]
        assert report["names"][0]["known"] and report["phrases"][0]["precision"] == 1


def test_table_and_tsv(texts):
    shown = call("--mt", texts / "pairs.jsonl").output
    assert "Phrases\n" in shown and "Names\n" in shown and "deputies -> lawmakers" in shown and "known (" in shown
    call("--mt", texts / "pairs.jsonl", "--format", "tsv", "--output", texts / "out.tsv")
    header, *rows = [line.split("\t") for line in (texts / "out.tsv").read_text("utf-8").splitlines()]
    assert len(rows) == 2 and all(len(row) == len(header) for row in rows)


def test_accepted_entries_are_found_by_check(texts):
    house = texts / "house.tsv"
    done = call("--mt", texts / "pairs.jsonl", "--accept", house)
    assert done.exit_code == 0 and "2 entries added" in done.stderr
    again = call("--mt", texts / "pairs.jsonl", "--accept", house)
    assert "0 entries added, 2 stood there already" in again.stderr
    (texts / "mtcheck.toml").write_text('glossaries = ["house.tsv"]\n', encoding="utf-8")
    (texts / "article.txt").write_text("Many deputies of Daech met.\n", encoding="utf-8")
    command = [sys.executable, "-m", "mtcheck", "check", "--format", "json", "--scorer", "off", "--no-glossary", str(texts / "article.txt")]
    findings = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)["documents"][0]["findings"]
    assert {(f["rule"], f["text"], f["suggestions"][0]) for f in findings} == {("calque", "deputies", "lawmakers"), ("exonym", "Daech", "Daesh")}
    assert "Your editors changed this in 10 of 10 places" in [f["message"] for f in findings]


def test_a_glossary_of_other_columns_keeps_its_lines(texts):
    house = texts / "house.tsv"
    old = "# rule: false-friend\r\n# tier: odd\r\n# licence: CC0-1.0\r\n# origin: ours\r\navoid\tprefer\tafter\r\nglimp\tglow\tin"
    house.write_text(old, encoding="utf-8", newline="")
    call("--mt", texts / "pairs.jsonl", "--accept", house)
    lines = house.read_bytes().decode().split("\r\n")
    assert lines[:4] == old.split("\r\n")[:4] and lines[4] == "avoid\tprefer\tafter\ttier\trule" and lines[5] == "glimp\tglow\tin"
    assert sorted(lines[6:]) == ["", "Daech\tDaesh\t\twrong\texonym", "deputies\tlawmakers\t\twrong\tcalque"]


def test_phrases_under_a_lemma_are_known_by_their_forms(tmp_path):
    house = tmp_path / "house.tsv"
    house.write_text("# rule: calque\n# tier: odd\n# licence: CC0-1.0\n# origin: x\navoid\tprefer\nminister\tlawmaker\n", encoding="utf-8")
    proposals = learn(Corrections(made("The {} deputies met.", "The {} lawmakers met.")))
    assert added(house, map(proposed, proposals)).there == 0
    house.write_text(house.read_text("utf-8").replace("minister", "deputy/n"), encoding="utf-8")
    assert added(house, map(proposed, proposals)).there == 1
    (tmp_path / "none.tsv").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match="no `# rule:`, `# tier:`, `# licence:`, `# origin:` lines"):
        added(tmp_path / "none.tsv", map(proposed, proposals))


def test_unsure_entries_are_shown_but_not_accepted(tmp_path):
    pairs = tmp_path / "pairs.jsonl"
    rows = made("The {} deputies met.", "The {} lawmakers met.", TOWNS[:4])
    pairs.write_text("".join(json.dumps({"mt": p.mt, "post_edit": p.post_edit}) + "\n" for p in rows), encoding="utf-8")
    done = call("--mt", pairs, "--accept", tmp_path / "house.tsv")
    assert "deputies" in done.output and "no entry is sure enough" in done.stderr and not (tmp_path / "house.tsv").exists()


@pytest.mark.parametrize(
    ("files", "arguments", "message"),
    [
        ({"a.txt": "x\ny\n", "b.txt": "x\n"}, ("a.txt", "--post-edit", "b.txt"), "b.txt: 1 lines, but {}/a.txt has 2"),
        (
            {"a.txt": "x\n", "b.txt": "x\n", "c.txt": "x\ny\n"},
            ("a.txt", "--post-edit", "b.txt", "--source", "c.txt"),
            "c.txt: 2 lines, but {}/a.txt has 1",
        ),
        ({"a.txt": "x\n"}, ("a.txt",), "no corrected text"),
        ({"a.txt": "", "b.txt": ""}, ("a.txt", "--post-edit", "b.txt"), "a.txt: no pair of texts in it"),
        ({"a.txt": "x\n"}, ("a.txt", "--post-edit", "b.txt"), "b.txt: cannot read the file"),
        ({"a.jsonl": '{"mt": "x", "post_edit": "x"}\n{"mt": "x"}\n'}, ("a.jsonl",), "a.jsonl:2: no text in the field `post_edit`"),
        ({"a.jsonl": "[1]\n"}, ("a.jsonl",), "a.jsonl:1: no JSON object"),
        ({"a.jsonl": "\n\n"}, ("a.jsonl",), "a.jsonl: no pair of texts in it"),
        ({"a.tsv": "mt\ttarget\nx\ty\n"}, ("a.tsv",), "a.tsv:1: no column `post_edit`"),
        ({"a.tsv": "mt\tpost_edit\nx\ty\nz\n"}, ("a.tsv",), "a.tsv:3: no cell for `post_edit`"),
        ({"a.tsv": "mt\tpost_edit\n"}, ("a.tsv", "--source", "c.txt"), "no second source"),
    ],
)
def test_what_is_wrong_with_the_input_is_said_in_one_line(tmp_path, files, arguments, message):
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [str(tmp_path / part) if "." in part else part for part in arguments]
    with pytest.raises(Exception) as caught:
        CliRunner().invoke(group, ["glossary", "learn", "--mt", *paths], catch_exceptions=False)
    assert message.format(tmp_path) in caught.value.line()
