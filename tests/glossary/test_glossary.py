import pytest

from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Document
from mtcheck.core.resources import glossaries
from mtcheck.evaluation.glossary_check import check_files
from mtcheck.glossary.contexts import Prose
from mtcheck.glossary.entries import glossary_files, read_glossary
from mtcheck.glossary.matching import in_case_of
from mtcheck.pipeline import Checker
from mtcheck.ruleset import load
from mtcheck.weighing.tiers import weigh

HEAD = "# rule: calque\n# tier: odd\n# licence: Apache-2.0\n# origin: test\n"


@pytest.fixture
def write(tmp_path):
    def run(rows, head=HEAD, name="own.tsv"):
        path = tmp_path / name
        path.write_text(head + rows, encoding="utf-8")
        return path

    return run


@pytest.fixture
def found(write):
    def run(rows, text, head=HEAD):
        checker = Checker(load([write(rows, head)], glossary=False))
        return [(f.text, f.suggestions) for f in checker.check(Document("t", text)).findings if f.rule == "calque"]

    return run


@pytest.mark.parametrize(
    ("rows", "text", "expected"),
    [
        ("avoid\tprefer\nin the zone of\tnear", "In the zone of fire it stood.", [("In the zone of", ("Near",))]),
        ("avoid\tprefer\nglimp/v\tsay/v", "He glimped it. IT GLIMPS.", [("glimped", ("said",)), ("GLIMPS", ("SAYS",))]),
        ("avoid\tprefer\nglimp/v\tshow/v", "It was glimped, he glimped.", [("glimped", ("shown",)), ("glimped", ("showed",))]),
        ("avoid\tprefer\nTrovina\tTrova", "The trovina of Trovina, TROVINA.", [("Trovina", ("Trova",)), ("TROVINA", ("TROVA",))]),
        ("avoid\tprefer\nglimp\tx", "glimpse, sub-glimp, glimp-like, glimp’s", [("glimp", ("x",))]),
        ("avoid\tprefer\nl'autre\tother", "It is l’autre one.", [("l’autre", ("other",))]),
        ("avoid\tprefer\nzarb of\tend of", "a zarb of an era", [("a zarb of", ("an end of",))]),
        (
            "avoid\tprefer\nhigh zarb\ttop",
            "a high\u00a0zarb and high\nzarb",
            [("a high\u00a0zarb", ("a top",))][:0] + [("high\u00a0zarb", ("top",)), ("high\nzarb", ("top",))],
        ),
        ("avoid\tprefer\tbefore\nzarb\tx\t!no, !not", "zarb no zarb not zarb nozarb x zarb", [("zarb", ("x",)), ("zarb", ("x",))]),
        ("avoid\tprefer\tbefore\nzarbs\tsays\t<quote>", "“Go,” zarbs he. He zarbs.", [("zarbs", ("says",))]),
        (
            "avoid\tprefer\tbefore\nread zarb\t<delete>\t<start>",
            "Read zarb: x.\nI read zarb.\nRead zarb",
            [("Read zarb", ("",)), ("Read zarb", ("",))],
        ),
        ("avoid\tprefer\tafter\nzarb\tx\tthat, prison*", "zarb that zarb thatch zarb prisons", [("zarb", ("x",)), ("zarb", ("x",))]),
        ("avoid\tprefer\tbefore\nzarb\tx\t!'s", "It’s zarb. zarb", [("zarb", ("x",))]),
        ("avoid\tprefer\tbefore\nzarb\tx\t<inside>", "It is zarb. zarb", []),
        (
            "avoid\tprefer\tbefore\nzarb\tx\t<modal>\nzarb\ty\t<have>\nzarb\tz\t<be>",
            "He will also zarb, didn’t even zarb, has not yet zarb, and was severely zarb. It is the zarb they zarb.",
            [("zarb", ("x",)), ("zarb", ("x",)), ("zarb", ("y",)), ("zarb", ("z",))],
        ),
        ("avoid\tprefer\tbefore\nzarb\tx\t!<modal>, !<have>", "They can’t soon zarb and haven't zarb. They zarb.", [("zarb", ("x",))]),
        (
            "avoid\tprefer\tbefore\nzarb\tx\t<perfect>\nzarb\ty\t<past-perfect>",
            "In zarb it has rained. They had left in zarb. They left in zarb. It would have rained in zarb; he has a zarb.",
            [("zarb", ("x",)), ("zarb", ("y",))],
        ),
        ("avoid\tprefer\tafter\nzarb\tx\td'", "zarb d’état, zarb état", [("zarb", ("x",))]),
        ("avoid\tprefer\nzarb zarb\tone\nzarb\ttwo", "a zarb zarb b", [("zarb zarb", ("one",))]),
    ],
)
def test_matching(found, rows, text, expected):
    assert found(rows, text) == expected


