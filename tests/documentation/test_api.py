"""The public interface is what docs/api.md says: its examples run, and its names are all there are."""

import doctest
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

import mtcheck
from mtcheck import Checker, Document, MtcheckError, checker, read

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
SAMPLES = Path(__file__).with_name("samples")


def test_the_page(monkeypatch, cache):
    monkeypatch.chdir(SAMPLES)
    blocks = re.findall(r"^```pycon\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "docs/api.md", str(PAGE), 0)
    said = []
    outcome = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(test, out=said.append)
    assert outcome.attempted > 8 and not outcome.failed, "".join(said)


def test_its_names_are_those_of_the_package():
    listed = {re.match(r"\w+", cell)[0] for cell in re.findall(r"^\| `([^`]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)}
    assert listed == set(mtcheck.__all__) == set(mtcheck.HOMES)
    assert all(getattr(mtcheck, name).__name__ == name for name in listed)
    with pytest.raises(AttributeError, match="no attribute 'check'"):
        _ = mtcheck.check


def test_importing_costs_nothing():
    code = "import sys, mtcheck; print([name for name in sys.modules if name.startswith('mtcheck.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


class TestChecker:
    def test_it_finds_what_the_command_line_finds(self, cache):
        (document,) = read(str(SAMPLES / "article.txt"))
        rules = [finding.rule for finding in checker().check(document).findings]
        assert rules == ["calque", "date-style", "substituted-word", "number-format", "fused-words", "site-residue"]
        assert isinstance(checker(), Checker)

    def test_settings_of_a_folder_and_those_given(self, cache, tmp_path):
        (tmp_path / "mtcheck.toml").write_text('ignore = ["calque"]\nsource-lang = "es"\n', encoding="utf-8")
        document = Document("a.txt", "The strike was decided in high places. The attack once morest the port failed.")
        found = lambda one: [finding.rule for finding in one.check(document).findings]  # noqa: E731
        assert found(checker(tmp_path)) == ["substituted-word"] and checker(tmp_path).source_lang == "es"
        assert found(checker(tmp_path, ignore=[], source_lang="fr")) == ["calque", "substituted-word"]
        assert found(checker(select=["calque"])) == ["calque"]

    def test_what_cannot_be_is_refused(self, cache, tmp_path):
        (tmp_path / "mtcheck.toml").write_text('ignroe = ["calque"]\n', encoding="utf-8")
        with pytest.raises(MtcheckError, match=r"mtcheck.toml:1: unknown key"):
            checker(tmp_path)
        with pytest.raises(TypeError, match="ignroe"):
            checker(ignroe=["calque"])
        with pytest.raises(MtcheckError, match="is not installed"):
            checker(scorer="required")

    def test_other_processes_can_have_it(self, cache):
        document = Document("a.txt", "The attack once morest the port failed.")
        assert pickle.loads(pickle.dumps(checker())).check(document) == checker().check(document)
