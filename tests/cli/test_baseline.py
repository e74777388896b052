"""``mtcheck baseline`` and ``check --baseline``: only what is new is shown."""

import json
import os
import shutil
import subprocess

import pytest
from click.testing import CliRunner

from mtcheck.cli import group
from mtcheck.core.errors import MtcheckError

BAD = "Fighters launched an assault once morest the prison, as to their goalsand plans.\n"
OTHER = "They heard the the bell on the market and went home.\n"
NAME = ".mtcheck-baseline.tsv"


@pytest.fixture
def folder(tmp_path, monkeypatch, cache):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mtcheck.toml").touch()
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "b.md").write_text(OTHER, encoding="utf-8")
    return tmp_path


def run(*arguments):
    """Return exit code, standard output and standard error."""
    at = 2 if arguments[0] == "baseline" else 1
    scorer = () if "show" in arguments[:2] else ("--scorer", "off")
    done = CliRunner().invoke(group, [*arguments[:at], *scorer, *map(str, arguments[at:])])
    if isinstance(done.exception, MtcheckError):
        assert "\n" not in done.exception.line()
        return 2, "", done.exception.line()
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.stdout, done.stderr


def new(*arguments):
    report = json.loads(run("check", "--format", "json", *arguments)[1])
    return sorted((document["path"], one["text"]) for document in report["documents"] for one in document["findings"])


def test_what_was_there_is_held_back_and_what_is_new_is_shown(folder):
    code, _, said = run("baseline", "create")
    assert code == 0 and f"{NAME}: 3 findings in 2 files" in said
    code, shown, said = run("check", ".")
    assert code == 0 and "no findings in 2 documents" in shown and "3 findings held back by the baseline" in said
    (folder / "a.txt").write_text(OTHER + BAD, encoding="utf-8")
    code, shown, said = run("check", "--baseline", NAME, ".")
    assert code == 1 and "the the" in shown and "once morest" not in shown and "3 findings held back" in said
    assert len(new(".")) == 1 and len(new("--no-baseline", ".")) == 4
    assert run("check", "--quiet", ".") == (1, "", "")


def test_the_report_keeps_them_apart_and_scores_the_rest(folder):
    run("baseline", "create")
    (document, _) = json.loads(run("check", "--format", "json", ".")[1])["documents"]
    assert (document["score"], document["findings"], document["suppressed"]) == (100.0, [], [])
    assert [one["text"] for one in document["known"]] == ["once morest", "goalsand"]
    without = json.loads(run("check", "--no-baseline", "--format", "json", ".")[1])["documents"][0]
    assert "known" not in without and without["findings"] == document["known"]


@pytest.mark.parametrize("name", ["c.jsonl", "c.txt"])
def test_a_second_copy_counts(folder, name):
    def write(copies):
        text = "".join(json.dumps({"id": str(n), "text": BAD}) + "\n" for n in range(copies)) if name == "c.jsonl" else "\n".join([BAD] * copies)
        (folder / name).write_text(text, encoding="utf-8")

    write(2)
    (folder / "a.txt").unlink()
    run("baseline", "create")
    assert [line.split("\t")[3] for line in (folder / NAME).read_text("utf-8").splitlines() if "goalsand" in line] == ["1", "2"]
    assert new(".") == []
    write(3)
    assert [words for _, words in new(".") if words == "goalsand"] == ["goalsand"]
    write(1)
    assert new(".") == [] and "2 entries match nothing any more" in run("check", ".")[2]


def test_findings_are_their_files_own(folder):
    run("baseline", "create")
    (folder / "c.txt").write_text(BAD, encoding="utf-8")
    assert {path for path, _ in new(".")} == {"c.txt"}
    (folder / "a.txt").unlink()
    assert new(".") == []


def test_a_renamed_file_keeps_its_entries(folder):
    run("baseline", "create")
    (folder / "archive").mkdir()
    (folder / "a.txt").rename(folder / "archive" / "x.txt")
    (folder / "archive" / "x.txt").write_text(OTHER + BAD, encoding="utf-8")
    assert [words for _, words in new(".")] == ["the the"]
    assert "nothing any more" not in run("check", ".")[2]
    assert "; 0 dropped; 1 new finding not added" in run("baseline", "update")[2]
    assert sorted({line.split("\t")[0] for line in (folder / NAME).read_text("utf-8").splitlines()[2:]}) == ["archive/x.txt", "b.md"]