@pytest.mark.parametrize(
    ("head", "rows", "message"),
    [
        (HEAD, "avoid\tbetter\nx\ty", "own.tsv:6: no column 'better'"),
        (HEAD, "avoid\tprefer\n\ty", "own.tsv:6: an entry without `avoid`"),
        (HEAD, "avoid\tprefer\nx\ty\tz", "own.tsv:6: 3 cells, the header row has 2"),
        (HEAD, "avoid\ttier\nx\tsure", "own.tsv:6: no tier 'sure'"),
        (HEAD, "avoid\tbefore\nx\t<verb>", "own.tsv:6: no context class <verb>"),
        (HEAD.replace("odd", "best"), "avoid\nx", "no tier 'best'"),
        ("# tier: odd\n", "avoid\nx", "no `# rule:`, `# licence:`, `# origin:` lines"),
        (HEAD + "# colour: red\n", "avoid\nx", "own.tsv:5: unknown header key 'colour'"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_line(write, head, rows, message):
    with pytest.raises(ConfigError, match=r".") as caught:
        list(read_glossary(write(rows, head)))
    assert message in caught.value.line()


def test_malformed_phrase_names_its_line(write):
    path = write("avoid\tprefer\n<who> x\ty")
    with pytest.raises(ConfigError, match=r"own\.tsv:6: .*no class <who>"):
        load([path], glossary=False)


def test_rule_must_exist(write):
    with pytest.raises(ConfigError, match="no rule 'nonsense'"):
        load([write("avoid\nx", HEAD.replace("calque", "nonsense"))], glossary=False)


def test_not_utf8(tmp_path):
    path = tmp_path / "own.tsv"
    path.write_bytes(HEAD.encode() + "avoid\nHassak\xe9".encode("latin-1"))
    with pytest.raises(ConfigError, match="not UTF-8"):
        list(read_glossary(path))


@pytest.mark.parametrize(("note", "suggestions", "message"), [("said so", (), "said so"), ("kept: said so", ("16 here",), "said so")])
def test_a_kept_entry_keeps_its_number(write, note, suggestions, message):
    checker = Checker(load([write(f"avoid\tprefer\tnote\neighth zarb\t16 here\t{note}")], glossary=False))
    finding = next(f for f in checker.check(Document("t", "It is eighth zarb.")).findings if f.rule == "calque")
    assert (finding.suggestions, finding.message) == (suggestions, message)


def test_check_finds_duplicates_and_loops(write):
    path = write("avoid\tprefer\nzarb/v\tglimp/v\nzarb/v\tsay/v\nglimp/v\tzarb/v\nself\tself\n")
    lines = "\n".join(check_files([path]))
    assert "stands already" in lines
    assert "suggested for each other" in lines
    assert "'self' is suggested for itself" in lines


def test_shipped_glossaries_have_nothing_to_put_right():
    assert list(check_files([glossaries()])) == []


def test_shipped_glossaries_say_licence_and_origin():
    assert len(glossary_files(glossaries())) > 10
    for path in glossary_files(glossaries()):
        head = path.read_text("utf-8")[:600]
        assert "# licence:" in head and "# origin:" in head, path


@pytest.mark.parametrize(("language", "confidence"), [("ru", 0.8), ("uk", 0.65), ("be", 0.65), ("pl", 0.45)])
def test_entries_hold_less_surely_for_a_sister_language(write, language, confidence):
    rows = write("avoid\tprefer\nzarb of glimp\tgrove", HEAD + "# source-lang: ru\n")
    found = load([rows], glossary=False).phrases.matches(Prose("a zarb of glimp", "a zarb of glimp"))
    (finding,) = weigh([match.finding(load([rows], glossary=False).rules["calque"]) for match in found], language)
    assert finding.confidence == confidence


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("Minister of Foreign Matters", "Head of the Office"),
        ("the minister", "head of the office"),
        ("The Public Ministry", "Head of the Office"),
        ("Ministry", "Head of the office"),
        ("MINISTRY", "HEAD OF THE OFFICE"),
    ],
)
def test_a_suggestion_takes_the_case_of_what_stands_there(model, expected):
    assert in_case_of(model, "head of the office") == expected
    assert in_case_of("The Public Ministry", "the office") == "The Office"
