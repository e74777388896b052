"""The container file: what its lines do, without an engine to run them."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = [line for line in (ROOT / "Containerfile").read_text("utf-8").splitlines() if line and not line.startswith("#")]


def lines(word: str) -> list[str]:
    return [line.partition(" ")[2] for line in LINES if line.startswith(f"{word} ")]


def test_it_runs_as_nobody_special_on_a_python_that_is_tried():
    assert LINES[-4:] == ["USER mtcheck", "WORKDIR /work", 'ENTRYPOINT ["mtcheck"]', 'CMD ["--help"]']
    versions = {re.fullmatch(r"docker\.io/library/python:([\d.]+)-slim(?: AS build)?", image)[1] for image in lines("FROM")}
    tried = {line.rsplit(" :: ", 1)[1] for line in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["classifiers"]}
    assert len(versions) == 1 and versions <= tried


def test_what_the_wheel_is_built_of_gets_in():
    kept = {line[1:] for line in (ROOT / ".containerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = settings["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert {
        *wheel["packages"],
        *wheel["force-include"],
        settings["project"]["readme"],
        *settings["project"]["license-files"],
        "pyproject.toml",
    } == kept
    assert all((ROOT / name).exists() for name in kept)


@pytest.mark.parametrize(("extras", "asked"), [("", "mtcheck-1-py3-none-any.whl"), ("tables,lsp", "mtcheck-1-py3-none-any.whl[tables,lsp]")])
def test_the_wheel_is_installed_with_extras(extras, asked, tmp_path):
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    (wheels / "mtcheck-1-py3-none-any.whl").touch()
    for name in ("pip", "useradd"):
        (tmp_path / name).write_text(f'#!/bin/sh\necho {name} "$@"\n', encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    script = lines("RUN")[1].replace("/wheels", str(wheels))
    environment = os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "EXTRAS": extras}
    done = subprocess.run(["sh", "-ec", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [f"pip install --quiet --no-cache-dir {wheels}/{asked}", "useradd --create-home mtcheck"]
    assert not wheels.exists()