def test_update_drops_what_is_gone_and_adds_when_asked(folder):
    run("baseline", "create")
    (folder / "a.txt").write_text(BAD.replace("goalsand", "goals and") + "\nThe end of the the day.\n", encoding="utf-8")
    assert "1 entry matches nothing any more; `mtcheck baseline update` drops them" in run("check", ".")[2]
    assert "2 findings in 2 files; 1 dropped; 1 new finding not added (--add-new adds them)" in run("baseline", "update")[2]
    assert run("check", ".")[0] == 1
    assert "3 findings in 2 files; 0 dropped, 1 new finding added" in run("baseline", "update", "--add-new")[2]
    assert run("check", ".")[0] == 0


def test_a_run_says_nothing_of_what_it_did_not_look_at(folder):
    run("baseline", "create")
    before = (folder / NAME).read_bytes()
    (folder / "a.txt").write_text("Nothing.\n", encoding="utf-8")
    (folder / "b.md").unlink()
    assert "nothing any more" not in run("check", "--select", "exonym", ".")[2]
    run("baseline", "update", "--select", "exonym")
    assert (folder / NAME).read_bytes() == before
    (folder / "c.txt").write_text("Nothing.\n", encoding="utf-8")
    assert "nothing any more" not in run("check", "c.txt")[2]
    run("baseline", "update", "c.txt")
    assert (folder / NAME).read_bytes() == before
    assert "0 findings in 0 files; 3 dropped" in run("baseline", "update")[2]


def test_what_a_trace_brings_up_was_there(folder):
    (folder / "a.txt").write_text("In a first step, the mayor closed the bridge.\n", encoding="utf-8")
    run("baseline", "create")
    (folder / "a.txt").write_text("He flew to Pékin and Anvers.\n\nIn a first step, the mayor closed the bridge.\n", encoding="utf-8")
    assert ("a.txt", "In a first step") in new("--no-baseline", ".")
    assert [words for _, words in new(".")] == ["Anvers", "Pékin"]
    run("baseline", "update", "--add-new")
    (folder / "a.txt").write_text("In a first step, the mayor closed the bridge.\n", encoding="utf-8")
    assert "2 dropped" in run("baseline", "update")[2]
    assert "In a first step" in (folder / NAME).read_text("utf-8")


def test_show(folder):
    run("baseline", "create")
    (folder / "b.md").unlink()
    assert run("baseline", "show")[1].splitlines()[1:] == ["      1  fused-words", "      1  substituted-word", "      1  repetition"]
    assert run("baseline", "show", "--by", "file")[1].splitlines()[1:] == ["      2  a.txt", "      1  b.md (no longer there)"]
    assert "a.txt: fused-words: goalsand" in run("baseline", "show", "--by", "entry")[1].splitlines()


def test_from_another_folder_and_with_an_own_name(folder, monkeypatch):
    (folder / "mtcheck.toml").write_text('baseline = "lists/old.tsv"\n', encoding="utf-8")
    assert run("check", ".")[2].endswith(
        "lists/old.tsv: no such baseline; `mtcheck baseline create --baseline " + str(folder / "lists/old.tsv") + "` makes it"
    )
    assert run("baseline", "create")[0] == 0 and (folder / "lists" / "old.tsv").is_file()
    monkeypatch.chdir(folder / "lists")
    assert run("check", "../a.txt")[0] == 0


def test_create_replaces_no_baseline_unasked(folder):
    run("baseline", "create")
    code, _, said = run("baseline", "create")
    assert code == 2 and "there is a baseline already; `mtcheck baseline update` brings it up to date, --force" in said
    assert run("baseline", "create", "--force")[0] == 0


