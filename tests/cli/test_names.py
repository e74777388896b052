"""Misspelt names: what was probably meant."""

import pytest
from click.testing import CliRunner

from mtcheck.cli import group
from mtcheck.core.errors import MtcheckError, nearest


@pytest.fixture
def said(tmp_path, monkeypatch, cache):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The council met.\n", encoding="utf-8")

    def run(*arguments, **files):
        for name, content in files.items():
            (tmp_path / name.replace("_", ".")).write_text(content, encoding="utf-8")
        result = CliRunner().invoke(group, list(arguments))
        assert isinstance(result.exception, MtcheckError), result.output
        return result.exception.line()

    return run


def test_nearest():
    assert nearest("source_lang", ["source-lang", "select"], "x") == "did you mean source-lang?"
    assert nearest("Fused Words", ["fused-words"], "x") == "did you mean fused-words?"
    assert nearest("zzz", ["fused-words"], "there are ...") == "there are ..."


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("chek a.txt", "no command 'chek'; did you mean check?"),
        ("rules lst", "no command 'lst'; did you mean list?"),
        ("glossary lern", "no command 'lern'; did you mean learn?"),
        ("model instal", "no command 'instal'; did you mean install?"),
        ("zzz", "no command 'zzz'; there are "),
        ("a.txt", "no command 'a.txt'; to check it: mtcheck check a.txt"),
        ("check a.txt --select fused-word", "--select: no rule 'fused-word'; did you mean fused-words?"),
        ("check a.txt --ignore fused_words,calque", "--ignore: no rule 'fused_words'; did you mean fused-words?"),
        ("fix a.txt --select calques", "--select: no rule 'calques'; did you mean calque?"),
        ("explain calques", "no rule 'calques'; did you mean calque?"),
        ("score a.txt --reference a.txt --metrics blue", "--metrics: no metric 'blue'; did you mean bleu?"),
    ],
)
def test_on_the_command_line(arguments, line, said):
    assert said(*arguments.split()).startswith(line)


def test_in_the_config(said):
    assert said("check", "a.txt", mtcheck_toml='source_lang = "fr"\n').endswith(
        "mtcheck.toml:1: unknown key `source_lang`; did you mean source-lang?"
    )
    assert said("check", "a.txt", mtcheck_toml='\nignore = ["calques"]\n').endswith("mtcheck.toml:2: no rule 'calques'; did you mean calque?")
    assert said("check", "a.txt", "--select", "fused", mtcheck_toml="").startswith("--select: no rule 'fused'; ")


def test_in_glossaries_and_suppressions(said):
    header = "# rule: calqe\n# tier: wrong\n# licence: x\n# origin: x\navoid\tprefer\nx\ty\n"
    assert "no rule 'calqe'; did you mean calque?" in said("check", "a.txt", mtcheck_toml='glossaries = ["own.tsv"]\n', own_tsv=header)
    header = header.replace("calqe", "calque")
    assert "no tier 'wron'; did you mean wrong?" in said("check", "a.txt", own_tsv=header.replace("wrong", "wron"))
    assert "no column 'prefr'; did you mean prefer?" in said("check", "a.txt", own_tsv=header.replace("prefer", "prefr"))
    assert "did you mean reason?" in said("check", "a.txt", mtcheck_toml='suppressions = "s.tsv"\n', s_tsv="rule\tcontext\treasn\ncalque\tx\ty\n")
