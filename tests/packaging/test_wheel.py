"""What is in the sdist and the wheel, and that the wheel works away from the checkout (beside the packages of this environment)."""

import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTICLE = "The fighters launched an assault once morest the prison.\n\nThe visit was decided in high places, a diplomat said.\n"


def tracked(*folders) -> set[str]:
    listed = subprocess.run(["git", "ls-files", *folders], cwd=ROOT, capture_output=True, text=True, check=False).stdout.splitlines()
    if not listed:
        pytest.skip("no checkout")
    return {name for name in listed if Path(ROOT, name).is_file()}


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel, environment, done):
    """An environment with the wheel, that sees the other packages of this one."""
    made = environment(sys.executable, "--without-pip")
    (place,) = made.folder.glob("lib/python*/site-packages")
    done(sys.executable, "-m", "pip", "--python", made.python, "install", "-q", "--no-deps", "--no-index", wheel)
    place.joinpath("beside.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (made.work / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return made


def test_wheel_holds_what_is_shipped_and_nothing_else(names):
    package = {name for name in tracked("mtcheck") if not name.startswith("mtcheck/build/")}
    glossaries = {f"mtcheck/{name}" for name in tracked("glossaries")}
    assert {name for name in names if not name.startswith("mtcheck-")} == package | glossaries
    assert "mtcheck/py.typed" in names


def test_metadata(wheel, names):
    (folder,) = {name.split("/")[0] for name in names if ".dist-info/" in name}
    with zipfile.ZipFile(wheel) as archive:
        said = message_from_string(archive.read(f"{folder}/METADATA").decode())
        assert b"mtcheck = mtcheck.cli:main" in archive.read(f"{folder}/entry_points.txt")
    assert (said["License-Expression"], said["Requires-Python"]) == ("Apache-2.0", ">=3.11")
    assert {"lsp", "model", "tables", "torch"} <= set(said.get_all("Provides-Extra"))
    assert {f"{folder}/licenses/LICENSE", f"{folder}/licenses/NOTICE"} <= names


def test_sdist_holds_what_the_wheel_is_built_of_and_its_tests(built):
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert tracked("mtcheck", "glossaries", "tests", "docs") <= inside
    assert {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "NOTICE"} <= inside


def test_it_checks_away_from_the_checkout(installed):
    assert installed.done("python", "-c", "import mtcheck; print(mtcheck.__file__)").startswith(str(installed.folder))
    for program, *before in (("mtcheck",), ("python", "-m", "mtcheck")):
        assert installed.done(program, *before, "--version").startswith("mtcheck 0.")
        ended = installed.run(program, *before, "check", "--scorer", "off", "--source-lang", "fr", "article.txt")
        assert ended.returncode == 1 and "once morest" in ended.stdout and "in high places" in ended.stdout, ended.stderr


def test_the_interface_is_there_and_comes_late(installed):
    said = installed.done("python", "-c", "import mtcheck, sys; print('mtcheck.pipeline' in sys.modules); print(mtcheck.Checker.__module__)")
    assert said.split() == ["False", "mtcheck.pipeline"]
