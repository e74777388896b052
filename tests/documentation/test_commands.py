"""Every command that a page shows is run, in a folder of our own articles; what a page shows of the output is what comes.

A block marked ``sh`` is a list of commands, one marked ``console`` has them behind ``$`` with their output (``...`` stands for any lines). A block that cannot be run here says
so in a comment before it, ``<!-- not run: REASON -->``, with one of ``REASONS``. MTCHECK_GOLDEN=write writes the output anew.
"""

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner

from mtcheck.cli import group
from mtcheck.config import read_config
from mtcheck.core.errors import MtcheckError

ROOT = Path(__file__).parents[2]
SAMPLES = Path(__file__).with_name("samples")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "corpora" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"(?:<!-- not run: (?P<reason>[^\n]*) -->\n\s*)?^```(?P<kind>sh|console)\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)
REASONS = {
    "makes environments": "make installs packages into .venv",
    "installs": "needs a package index",
    "builds an image": "needs a container engine and an index of images",
    "an editor starts it": "a language server waits for its editor",
    "asks": "waits for answers at a terminal",
    "elsewhere": "needs other machines, or a store on them",
    "serves": "does not end by itself",
    "another program": "pipes into a program that is not part of this project",
}
FINDINGS = {"check", "fix", "diff"}
"""Commands whose exit code 1 says that there are findings."""


class Block(NamedTuple):
    page: Path
    line: int
    kind: str
    reason: str | None
    text: str
    start: int

    def __str__(self):
        return f"{name_of(self.page)}:{self.line}"

    def commands(self):
        """Yield the commands and the output that the block shows of each, None where it shows none."""
        if self.kind == "sh":
            yield from ((line, None) for line in self.text.replace("\\\n", " ").splitlines() if line.strip() and not line.startswith("#"))
            return
        for part in re.split(r"^\$ ", self.text, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    found = BLOCK.finditer(text)
    return [Block(page, text.count("\n", 0, one.start()) + 1, one["kind"], one["reason"], one["text"], one.start("text")) for one in found]


ALL = [block for page in PAGES for block in blocks(page)]
RUN = sorted({block.page for block in ALL if block.reason is None})
NOT_RUN = [block for block in ALL if block.reason is not None]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory, cache):
    """A folder with the articles, a program ``mtcheck``, and a history in which ``origin/main`` is behind."""
    folder = tmp_path_factory.mktemp("documentation")
    work, programs = folder / "work", folder / "bin"
    shutil.copytree(SAMPLES, work)
    (work / "corpora").symlink_to(ROOT / "corpora")
    with contextlib.chdir(work):
        for name in ("main.json", "branch.json", "reports/week.json"):
            CliRunner().invoke(group, ["check", "--scorer", "off", "--format", "json", "--output", name, "content"])
    programs.mkdir()
    for name, inserted in (("mtcheck", " -m mtcheck"), ("python", "")):
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}"{inserted} "$@"\n', encoding="utf-8")
        (programs / name).chmod(0o755)
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(work))
    for arguments in (
        ("init", "-q", "-b", "main"),
        ("add", "content"),
        ("commit", "-qm", "Articles"),
        ("update-ref", "refs/remotes/origin/main", "HEAD"),
    ):
        subprocess.run([*git, *arguments], check=True)
    return folder


