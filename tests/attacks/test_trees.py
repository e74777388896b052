"""A repository that is checked says nothing of the files around it: no setting, list, link or pattern of it is read or written there, and nothing is fetched."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtcheck import readers
from mtcheck.cli import group
from mtcheck.core.errors import ConfigError, MtcheckError
from mtcheck.core.files import write_text
from mtcheck.core.model import Failure

TEXT = "The coach praised them once morest, for 50 % of it.\n"
SECRET = "root:x:0:0:secret\tsecret\n"


@pytest.fixture
def site(tmp_path, monkeypatch, cache) -> Path:
    """Return a repository with an article, and a secret beside it."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text(SECRET, "utf-8")
    repository = tmp_path / "repository"
    (repository / "news").mkdir(parents=True)
    (repository / ".git").mkdir()
    (repository / "news" / "a.md").write_text(TEXT, "utf-8")
    monkeypatch.chdir(repository)
    return repository


@pytest.fixture
def offline(monkeypatch):
    """Let every attempt to reach another machine, or to start a program, fail the test."""

    def refused(*_, **__):
        pytest.fail("it reached out")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(subprocess, "Popen", refused)


def said(*arguments: str) -> str:
    """Return all that a command says, its error's line too."""
    result = CliRunner().invoke(group, [*arguments])
    if result.exception and not isinstance(result.exception, (SystemExit, MtcheckError)):
        raise result.exception
    return f"{result.output}{result.stderr}{result.exception.line() if isinstance(result.exception, MtcheckError) else ''}"


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../outside/secret.txt", "news/../../outside/secret.txt", "link.txt", "folder/secret.txt", "news\\u0000"]
)
@pytest.mark.parametrize("key", ["glossaries", "rules", "terms", "names", "suppressions", "baseline", "scorer"])
def test_a_config_leads_nowhere_else(key, path, site, offline):
    (site / "link.txt").symlink_to("../outside/secret.txt")
    (site / "folder").symlink_to("../outside")
    value = f'["{path}"]' if key in ("glossaries", "rules", "terms", "names") else f'"{path}"'
    (site / "mtcheck.toml").write_text(f"{key} = {value}\n", "utf-8")
    out = said("check", "news")
    assert "secret\t" not in out and "root:x" not in out
    assert "mtcheck.toml:1" in out and ("lies outside of" in out or "must be" in out)
    (site / "pyproject.toml").write_text(f"[tool.mtcheck]\n{key} = {value}\n", "utf-8")
    (site / "mtcheck.toml").unlink()
    assert "pyproject.toml:2" in said("check", "news")


def test_a_config_that_somebody_names_may(site):
    (site.parent / "outside" / "names.tsv").write_text("want\tvariants\nKyiv\tKiev\n", "utf-8")
    (site / "mtcheck.toml").write_text('names = ["../outside/names.tsv"]\nscorer = "off"\n', "utf-8")
    assert "lies outside of" in said("check", "news")
    assert "lies outside of" not in said("check", "--config", "mtcheck.toml", "news")


@pytest.mark.parametrize("scorer", ["owner/name@main", "https://example.org/model", "file:///etc"])
def test_a_config_fetches_no_model(scorer, site, offline):
    (site / "mtcheck.toml").write_text(f'scorer = "{scorer}"\n', "utf-8")
    assert "mtcheck.toml:1: `scorer` must be" in said("check", "news")


@pytest.mark.parametrize("pattern", ["../../outside/{stem}.txt", "{stem}.link", "sources/{stem}.txt"])
def test_a_pattern_of_sources_leads_nowhere_else(pattern, site):
    (site.parent / "outside" / "a.txt").write_text("SECRET", "utf-8")
    (site / "news" / "a.link").symlink_to("../../outside/a.txt")
    (site / "news" / "sources").symlink_to("../../outside")
    (site / "mtcheck.toml").write_text(f'pairs = "{pattern}"\nsource-lang = "fr"\nscorer = "off"\n', "utf-8")
    out = said("check", "--format", "json", "news/a.md")
    assert "SECRET" not in out and "the source lies outside of" in out
    assert "lies outside of" not in said("check", "--scorer", "off", "--pairs", pattern, "--format", "json", "news/a.md")


@pytest.mark.parametrize("name", ["mtcheck.toml", ".mtcheck-ignore.tsv", ".mtcheck-baseline.tsv"])
def test_files_that_are_found_by_their_names_lead_nowhere_else(name, site):
    (site / "mtcheck.toml").write_text('scorer = "off"\n', "utf-8")
    (site / name).unlink(missing_ok=True)
    (site / name).symlink_to("../outside/secret.txt")
    out = said("check", "news")
    assert f"{name}: " in out and "lies outside of" in out and "root:x" not in out


