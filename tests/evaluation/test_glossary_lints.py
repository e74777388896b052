"""Each lint says what is wrong with a bad entry and nothing of a good one."""

from pathlib import Path

import pytest

from mtcheck.core.resources import glossaries
from mtcheck.evaluation.glossary_check import check_files

HEAD = "# rule: calque\n# tier: odd\n# source-lang: fr\n# licence: Apache-2.0\n# origin: test\n"
COLUMNS = "avoid\tprefer\tsource\ttier\tbefore\tafter\tnote\n"


@pytest.fixture
def complaints(tmp_path):
    def run(*rows, head=HEAD):
        path = tmp_path / "own.tsv"
        path.write_text(head + COLUMNS + "\n".join(rows), encoding="utf-8")
        return [line.removeprefix(str(path)) for line in check_files([path])]

    return run


BAD = {
    "a number": ("a man of two heads\ta man of three heads", "changes a number"),
    "a negation": ("in the gilding measure\tnot at all", "changes a negation"),
    "days are lost": ("the day of (Monday|Tuesday)\tthe day", "does not say which of Monday, Tuesday was found; write <1>"),
    "names are lost": ("lintel of (France|Spain)\tworld lintel", "does not say which of France, Spain"),
    "the number word is lost": ("men of (two|three) heads\tmen", "changes a number"),
    "one sex": ("the door-word\tthe spokesman", "'spokesman' is said in the suggestion only"),
    "a country": ("the national assembly of lintels\tthe French parliament", "'French' is said in"),
    "a possessive": ("assume duties\tshoulder <poss> duties", "has a <poss> that 'assume duties' has not"),
    "a lost possessive": ("in <poss> intervention\tin a speech", "no suggestion keeps the <poss>"),
    "an inflected verb": ("gild/v it\tsaid/v it", "'said' is no verb in its base form"),
    "a noun as verb": ("gild/v it\thouses/v it", "'houses' is no verb in its base form"),
    "a plural noun": ("lintel/n\tcriteria/n", "'criteria' is no noun in its singular"),
    "a verb on one side": ("make proof of\tshow/v", "has a /v and 'make proof of' none"),
    "no verb in the suggestion": ("make/v proof of\tshowing", "is the same for every form"),
    "a noun on one side": ("the lintel\ttrial/n", "has a /n and 'the lintel' none"),
    "a base after be": ("was put in lintel\twas decide", "was decide is no English"),
    "a past after a modal": ("will put in lintel\twill implemented", "will implemented is no English"),
    "a past after to": ("to give lintel\tto gave", "to gave is no English"),
    "a past after have": ("had lintel\thad went", "had went is no English"),
    "the other article": ("a lintel\ta error", "a error is no English"),
    "a plural after a": ("a lintel\ta criteria", "a criteria is no English"),
    "be for another verb": ("gild/v\tbe/v missing", "gives 'they be'"),
    "past and participle": ("realized by lintels\tgave by lintels", "'realized' is participle or past, 'gave' past"),
    "the second verb": ("be/v put/v in lintel\tbe/v release/v", "may be"),
    "no passive": ("gild/v\thave/v a turnover of", "has no passive"),
    "a lost preposition": ("gilding of\tthe wall", "ends in 'of'"),
    "a new preposition": ("the lintel\tthe wall of", "ends in 'lintel'"),
    "another number": ("the national soils\tthe territory", "is plural, 'the territory' singular"),
    "a slip in the suggestion": ("lintel\tthe govvernment", "'govvernment' in 'the govvernment' is no English word"),
    "an unknown word": ("xqzvkl it\tsee it\tvoir", "is no word of English or of the pack's language"),
    "a day": ("on the day of lintel\ton monday", "write 'Monday'"),
    "a country in lower case": ("in the lintel\tin france", "write 'France'"),
    "a comma that stands alone": ("in (this|that), lintel\tmeanwhile", "can never match"),
    "a hyphen before brackets": ("vice-(lintel|plinth)\tdeputy", "can never match"),
    "a bar in brackets": ("[the|a] lintel\tthe wall", "is one literal with a bar"),
    "a capital in a context": ("lintel plinth\twall\t\t\tItalian", "compared in lower case; write 'italian'"),
    "the start after": ("lintel plinth\twall\t\t\t\t<start>", "<start> never holds in `after`"),
    "the phrase language in a context": ("lintel plinth\twall\t\t\t(a|b)", "compared letter by letter"),
    "a star on two words": ("lintel plinth\twall\t\t\tof the prison*", "* goes with the last word only"),
    "wanted and forbidden": ("lintel plinth\twall\t\t\t!of, of", "wanted and forbidden"),
    "a line that is deleted": ("Lintel plinth:\t<delete>", "begins a line and is deleted anywhere"),
    "a short word": ("chest\tbox", "5 letters or fewer"),
    "common words": ("under the hand\tin secret\t\twrong", "made of common words"),
    "itself": ("the plenary\tthe plenary session", "found again in its suggestion"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_entry_is_told_with_its_line(complaints, name):
    row, message = BAD[name]
    lines = complaints(row)
    assert any(message in line for line in lines), lines
    assert all(line.startswith(":7: ") for line in lines)
    assert all("; " in line for line in lines), "each line says what to do"


@pytest.mark.parametrize(
    "row",
    [
        "round of lintel\tquarter-final",
        "lintel on (Monday|Tuesday)\twall on <1>",
        "(organized|organised) lintel\tmeeting",
        "(a|the) plinth of\tmeeting of",
        "(spokesman|spokeswoman) in the name of\tspokesperson for",
        "the gilded (speaker|spokesman)\tthe spokesman | the spokeswoman",
        "(state|nation) of the lintel\tGermany\tdeutsch\tclue",
        "express/v <poss> lintel for\tthank/v",
        "concretise/v\tmake/v real",
        "gild/v (himself|herself)\tbe/v pleased",
        "realized by lintels\tgave by lintels\t\t\t!has, !had",
        "effectuate/v\tcarry/v out",
        "proceed/v to the arrest of\tarrest/v",
        "despite of\tdespite",
        "mediatic\thigh-profile\tmédiatique",
        "cornice-plate\trezoning evader gangmaster",
        "two times less lintels\thalf as many lintels",
        "thousand millions\tbillion",
        "motion of distrust\tno-confidence motion",
        "not less than\tat least",
        "in (this|that) context\tmeanwhile",
        "chest\tbox\t\t\t\tof drawers",
        "under the hand\tin secret | secretly\t\twrong",
        "the plenary\tthe plenary session\t\t\t\t!session",
        "Lintel plinth:\t<delete>\t\t\t<start>",
    ],
)
def test_a_good_entry_is_let_pass(complaints, row):
    assert complaints(row) == []


@pytest.mark.parametrize("note", ["", "by its share of the final"])
def test_only_a_kept_entry_may_say_another_number(complaints, note):
    row = "price of the final\tround of 16\t\t\t\t\t"
    assert any("changes a number" in line for line in complaints(row + note))
    assert complaints(f"{row}kept: {note}") == []


def test_what_never_matches_is_no_matter_of_judgement(complaints):
    assert any("can never match" in line for line in complaints("vice-(lintel|plinth)\tdeputy\t\t\t\t\tkept: so it is"))


def test_an_entry_that_a_wider_one_covers_is_told(complaints):
    lines = complaints("plinth/n\twall/n", "the great plinth\tthe great wall", "the tall plinth\tthe high wall", "great plinth of\twall of\t\t\tin")
    assert len(lines) == 1
    assert lines[0].startswith(":8: 'the great plinth' says nothing that 'plinth/n'")


def test_a_surer_entry_is_not_covered(complaints):
    assert complaints("gilding plinth\twall\t\thint", "the gilding plinth\tthe wall\t\todd") == []


def test_a_pair_inside_broken_words_is_not_matched(tmp_path):
    path = tmp_path / "own.tsv"
    path.write_text(HEAD.replace("calque", "substituted-word") + COLUMNS + "individual/n\tman/n\t\thint\t<inside>", encoding="utf-8")
    assert list(check_files([path])) == []


def test_it_says_where_the_packs_say_inside():
    text = (glossaries() / "en" / "spinner-pairs.tsv").read_text("utf-8")
    assert text.count("\t<inside>") > 20 and "!<start>" not in text


def test_a_shipped_file_may_be_named_from_its_folder(monkeypatch):
    monkeypatch.chdir(glossaries())
    assert list(check_files([Path("en") / "institutions-calques.tsv"])) == []
