"""``check --since`` and ``--staged`` in repositories of git."""

import gzip
import json
import os
import random
import subprocess
import sys

import pytest

from mtcheck import changes

BAD = "Fighters launched an assault once morest the prison."
WORSE = "They have their goalsand plans."
GOOD = "The council met on Monday."
AUTHOR = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null")


def git(folder, *arguments):
    return subprocess.run(["git", *AUTHOR, *map(str, arguments)], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def write(path, *lines):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="")


def commit(folder, message="x"):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)


@pytest.fixture
def clean(monkeypatch, cache):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


@pytest.fixture
def repository(tmp_path, clean):
    """A branch with one commit beside ``main``; old.txt has an artefact from before."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    write(folder / "old.txt", BAD, "", GOOD, "", GOOD)
    write(folder / "same.txt", BAD)
    commit(folder)
    git(folder, "switch", "-q", "-c", "topic")
    return folder


def run(folder, *arguments, stdin=None):
    return subprocess.run(
        [sys.executable, "-m", "mtcheck", "check", "--scorer", "off", *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        input=stdin,
    )


def found(folder, *arguments):
    """Return what is reported: (path, line, words) of each finding."""
    done = run(folder, "--format", "json", *(arguments or ("--since", "main", ".")))
    assert done.returncode in (0, 1), done.stderr
    documents = json.loads(done.stdout)["documents"]
    listed = [(document["path"], finding["line"], finding["text"]) for document in documents for finding in document["findings"]]
    assert done.returncode == bool(listed)
    return listed


def one_line(done, *parts):
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert all(part in line for part in parts), line


def test_only_changed_lines_count(repository):
    write(repository / "old.txt", BAD, "", GOOD, "", WORSE)
    assert found(repository) == [("old.txt", 5, "goalsand")]
    commit(repository)
    assert found(repository) == [("old.txt", 5, "goalsand")]
    assert found(repository, "--since", "HEAD", ".") == []
    assert found(repository, "--since", "main", "same.txt") == []
    (document,) = json.loads(run(repository, "--format", "json", "--since", "main", ".").stdout)["documents"]
    assert document["score"] == pytest.approx(100 - 100 / document["words"])


def test_what_did_not_change_is_not_read(repository):
    (repository / "same.txt").write_bytes(b"\x00\xff binary")
    commit(repository)
    done = run(repository, "--since", "HEAD", "--format", "json", ".")
    assert (done.returncode, json.loads(done.stdout)["documents"]) == (0, [])
    assert done.stderr == "mtcheck: --since HEAD: nothing that is checked has changed\n"


def test_since_is_since_the_branch_was_left(repository):
    git(repository, "switch", "-q", "main")
    write(repository / "old.txt", GOOD, "", GOOD, "", GOOD)
    commit(repository)
    git(repository, "switch", "-q", "topic")
    write(repository / "old.txt", BAD, "", GOOD, "", WORSE)
    assert found(repository) == [("old.txt", 5, "goalsand")]


def test_new_files_count_whole(repository):
    write(repository / "committed.txt", GOOD, BAD)
    commit(repository)
    write(repository / "staged.txt", BAD)
    git(repository, "add", "staged.txt")
    write(repository / "neither.md", BAD)
    write(repository / "ignored" / "named.txt", BAD)
    write(repository / ".gitignore", "ignored/")
    assert {path for path, *_ in found(repository)} == {"committed.txt", "neither.md", "staged.txt"}
    assert found(repository, "--since", "main", "ignored/named.txt") == [("ignored/named.txt", 1, "once morest")]
    git(repository, "rm", "-q", "--cached", "same.txt")
    assert found(repository, "--since", "main", "same.txt") == [("same.txt", 1, "once morest")]


def test_renames_are_followed(repository):
    write(repository / "long.txt", *[f"Line {number} of the report is short." for number in range(30)], BAD)
    commit(repository)
    git(repository, "switch", "-q", "-c", "next")
    git(repository, "mv", "long.txt", "moved.txt")
    assert found(repository, "--since", "topic", ".") == []
    with (repository / "moved.txt").open("a", encoding="utf-8") as out:
        out.write(WORSE)
    assert found(repository, "--since", "topic", ".") == [("moved.txt", 32, "goalsand")]
    commit(repository)
    assert found(repository, "--since", "topic", "moved.txt") == [("moved.txt", 32, "goalsand")]


def test_lines_that_went_are_no_findings(repository):
    write(repository / "old.txt", BAD, GOOD)
    assert found(repository) == []


def test_a_finding_counts_with_any_of_its_lines(repository):
    write(repository / "a.md", "The decision was taken in high", "places on Monday,", "they said.")
    commit(repository)
    for first, second, third, lines in (
        ("The decision was made in high", "places on Monday,", "they said.", [1]),
        ("The decision was taken in high", "places on Sunday,", "they said.", [1]),
        ("The decision was taken in high", "places on Monday,", "he said.", []),
    ):
        write(repository / "a.md", first, second, third)
        assert [line for _, line, words in found(repository, "--since", "HEAD", "--source-lang", "fr", "a.md") if words == "in high\nplaces"] == lines


def test_rows_count_by_their_lines(repository):
    rows = [json.dumps({"id": str(number), "text": BAD}) for number in range(3)]
    write(repository / "rows.jsonl", *rows)
    commit(repository)
    write(repository / "rows.jsonl", rows[0], json.dumps({"id": "new", "text": BAD}), rows[2])
    done = json.loads(run(repository, "--format", "json", "--since", "HEAD", "rows.jsonl").stdout)
    assert [document["id"] for document in done["documents"] if document["findings"]] == ["new"]


def test_markup_counts_by_the_lines_of_the_file(repository):
    write(repository / "a.md", "---", "title: x", "---", "", BAD, "", "- one", f"- {GOOD}")
    write(repository / "a.html", f"<p>{BAD}</p>", f"<p>{GOOD}</p>")
    commit(repository)
    write(repository / "a.md", "---", "title: x", "---", "", BAD, "", "- one", f"- {WORSE}")
    write(repository / "a.html", f"<p>{BAD}</p>", f"<p>{WORSE}</p>")
    assert found(repository, "--since", "HEAD", ".") == [("a.html", 2, "goalsand"), ("a.md", 8, "goalsand")]


def test_formats_without_lines_count_whole(repository):
    unit = '<trans-unit id="{0}"><source>x</source><target>{1}</target></trans-unit>'
    head, end = '<xliff version="1.2"><file source-language="fr" target-language="en" original="a"><body>', "</body></file></xliff>"
    write(repository / "a.xlf", head, unit.format(1, BAD), unit.format(2, GOOD), end)
    (repository / "b.txt.gz").write_bytes(gzip.compress(BAD.encode()))
    (repository / "c.txt").write_bytes(f"{BAD}\n\n{GOOD}\n".encode("utf-16"))
    commit(repository)
    assert found(repository, "--since", "HEAD", ".") == []
    write(repository / "a.xlf", head, unit.format(1, BAD), unit.format(2, "The council met."), end)
    (repository / "b.txt.gz").write_bytes(gzip.compress(f"{BAD}\n{GOOD}".encode()))
    (repository / "c.txt").write_bytes(f"{BAD}\n\nA {GOOD}\n".encode("utf-16"))
    assert [words for _, _, words in found(repository, "--since", "HEAD", ".")] == ["once morest"] * 3


def test_staged_is_what_will_be_committed(repository):
    write(repository / "old.txt", BAD, "", GOOD, "", WORSE)
    write(repository / "untracked.txt", BAD)
    assert found(repository, "--staged", ".") == []
    git(repository, "add", "old.txt")
    assert found(repository, "--staged", ".") == [("old.txt", 5, "goalsand")]
    write(repository / "old.txt", "An own line.", BAD, "", GOOD, "", GOOD)
    assert found(repository, "--staged", ".") == [("old.txt", 5, "goalsand")]
    git(repository, "add", "old.txt")
    write(repository / "old.txt", WORSE)
    assert found(repository, "--staged", ".") == []


def test_staged_before_the_first_commit(tmp_path, clean):
    git(tmp_path, "init", "-q")
    write(tmp_path / "a.txt", BAD)
    assert found(tmp_path, "--staged", ".") == []
    git(tmp_path, "add", ".")
    assert found(tmp_path, "--staged", ".") == [("a.txt", 1, "once morest")]


def test_a_hook_checks_what_is_committed(repository):
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mtcheck check --scorer off --staged .\n', encoding="utf-8")
    hook.chmod(0o755)
    mine = ["git", *AUTHOR[:-2], "commit", "-q", "-m", "x"]
    write(repository / "old.txt", BAD, "", GOOD, "", WORSE)
    done = subprocess.run([*mine, "-a"], cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "goalsand" in done.stdout + done.stderr
    write(repository / "old.txt", BAD, "", GOOD, "", "The mayor left.")
    write(repository / "inner" / "b.txt", GOOD)
    git(repository, "add", "inner/b.txt")
    done = subprocess.run([*mine, "-a"], cwd=repository / "inner", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_from_a_folder_inside_and_through_links(repository):
    write(repository / "inner" / "a.txt", BAD)
    commit(repository)
    write(repository / "inner" / "a.txt", BAD, WORSE)
    (repository / "link").symlink_to("inner")
    assert found(repository / "inner", "--since", "HEAD", ".") == [("a.txt", 2, "goalsand")]
    assert found(repository / "inner", "--since", "HEAD", "../old.txt", repository / "inner" / "a.txt")[0][1:] == (2, "goalsand")
    assert found(repository, "--since", "HEAD", "link/a.txt") == [("link/a.txt", 2, "goalsand")]


def test_settings_of_git_change_nothing(repository, tmp_path, monkeypatch):
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[core]\nquotePath = true\n[diff]\nnoprefix = true\nmnemonicPrefix = true\nrelative = true\nrenames = false\ninterHunkContext = 9\n"
        "context = 7\nexternal = false\n[color]\nui = always\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    write(repository / "inner" / "é b.txt", GOOD, BAD, GOOD)
    commit(repository)
    write(repository / "inner" / "é b.txt", WORSE, BAD, WORSE)
    assert [line for _, line, _ in found(repository / "inner", "--since", "HEAD", ".")] == [1, 3]
    git(repository, "mv", "inner/é b.txt", "inner/c.txt")
    write(repository / "inner" / "c.txt", GOOD, BAD, GOOD)
    assert found(repository / "inner", "--since", "HEAD", ".") == []


def test_suppressions_elsewhere_are_not_called_unused(repository):
    write(repository / ".mtcheck-ignore.tsv", "rule\tcontext\treason\texpiry", "calque\t0123456789abcdef\thouse style\t")
    write(repository / "old.txt", BAD, "", GOOD, "", WORSE)
    assert "matches nothing any more" in run(repository, ".").stderr
    assert run(repository, "--since", "main", ".").stderr == ""


def test_thresholds_count_what_is_reported(repository):
    write(repository / "old.txt", BAD, "", GOOD, "", WORSE)
    assert run(repository, "--since", "main", "--max", "fused-words=1", "--max", "substituted-word=0", ".").returncode == 0
    assert run(repository, "--since", "main", "--max", "fused-words=0", ".").returncode == 1


def test_sources_of_pairs_are_not_checked_themselves(repository):
    write(repository / "a.en.txt", GOOD)
    write(repository / "a.fr.txt", "Le conseil s'est réuni lundi.")
    commit(repository)
    write(repository / "a.fr.txt", "Le conseil s'est réuni mardi.")
    done = run(repository, "--since", "HEAD", "--pairs", "{stem}.{lang}.txt", "--source-lang", "fr", "--format", "json", ".")
    assert (done.returncode, json.loads(done.stdout)["documents"]) == (0, [])


def test_outside_a_repository(tmp_path, clean, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write(tmp_path / "a.txt", BAD)
    one_line(run(tmp_path, "--since", "main", "a.txt"), "--since main: the working folder is in no git repository", "run it in the folder")
    one_line(run(tmp_path, "--staged", "a.txt"), "--staged: the working folder is in no git repository")


def test_unknown_revisions(repository):
    for revision in ("nowhere", "0123456789" * 4, "--output=x", "main..topic", ""):
        one_line(
            run(repository, f"--since={revision}", "."), f"--since {revision}".strip(), "the repository has no such revision", "git branch --all"
        )
    git(repository, "switch", "-q", "--orphan", "other")
    commit(repository)
    one_line(run(repository, "--since", "main", "."), "--since main: it has no history in common with HEAD")


def test_a_shallow_clone(repository, tmp_path):
    commit(repository)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "topic", repository.as_uri(), clone)
    one_line(run(clone, "--since", "origin/main", "."), "no such revision", "the clone is shallow; fetch more", "fetch-depth: 0")
    git(clone, "fetch", "-q", "--depth", "1", "origin", "main:main")
    one_line(run(clone, "--since", "main", "."), "no history in common", "the clone is shallow; fetch more")
    git(clone, "fetch", "-q", "--unshallow")
    write(clone / "old.txt", WORSE)
    assert found(clone) == [("old.txt", 1, "goalsand")]


def test_other_files_and_standard_input(repository, tmp_path):
    write(tmp_path / "away.txt", BAD)
    one_line(run(repository, "--since", "main", tmp_path / "away.txt"), "away.txt: outside the repository")
    one_line(run(repository, "--since", "main", "-", stdin=BAD), "--since main: standard input has no history")
    one_line(run(repository, "--since", "main", "--staged", "."), "--staged: it stands beside --since; choose one of them")
    one_line(run(repository, "--since", "main", "none.txt"), "none.txt: no such file or folder")


def test_without_git(repository, monkeypatch):
    monkeypatch.setenv("PATH", str(repository))
    one_line(run(repository, "--staged", "."), "cannot run git (No such file or directory); install it")


def test_an_unchanged_input_is_still_spared(repository):
    one_line(run(repository, "--since", "main", "--format", "json", "--output", "same.txt", "."), "the output would replace same.txt, which is read")
    assert (repository / "same.txt").read_text("utf-8") == f"{BAD}\n"


NASTY = [
    "+++ b/other.txt",
    "--- a/other.txt",
    "@@ -1 +1 @@",
    "@@ -1,3 +1,3 @@",
    "diff --git a/x b/x",
    "\\ No newline at end of file",
    "",
    "\r",
    "+",
    "-",
    "é",
]


@pytest.mark.parametrize("seed", range(6))
def test_lines_are_those_that_git_means(repository, monkeypatch, seed):
    """What is not called changed stands in the old file, in that order."""
    chance = random.Random(seed)
    names = ["a.txt", "b c.txt", 'quote".txt', "tab\tx.txt", "café\x01.txt", "+++ b.txt", "back\\slash.txt"]
    pick = lambda: [chance.choice([*NASTY, f"line {chance.randrange(9)}"]) for _ in range(chance.randrange(1, 40))]  # noqa: E731
    old = {name: pick() for name in names}
    for name, lines in old.items():
        (repository / name).write_bytes("\n".join(lines).encode())
    commit(repository)
    new = {}
    for name, lines in old.items():
        new[name] = [one for line in lines for one in ([], [line], [line], [line], [line, *pick()[:2]])[chance.randrange(5)]] + ["end"]
        (repository / name).write_bytes("\n".join(new[name]).encode())
    monkeypatch.chdir(repository)
    found = changes.since("HEAD").lines
    for name, lines in new.items():
        stretches = found.get(repository.resolve() / name, ())
        kept = [line for number, line in enumerate(lines, 1) if not any(number in stretch for stretch in stretches)]
        rest = iter(old[name])
        assert all(line in rest for line in kept), name
        assert all(stretch.stop - 1 <= len(lines) for stretch in stretches)
        assert sum(map(len, stretches)) >= len(lines) - len(old[name])