@pytest.fixture
def folder(prepared, tmp_path, monkeypatch):
    """A copy to work in, and what a shell needs there."""
    work = tmp_path / "work"
    shutil.copytree(prepared / "work", work, symlinks=True)
    monkeypatch.chdir(work)
    monkeypatch.setenv("PATH", f"{prepared / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "110")
    for name in [name for name in os.environ if name.startswith(("GIT_", "GITHUB_", "CI_"))]:
        monkeypatch.delenv(name)
    return work


def ran(command: str) -> tuple[int, str]:
    """Run a command; return its exit code and all that it printed. What is mtcheck alone runs in this process."""
    words = shlex.split(command, comments=True)
    if words[0] == "mtcheck" and not set(words) & {"|", ">", ">>", "<", "&&", "||", ";"}:
        result = CliRunner().invoke(group, words[1:], input="", prog_name="mtcheck")
        if isinstance(result.exception, MtcheckError):
            return 2, result.exception.line()
        return result.exit_code, result.output
    script = ["bash", "-eo", "pipefail", "-c", command]
    done = subprocess.run(script, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False)
    return done.returncode, done.stdout


def shown(expected: str) -> re.Pattern[str]:
    """Return what fits the output that a page shows."""
    lines = [r"(?:.*\n)*?" if line == "..." else f"{re.escape(line.rstrip())}\n" for line in expected.strip().splitlines()]
    return re.compile("".join(lines))


@pytest.mark.parametrize("page", RUN, ids=name_of)
def test_commands_of_the_page(page, folder):
    fresh = []
    for block in blocks(page):
        if block.reason is not None:
            continue
        parts = []
        for command, expected in block.commands():
            code, output = ran(command)
            allowed = {0, 1} if FINDINGS & set(command.split()) else {0}
            assert code in allowed, f"{block}: {command}\nexit code {code}\n{output}"
            output = "\n".join(line.rstrip() for line in output.strip().splitlines()) + "\n"
            if expected is not None:
                parts.append(f"$ {command}\n{expected if shown(expected).fullmatch(output) else output}")
                assert written() or shown(expected).fullmatch(output), f"{block}: {command}\n{output}"
        fresh.append((block, "".join(parts)))
    if written():
        rewrite(page, [(block, text) for block, text in fresh if block.kind == "console"])


def test_the_first_page_ends_with_a_green_gate(folder):
    commands = [command for block in blocks(ROOT / "docs" / "index.md") if block.reason is None for command, _ in block.commands()]
    assert [ran(command) for command in commands][-1][0] == 0 and commands[-1] == "mtcheck check ."


def written() -> bool:
    return os.environ.get("MTCHECK_GOLDEN") == "write"


def rewrite(page: Path, fresh: list[tuple[Block, str]]) -> None:
    text = page.read_text("utf-8")
    for block, new in reversed(fresh):
        text = text[: block.start] + new + text[block.start + len(block.text) :]
    page.write_text(text, "utf-8")


@pytest.mark.parametrize("block", NOT_RUN, ids=str)
def test_blocks_that_are_not_run_say_why(block):
    assert block.reason in REASONS
    pytest.skip(REASONS[block.reason])


def test_no_command_escapes():
    """Commands stand in blocks that are run: none in a block of another kind."""
    for page in PAGES:
        fenced = re.findall(r"^```([^\n]*)\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
        others = [text for kind, text in fenced if kind not in ("sh", "console")]
        assert not [text for text in others if re.search(r"^\$ |^(?:mtcheck|pip|make) ", text, re.MULTILINE)], page


def test_commands_in_the_text_exist():
    for page in PAGES:
        for command in re.findall(r"`(mtcheck [^`]+)`", page.read_text("utf-8")):
            missing = unknown(group, shlex.split(command.replace("...", "").replace("…", ""), comments=True)[1:])
            assert not missing, f"{name_of(page)}: {command}: no {missing}"


def unknown(command: click.Command, words: list[str]) -> str | None:
    """Return the first command or option that does not exist; None where all do."""
    context = click.Context(command, info_name="mtcheck")
    if isinstance(command, click.Group) and words and re.fullmatch(r"[a-z]+", words[0]):
        inner = command.get_command(context, words[0])
        return unknown(inner, words[1:]) if inner else words[0]
    if words and (other := getattr(command, "others", {}).get(words[0])):
        return unknown(other, words[1:])
    options = {name for one in command.get_params(context) for name in (*one.opts, *one.secondary_opts)}
    return next((word for word in words if word.startswith("--") and word.partition("=")[0].rstrip("]") not in options), None)


@pytest.mark.parametrize("page", ["README.md", "docs/settings.md", "docs/ci.md", "docs/index.md", "docs/localisation.md"])
def test_settings_that_are_shown_can_be_read(page, tmp_path):
    found = re.findall(r"```toml\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    for number, text in enumerate(found):
        file = tmp_path / str(number) / "mtcheck.toml"
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
        read_config(file)
    assert found
