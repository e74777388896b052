"""Editors that can be installed here, without a window: they show, fix and ignore what the server finds."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
SCRIPTS = Path(__file__).resolve().parent / "editors"
FIRST, SECOND = "He complained once morest the judges.", "She spoke once morest the law."


def drive(tmp_path, *command):
    """Return what an editor saw that was started with a text."""
    (tmp_path / "a.txt").write_text(f"{FIRST}\n{SECOND}\n", encoding="utf-8")
    (tmp_path / "mtcheck.toml").write_text('select = ["substituted-word"]\n', encoding="utf-8")
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "PYTHONPATH": str(REPOSITORY),
        "LANG": "C.UTF-8",
        "MTCHECK_COMMAND": f"{sys.executable} -m mtcheck lsp --scorer off",
        "MTCHECK_FILE": str(tmp_path / "a.txt"),
        "MTCHECK_OUT": str(tmp_path / "saw.json"),
    }
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False)
    assert (tmp_path / "saw.json").is_file(), done.stderr
    saw = json.loads((tmp_path / "saw.json").read_text("utf-8"))
    assert "problem" not in saw, (saw, done.stderr)
    return saw


def reasons(tmp_path):
    return [line.split("\t")[4] for line in (tmp_path / ".mtcheck-ignore.tsv").read_text("utf-8").splitlines()[1:]]


@pytest.mark.skipif(not shutil.which("nvim"), reason="Neovim is not installed")
def test_neovim(tmp_path):
    saw = drive(tmp_path, "nvim", "--headless", "--clean", "-S", str(SCRIPTS / "neovim.lua"))
    broken = ["substituted-word", "once morest"]
    assert saw["opened"] == saw["typed"] == [broken, broken]
    assert saw["hover"].startswith("“once morest” → **“against”**")
    assert saw["fixed"] == [f"🎉 Zoë — {FIRST.replace('once morest', 'against')}", SECOND]
    assert reasons(tmp_path) == ["in a quotation"]


def eglot() -> bool:
    if not shutil.which("emacs"):
        return False
    found = "(progn (require 'package) (package-initialize) (kill-emacs (if (require 'eglot nil t) 0 1)))"
    return subprocess.run(["emacs", "--batch", "--eval", found], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not eglot(), reason="Emacs with eglot is not installed")
def test_emacs(tmp_path):
    saw = drive(tmp_path, "emacs", "--batch", "-l", str(SCRIPTS / "emacs.el"))
    assert saw["opened"] == saw["typed"] == ["once morest", "once morest"]
    assert saw["fixed"] == [f"🎉 Zoë — {FIRST.replace('once morest', 'against')}", SECOND]
    assert reasons(tmp_path) == ["in a quotation"]
