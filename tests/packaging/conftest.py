"""The wheel, built out of the sdist, and clean environments to install it in."""

import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _run(*command, **settings) -> subprocess.CompletedProcess:
    """Run a program as somebody would who has no checkout: nothing of this environment's paths reaches it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run([*map(str, command)], capture_output=True, text=True, env=environment, timeout=900, check=False, **settings)


def _done(*command, **settings) -> str:
    """Return what a program prints; fail with what it says where it does not succeed."""
    ended = _run(*command, **settings)
    assert ended.returncode == 0, f"{ended.stdout}\n{ended.stderr}"
    return ended.stdout


def _interpreter(version: str) -> str | None:
    """Return a Python of this version: the one on the path, or one that pyenv keeps; None where there is none that starts."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    kept = sorted(map(str, pyenv.glob(f"versions/{version}.*/bin/python")))
    for program in (f"python{version}", *kept):
        try:
            if _run(program, "-c", f"import sys, venv; assert sys.version_info[:2] == {tuple(map(int, version.split('.')))}").returncode == 0:
                return program
        except FileNotFoundError:
            continue
    return None


class Environment:
    """A virtual environment of its own, and a folder to work in that is no checkout."""

    def __init__(self, folder: Path, python: str = sys.executable, *options: str) -> None:
        self.folder, self.work = folder / "environment", folder / "work"
        self.work.mkdir(parents=True)
        _done(python, "-m", "venv", *options, self.folder)

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    def run(self, program: str, *arguments, **settings) -> subprocess.CompletedProcess:
        return _run(self.folder / "bin" / program, *arguments, cwd=self.work, **settings)

    def done(self, program: str, *arguments, **settings) -> str:
        return _done(self.folder / "bin" / program, *arguments, cwd=self.work, **settings)


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Give what makes an environment, with an interpreter and options of venv; all go when the tests of the file are over."""
    folder = tmp_path_factory.mktemp("clean")
    made = itertools.count()
    yield lambda *given: Environment(folder / str(next(made)), *given)
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def done():
    """Return what runs a program that must succeed, and gives what it prints."""
    return _done


@pytest.fixture(scope="session")
def interpreter():
    """Return what finds a Python by its version, None where there is none."""
    return _interpreter


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """The folder of the sdist and of the wheel that was built out of it."""
    for package in ("build", "hatchling"):
        pytest.importorskip(package, reason="needs the dependency group `package`")
    folder = tmp_path_factory.mktemp("built")
    _done(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    return folder


@pytest.fixture(scope="session")
def wheel(built) -> Path:
    (wheel,) = built.glob("*.whl")
    return wheel
