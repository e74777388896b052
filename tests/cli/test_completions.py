"""Completions as the shells ask for them, and what ``--version`` says."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtcheck import __version__
from mtcheck.cli import group
from mtcheck.ruleset import load

ROOT = Path(__file__).parents[2]
BASH = """
source <(mtcheck completions bash)
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_mtcheck_completion mtcheck
printf '%s\\n' "${COMPREPLY[@]}"
"""
ZSH = 'compdef() {}; source <(mtcheck completions zsh); print -l ${${(f)"$(COMP_WORDS="$*" COMP_CWORD=$(($# - 1)) _MTCHECK_COMPLETE=zsh_complete mtcheck)"}}'
FISH = 'mtcheck completions fish | source; complete --do-complete (string join " " -- $argv)'


@pytest.fixture
def environment(tmp_path, cache):
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "mtcheck").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mtcheck "$@"\n', encoding="utf-8")
    (programs / "mtcheck").chmod(0o755)
    return os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


@pytest.fixture
def completed(environment):
    """Return what a shell completes the last of some words to."""

    def ask(shell: str, *words: str) -> list[str]:
        scripts = {"bash": (BASH, "bash"), "zsh": (ZSH, "zsh"), "fish": (FISH,)}
        if not shutil.which(shell):
            pytest.skip(f"{shell} is not installed")
        command = [shell, "-c", *scripts[shell], *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0 and not done.stderr, done.stderr
        return [line.split("\t")[0] for line in done.stdout.splitlines()]

    return ask


def test_bash_completes_commands_options_and_values(completed):
    assert completed("bash", "mtcheck", "ch") == ["check"]
    assert completed("bash", "mtcheck", "check", "--fail") == ["--fail-on"]
    assert completed("bash", "mtcheck", "check", "--fail-on", "m") == ["minor", "major"]
    assert completed("bash", "mtcheck", "check", "--ignore", "calque,organ") == ["calque,organisation-pronoun"]
    assert completed("bash", "mtcheck", "explain", "zzz") == [""]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_complete_commands(shell, completed):
    assert "check" in completed(shell, "mtcheck", "ch")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_files_are_left_to_the_shell(shell, monkeypatch, cache):
    monkeypatch.setenv("COMP_WORDS", "mtcheck check art")
    monkeypatch.setenv("COMP_CWORD", "art" if shell == "fish" else "2")
    monkeypatch.setenv("_MTCHECK_COMPLETE", f"{shell}_complete")
    said = CliRunner().invoke(group, [], prog_name="mtcheck").output
    assert re.split(r"[,\n]", said)[:2] == ["file", "art"]


def test_a_shell_that_is_not_known():
    result = CliRunner().invoke(group, ["completions", "csh"])
    assert result.exit_code == 2 and "'bash', 'zsh', 'fish'" in result.output


class TestVersion:
    @staticmethod
    def line() -> str:
        return CliRunner().invoke(group, ["--version"]).output.rstrip("\n")

    def test_it_names_what_findings_depend_on(self, cache, tmp_path):
        said = re.fullmatch(r"mtcheck (\S+) \(rules:([0-9a-f]{8}), glossary:([0-9a-f]{8}), model:none\)", self.line())
        assert said and said[1] == __version__ and said[2] == load().digest[:8] and said[3] != said[2]
        article = tmp_path / "a.txt"
        article.write_text("The council met.\n", encoding="utf-8")
        report = json.loads(CliRunner().invoke(group, ["check", "--scorer", "off", "--format", "json", str(article)]).output)
        assert f"|rules:{said[2]}|" in report["signature"]

    @pytest.mark.model
    def test_it_names_the_installed_model(self, monkeypatch, installed_cache):
        monkeypatch.setenv("MTCHECK_CACHE", str(installed_cache))
        if not (installed_cache / "models").is_dir():
            pytest.skip("no model is installed")
        assert re.search(r", model:\S+@[0-9a-f]{8}\)$", self.line())
