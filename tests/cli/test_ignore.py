"""``mtcheck ignore``, and what ``check`` says of suppressions."""

import json

import pytest
from click.testing import CliRunner

from mtcheck.cli import group
from mtcheck.core.errors import MtcheckError

BAD = "Fighters launched an assault once morest the prison, as to their goalsand plans.\n"
NAME = ".mtcheck-ignore.tsv"


@pytest.fixture
def folder(tmp_path, monkeypatch, cache):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mtcheck.toml").touch()
    (tmp_path / "a.txt").write_text(f"The council met.\n\n{BAD}", encoding="utf-8")
    return tmp_path


def run(command, *arguments):
    done = CliRunner().invoke(group, [command, "--scorer", "off", *arguments])
    if isinstance(done.exception, MtcheckError):
        assert "\n" not in done.exception.line()
        return 2, "", done.exception.line()
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.stdout, done.stderr


def ignore(place, *arguments, reason="style"):
    return run("ignore", place, "--reason", reason, *arguments)


def found(*arguments, key="findings"):
    report = json.loads(run("check", "--format", "json", *arguments)[1])
    return [one["text"] for document in report["documents"] for one in document[key]]


def rows(folder):
    head, *lines = (folder / NAME).read_text("utf-8").splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


@pytest.mark.parametrize(
    ("place", "arguments", "words"),
    [
        ("a.txt:3", (), ["once morest", "goalsand"]),
        ("a.txt:3:30", (), ["once morest"]),
        ("a.txt:3:40", (), ["once morest"]),
        ("a.txt:3:66", (), ["goalsand"]),
        ("a.txt:3", ("--rule", "fused-words"), ["goalsand"]),
    ],
)
def test_the_entry_holds(folder, place, arguments, words):
    code, _, said = ignore(place, *arguments, reason=" the\tgroup's  own\nname ")
    assert code == 0 and said.count("is ignored from now on") == len(words)
    assert [(row["file"], row["words"], row["reason"], row["expiry"]) for row in rows(folder)] == [
        ("a.txt", one, "the group's own name", "") for one in words
    ]
    assert found(".", key="suppressed") == words
    code, _, said = ignore(place, *arguments)
    assert code == 0 and said.count("is ignored already") == len(words) == len(rows(folder))


def test_an_edit_in_the_same_paragraph_changes_nothing(folder):
    ignore("a.txt:3:30")
    (folder / "a.txt").write_text(BAD.replace("Fighters", "Some fighters").replace("their goalsand", "all their odd goalsand"), encoding="utf-8")
    assert found("a.txt", key="suppressed") == ["once morest"]
    (folder / "a.txt").write_text(f"{BAD}\nThe second assault once morest the castle failed.\n", encoding="utf-8")
    assert found("a.txt") == ["goalsand", "once morest"]


def test_until_a_day(folder):
    ignore("a.txt:3:30", "--until", "2999-12-31")
    assert rows(folder)[0]["expiry"] == "2999-12-31" and found(".", key="suppressed") == ["once morest"]
    (folder / NAME).write_text((folder / NAME).read_text("utf-8").replace("2999", "2020"), encoding="utf-8")
    code, shown, said = run("check", "a.txt")
    assert code == 1 and "once morest" in shown and f"{NAME}:2: this suppression of substituted-word expired on 2020-12-31" in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.txt",), "a.txt: no place; write FILE:LINE or FILE:LINE:COLUMN"),
        (("a.txt:0",), "no place"),
        (("a.txt:1",), "a.txt:1: no finding there; there are 3:30 substituted-word 'once morest', 3:66 fused-words 'goalsand'"),
        (("a.txt:3:29",), "a.txt:3:29: no finding there; there are 3:30"),
        (("a.txt:3", "--rule", "calque"), "a.txt:3: no finding of calque there; the file has none"),
        (("a.txt:3", "--rule", "calqe"), "--rule: no rule 'calqe'; did you mean calque?"),
        (("a.txt:3", "--until", "soon"), "--until: no date: 'soon'; write YYYY-MM-DD"),
        (("a.txt:3", "--until", "2020-01-01"), "--until: 2020-01-01 is over"),
        (("b.txt:3",), "b.txt: no such file or folder"),
    ],
)
def test_what_is_wrong_is_one_line_and_nothing_is_written(folder, arguments, message):
    code, _, said = ignore(*arguments)
    assert code == 2 and message in said and len(said.strip().splitlines()) == 1
    assert not (folder / NAME).exists()


