"""The wheel with its dependencies in clean environments: each Python that is at hand, each extra (``make package``; needs a package index)."""

import re
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.package
VERSIONS = ("3.11", "3.12", "3.13")
SETTINGS = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
EXTRAS = sorted(SETTINGS["project"]["optional-dependencies"].keys() - {"torch"})
"""All but a gigabyte, which `make torch` installs."""
IMPORTS = {
    "lsp": "import mtcheck.desk.lsp.server",
    "model": "import mtcheck.scorers.default.scorer, mtcheck.scorers.default.weights",
    "cluster": "import mtcheck.archive, dask, distributed, fsspec",
    "review": "import mtcheck.desk.review.web.application",
    "tables": "import openpyxl, pyarrow",
}
PROGRAM = """
from mtcheck import Document, DocumentReport, Severity, checker
report: DocumentReport = checker(source_lang="fr").check(Document("a.txt", "The visit was decided in high places."))
(finding,) = report.findings
worst: Severity = finding.severity
print(finding.rule, finding.span.start)
"""


def smoke(environment) -> None:
    """Check an article with each of the ways to start, and by the interface."""
    environment.done("python", "-m", "pip", "check")
    (environment.work / "article.txt").write_text("An assault once morest the prison.\n", encoding="utf-8")
    (environment.work / "program.py").write_text(PROGRAM, encoding="utf-8")
    for program, *before in (("mtcheck",), ("python", "-m", "mtcheck")):
        ended = environment.run(program, *before, "check", "--format", "json", "article.txt")
        assert ended.returncode == 1 and '"once morest"' in ended.stdout, ended.stderr
    assert environment.done("python", "program.py").split() == ["calque", "22"]


@pytest.mark.parametrize("version", VERSIONS)
def test_core(version, wheel, environment, interpreter):
    python = interpreter(version)
    if python is None:
        pytest.skip(f"no Python {version} at hand")
    clean = environment(python)
    clean.done("python", "-m", "pip", "install", "-q", "--no-compile", wheel)
    smoke(clean)


@pytest.mark.parametrize("extra", EXTRAS)
def test_extra(extra, wheel, environment):
    clean = environment()
    clean.done("python", "-m", "pip", "install", "-q", "--no-compile", f"{wheel}[{extra}]")
    clean.done("python", "-c", IMPORTS.get(extra, "import mtcheck"))
    smoke(clean)


def test_a_newcomer_gets_from_the_first_page_to_a_green_gate_in_five_minutes(wheel, environment):
    """In a clean environment, with articles of one's own, each command of the page as it stands there."""
    root = Path(__file__).parents[2]
    page = (root / "docs" / "index.md").read_text("utf-8")
    found = re.findall(r"^```(sh|console)\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    lines = [line for kind, text in found for line in text.splitlines() if kind == "sh" or line.startswith("$ ")]
    commands = [line.removeprefix("$ ").replace("pip install mtcheck", f"pip install -q '{wheel}'") for line in lines]
    begun, clean = time.monotonic(), environment()
    shutil.copytree(root / "tests" / "documentation" / "samples", clean.work, dirs_exist_ok=True)
    script = "\n".join(["set -v", f"PATH='{clean.folder / 'bin'}':$PATH", *commands])
    ended = subprocess.run(["bash", "-c", script], cwd=clean.work, capture_output=True, text=True, timeout=600, check=False)
    assert ended.returncode == 0 and "no findings" in ended.stdout, ended.stdout + ended.stderr
    assert time.monotonic() - begun < 300


def test_types_reach_other_programs(wheel, environment, done):
    pytest.importorskip("mypy", reason="needs the dependency group `lint`")
    clean = environment()
    clean.done("python", "-m", "pip", "install", "-q", "--no-compile", wheel)
    (clean.work / "program.py").write_text(PROGRAM + "reveal_type(finding.suggestions)\nreport.finding\n", encoding="utf-8")
    command = (sys.executable, "-m", "mypy", "--strict", "--python-executable", clean.python, "program.py")
    with pytest.raises(AssertionError) as said:
        done(*command, cwd=clean.work)
    lines = str(said.value)
    assert '"tuple[str, ...]"' in lines and 'has no attribute "finding"' in lines and "Found 1 error" in lines