@pytest.mark.parametrize(
    ("name", "command"),
    [
        (".mtcheck-baseline.tsv", ("baseline", "create", "--scorer", "off", "news")),
        (".mtcheck-ignore.tsv", ("ignore", "--scorer", "off", "news/a.md:1:25", "--reason", "x")),
        ("mtcheck.toml", ("init", ".")),
        ("report.html", ("check", "--scorer", "off", "--output", "report.html", "news")),
        ("report.xlsx", ("check", "--scorer", "off", "--format", "json", "--output", "report.xlsx", "news")),
    ],
)
@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_written_through_a_link_that_leads_out(name, command, there, site):
    target = site.parent / "outside" / ("secret.txt" if there else "new.txt")
    if name != "mtcheck.toml":
        (site / "mtcheck.toml").write_text('scorer = "off"\n', "utf-8")
    (site / name).symlink_to(target)
    out = said(*command)
    assert "lies outside of" in out or "the link leads out of" in out or "it is there already" in out, out
    assert target.read_text("utf-8") == SECRET if there else not target.exists()


def test_links_to_files_outside_are_not_checked_with_their_folder(site):
    (site / "news" / "b.md").symlink_to("../../outside/secret.txt")
    (site / "news" / "c").symlink_to("../../outside")
    (site / "news" / "d.md").symlink_to("a.md")
    for given in ("news", "news/*.md", "**/*.md", "news/**/*.txt"):
        found = list(readers.expand([given]))
        assert not [item for item in found if isinstance(item, str) and Path(item).resolve().parent.name == "outside"], found
        assert [item for item in found if isinstance(item, Failure) and "the link leads out of" in item.message]
    assert list(readers.expand(["news/b.md"])) == ["news/b.md"]  # somebody named it


def test_fix_changes_nothing_outside(site):
    outside = site.parent / "outside" / "b.md"
    outside.write_text(TEXT, "utf-8")
    (site / "news" / "b.md").symlink_to(outside)
    for given in ("news", "news/b.md"):
        assert "the link leads out of" in said("fix", "--scorer", "off", "--unsafe-fixes", "--in-place", given)
    assert outside.read_text("utf-8") == TEXT and "them against" in (site / "news" / "a.md").read_text("utf-8")


def test_a_link_within_the_repository_stays_one(site):
    (site / "report.txt").write_text("", "utf-8")
    (site / "latest.txt").symlink_to("report.txt")
    write_text(Path("latest.txt"), ["new"])
    assert (site / "latest.txt").is_symlink() and (site / "report.txt").read_text("utf-8") == "new"


def test_no_part_of_a_file_is_written_into_a_link_that_waits_for_it(site):
    import os

    (site / f".report.txt.{os.getpid()}.part").symlink_to("../outside/secret.txt")
    write_text(Path("report.txt"), ["new"])
    assert (site / "report.txt").read_text("utf-8") == "new"
    assert (site.parent / "outside" / "secret.txt").read_text("utf-8") == SECRET


@pytest.mark.parametrize("name", [".gitignore", "mtcheck.toml", "a.md"])
def test_a_pipe_is_not_waited_for(name, site):
    import os

    os.mkfifo(site / "news" / f"{name}x")
    (site / "news" / f"{name}x").rename(site / ("news" if name == "a.md" else ".") / (name if name != "a.md" else "pipe.md"))
    program = [sys.executable, "-m", "mtcheck", "check", "--scorer", "off", "."]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(program, capture_output=True, text=True, timeout=120, check=False, env=environment)
    assert done.returncode in (1, 2) and "Traceback" not in done.stderr


def test_git_runs_nothing_that_a_repository_names(tmp_path, monkeypatch, cache):
    """``core.fsmonitor`` and a bare repository among the articles could name a program."""
    monkeypatch.chdir(tmp_path)
    run = lambda *arguments: subprocess.run(["git", *arguments], check=True, capture_output=True)  # noqa: E731
    run("init", "-q")
    run("config", "core.fsmonitor", f"touch {tmp_path}/ran; false")
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    run("-c", "core.fsmonitor=false", "add", "a.md")
    said("check", "--scorer", "off", "--staged", ".")
    assert not (tmp_path / "ran").exists()


def test_the_message_of_a_link_names_the_tree(site):
    (site / "out.txt").symlink_to("../outside/secret.txt")
    with pytest.raises(ConfigError, match=r"out\.txt: the link leads out of the repository .*repository"):
        write_text(Path("out.txt"), ["x"])