def test_a_reason_is_needed(folder):
    assert "say why the finding is to stay" in ignore("a.txt:3", reason=" ")[2]
    assert CliRunner().invoke(group, ["ignore", "a.txt:3"]).exit_code == 2


def test_rows_and_markup(folder):
    (folder / "r.jsonl").write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(["Fine.", BAD])), encoding="utf-8")
    assert ignore("r.jsonl:2:66")[0] == 0
    (folder / "p.html").write_text("<p>Fine.</p>\n<p>They had <b>goalsand</b> plans.</p>\n", encoding="utf-8")
    assert ignore("p.html:2:18")[0] == 0
    assert [(row["file"], row["words"]) for row in rows(folder)] == [("r.jsonl", "goalsand"), ("p.html", "goalsand")]
    assert found("r.jsonl", "p.html") == ["once morest"]


def test_comments_leave_out_and_are_watched(folder):
    comment = "<!-- mtcheck-disable-next-line {}: a brand -->\n{}\n"
    (folder / "c.md").write_text(
        comment.format("fused-words", BAD) + comment.format("calque", BAD) + comment.format("until 2020-01-01", BAD), encoding="utf-8"
    )
    code, _, said = run("check", "--format", "json", "c.md")
    assert code == 1 and found("c.md", key="suppressed") == ["goalsand"]
    assert said.splitlines() == [
        "mtcheck: c.md:4: this comment `mtcheck-disable-next-line` leaves nothing out any more; delete it",
        "mtcheck: c.md:7: this comment `mtcheck-disable-next-line` expired on 2020-01-01; delete it, or give it another date",
    ]
    (folder / "c.md").write_text("<!-- mtcheck-disable fused-wrds -->\n\nFine.\n\n<!-- mtcheck-enable -->\n", encoding="utf-8")
    code, _, said = run("check", "c.md")
    assert code == 2 and said.splitlines() == [
        "mtcheck: c.md:5: this comment `mtcheck-enable` enables what no comment disabled; delete it",
        "mtcheck: c.md:1: no rule 'fused-wrds'; did you mean fused-words?",
    ]


def test_what_is_left_out_is_not_fixed(folder):
    (folder / "c.md").write_text(f"<!-- mtcheck-disable-file fused-words -->\n\n{BAD}", encoding="utf-8")
    assert run("fix", "--unsafe-fixes", "--in-place", "c.md")[0] == 0
    assert "against the prison, as to their goalsand plans" in (folder / "c.md").read_text("utf-8")


def test_an_entry_for_a_folder(folder):
    (folder / "archive").mkdir()
    (folder / "archive" / "b.txt").write_text(BAD, encoding="utf-8")
    (folder / NAME).write_text("rule\tfile\treason\nsubstituted-word\tarchive/**\told\n", encoding="utf-8")
    assert sorted(found(".")) == ["goalsand", "goalsand", "once morest"]
    assert "nothing any more" not in run("check", "a.txt")[2]


def test_what_only_the_run_shows(folder):
    texts = (("a", "Save the file now."), ("b", "Store the file now."))
    lines = (json.dumps({"id": name, "text": text, "source": "Enregistrez le fichier maintenant.", "source_lang": "fr"}) for name, text in texts)
    (folder / "u.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert found("u.jsonl", "--profile", "localisation") == ["Store the file now."]
    assert ignore("u.jsonl:2", "--profile", "localisation")[0] == 0
    assert found("u.jsonl", "--profile", "localisation") == []
    assert found("u.jsonl", "--profile", "localisation", key="suppressed") == ["Store the file now."]