def test_create_keeps_what_it_could_read(folder):
    (folder / "c.txt").write_bytes(bytes(range(256)) * 20)
    code, _, said = run("baseline", "create")
    assert code == 2 and "c.txt" in said and "3 findings in 2 files" in said


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda text: text.replace("baseline 1", "baseline 2"),
            ":1: a baseline of version 2, this mtcheck reads version 1; `mtcheck baseline create --force`",
        ),
        (lambda text: text.partition("\n")[2], ":1: no baseline, whose first line would be its version"),
        (lambda text: "", ":1: no baseline"),
        (
            lambda text: text.replace("a.txt", "<<<<<<< HEAD\na.txt", 1),
            ":3: the marker of a merge that was not resolved; keep the lines of both sides",
        ),
        (lambda text: text + "a.txt\tcalque\n", ":6: 2 cells, an entry has 5"),
    ],
)
def test_a_baseline_that_cannot_be_used_is_one_line(folder, change, message):
    run("baseline", "create")
    (folder / NAME).write_text(change((folder / NAME).read_text("utf-8")), encoding="utf-8")
    for arguments in (("check", "."), ("baseline", "update"), ("baseline", "show")):
        code, _, said = run(*arguments)
        assert code == 2 and f"{NAME}{message}" in said
    assert run("baseline", "create", "--force")[0] == 0


def test_an_output_does_not_replace_it(folder):
    run("baseline", "create")
    assert "the output would replace" in run("check", "--format", "json", "--output", NAME, ".")[2]


def test_names_of_files_that_no_cell_holds(folder):
    for name in ("tab\there.txt", "back\\slash.txt", "line\nend.txt", b"half\xff.txt".decode("utf-8", "surrogateescape")):
        (folder / name).write_text(BAD, encoding="utf-8")
    run("baseline", "create")
    assert new(".") == []
    assert all(line.count("\t") == 4 for line in (folder / NAME).read_bytes().split(b"\n")[1:-1] for line in [line.decode("latin-1")])


@pytest.fixture
def git(folder, monkeypatch):
    if not shutil.which("git"):
        pytest.skip("needs git")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false")

    def run_git(*arguments):
        subprocess.run(["git", *author, *arguments], cwd=folder, check=True, capture_output=True)

    run_git("init", "-b", "main")
    return run_git


def test_baselines_of_two_branches_merge(folder, git):
    (folder / ".gitattributes").write_text(f"{NAME} merge=union\n", encoding="utf-8")
    run("baseline", "create")
    git("add", "-A")
    git("commit", "-m", "start")
    for branch, name in (("one", "c.txt"), ("two", "d.txt")):
        git("checkout", "-q", "-b", branch, "main")
        (folder / name).write_text(BAD, encoding="utf-8")
        (folder / "a.txt").write_text(BAD + "\n" + BAD, encoding="utf-8")
        run("baseline", "update", "--add-new")
        git("add", "-A")
        git("commit", "-m", branch)
    git("merge", "-m", "both", "one")
    assert len(list(folder.glob("*.txt"))) == 3
    assert run("check", ".")[0] == 0 and "nothing any more" not in run("check", ".")[2]
    (folder / "a.txt").write_text("\n".join([BAD] * 3), encoding="utf-8")
    assert [words for _, words in new(".") if words == "goalsand"] == ["goalsand"]


def test_beside_changed_lines(folder, git):
    run("baseline", "create")
    git("add", "-A")
    git("commit", "-m", "start")
    (folder / "a.txt").write_text(BAD + "\nThe end of the the day.\n", encoding="utf-8")
    (folder / "b.md").rename(folder / "c.md")
    git("add", "-A")
    assert new("--since", "HEAD", ".") == [("a.txt", "the the")]
    assert run("check", "--since", "HEAD", ".")[2] == ""
    (folder / "a.txt").write_text(f"Then {BAD}\nThe end of the the day.\n", encoding="utf-8")
    code, shown, said = run("check", "--since", "HEAD", ".")
    assert code == 1 and shown.count("repetition") == 2 and "once morest" not in shown and "2 findings held back" in said


def test_in_several_processes(folder):
    for n in range(40):
        (folder / f"{n}.txt").write_text(BAD, encoding="utf-8")
    run("baseline", "create", "--jobs", "2")
    assert new("--jobs", "2", ".") == []
