"""Settings of the config as a run has them: what is left out, how grave, by folder, in whose English and style."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtcheck.cli import group
from mtcheck.core.errors import MtcheckError

TEXT = "Fighters launched an assault once morest the prison on the 14 July, and it cost $ 3,5 million in all.\n"


@pytest.fixture
def site(tmp_path, monkeypatch, cache):
    monkeypatch.chdir(tmp_path)
    for name in ("news/a.txt", "sport/a.txt", "sport/long/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*arguments, command="check"):
    result = CliRunner().invoke(group, [command, *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def report(config, *arguments):
    Path("mtcheck.toml").write_text(f'scorer = "off"\n{config}', encoding="utf-8")
    return json.loads(run("--format", "json", *(arguments or ["."])).stdout)


def found(config, *arguments):
    """Return path -> rule -> (severity, suggestions) of the findings."""
    documents = report(config, *arguments)["documents"]
    return {one["path"]: {f["rule"]: (f["severity"], f["suggestions"]) for f in one["findings"]} for one in documents}


def test_severities_count_for_findings_score_and_exit_code(site):
    before, after = (report(config, "news") for config in ("", '[severity]\nsubstituted-word = "minor"\ndate-style = "critical"\n'))
    rules = {one["rule"]: one["severity"] for one in after["documents"][0]["findings"]}
    assert rules == {"substituted-word": "minor", "date-style": "critical", "number-format": "minor"}
    assert after["documents"][0]["score"] < before["documents"][0]["score"]
    assert "severity:" not in before["signature"] and "|severity:date-style=critical+substituted-word=minor" in after["signature"]
    assert run("--fail-on", "critical", "news").exit_code == 1
    assert run("--fail-on", "critical", "--ignore", "date-style", "news").exit_code == 0


@pytest.mark.parametrize(
    ("config", "line"),
    [
        ('[severity]\ncalqe = "minor"\n', "mtcheck.toml:3: no rule 'calqe'; did you mean calque?"),
        ('[[overrides]]\npaths = ["a/"]\nignore = ["calqe"]\n', "mtcheck.toml:4: no rule 'calqe'; did you mean calque?"),
        ('[[overrides]]\npaths = ["a/"]\n[overrides.severity]\n"calqe" = "minor"\n', "mtcheck.toml:5: no rule 'calqe'; did you mean calque?"),
    ],
)
def test_rules_that_do_not_exist_are_told_with_their_line(config, line, site):
    with pytest.raises(MtcheckError) as caught:
        report(config)
    assert caught.value.line().endswith(line)


def test_folders_have_settings_of_their_own(site):
    config = '[[overrides]]\npaths = ["sport/**"]\nignore = ["number-format"]\nseverity = { date-style = "major" }\n'
    config += '[[overrides]]\npaths = ["sport/long/"]\nselect = ["substituted-word"]\n'
    by_file = found(config)
    assert set(by_file["news/a.txt"]) == {"substituted-word", "date-style", "number-format"} and by_file["news/a.txt"]["date-style"][0] == "minor"
    assert set(by_file["sport/a.txt"]) == {"substituted-word", "date-style"} and by_file["sport/a.txt"]["date-style"][0] == "major"
    assert set(by_file["sport/long/a.txt"]) == {"substituted-word"}
    assert "|folders:" in report(config)["signature"]
    many = "".join(f'{{"text": "{TEXT.strip()} {n}"}}\n' for n in range(40))
    Path("sport/rows.jsonl").write_text(many, encoding="utf-8")
    alone, together = (report(config, "--no-cache", "--jobs", jobs, "sport") for jobs in ("1", "2"))
    assert alone == together and len(alone["documents"]) == 42


def test_sources_stand_where_the_language_of_the_folder_says(site):
    for folder, source in (("news/fr", "Le conseil s'est réuni lundi."), ("news/de", "Der Rat traf sich am Montag.")):
        path = Path(folder)
        path.mkdir()
        (path / "b.txt").write_text("The council met on Tuesday.\n", encoding="utf-8")
        (path / f"b.{path.name}.txt").write_text(source, encoding="utf-8")
    config = 'pairs = "{stem}.{lang}.txt"\n' + "".join(f'[[overrides]]\npaths = ["{code}/"]\nsource-lang = "{code}"\n' for code in ("fr", "de"))
    by_file = found(config, "news/fr", "news/de")
    assert {name: list(rules) for name, rules in by_file.items()} == {"news/fr/b.txt": ["date-mismatch"], "news/de/b.txt": ["date-mismatch"]}


def test_fix_hears_the_folder_as_well(site):
    Path("mtcheck.toml").write_text('scorer = "off"\n[[overrides]]\npaths = ["sport/"]\nignore = ["substituted-word"]\n', encoding="utf-8")
    diff = run("--unsafe-fixes", "--diff", "news", "sport/a.txt", command="fix").stdout
    assert diff.count("once morest") == 3 and diff.count("assault against") == 1


def test_excluded_files_are_left_out_and_named_ones_are_said(site):
    config = 'exclude = ["long/", "/news/*.txt"]\n'
    assert set(found(config)) == {"sport/a.txt"}
    assert set(found(config, "news/a.txt", "sport/a.txt")) == {"sport/a.txt"}
    result = run("news/a.txt", "sport/long/a.txt")
    assert result.exit_code == 0 and "mtcheck: 2 of the files named left out, as `exclude` of " in result.stderr
    assert "all of it left out" in run("news").stderr and run(".", "--fail-on", "never").stderr == ""
    assert run("--in-place", "news/a.txt", command="fix").stdout == "" and Path("news/a.txt").read_text("utf-8") == TEXT


def test_the_model_of_the_config_and_of_the_flag(site, monkeypatch):
    Path("mtcheck.toml").write_text('scorer = "no/such/model"\n', encoding="utf-8")
    chosen = ("--config", "mtcheck.toml")
    with pytest.raises(MtcheckError, match="no/such/model"):
        run("news")
    with pytest.raises(MtcheckError, match=r"no/such/model|mtcheck\[torch\]"):  # without torch that is what is missing first
        run(*chosen, "news")
    assert run(*chosen, "--scorer", "off", "news").exit_code == 1


def test_dates_and_numbers_in_the_style_of_the_house(site):
    suggestions = {style: found(f'style = "{style}"', "news")["news/a.txt"] for style in ("AP", "Guardian")}
    assert suggestions["AP"]["date-style"][1] == ["on July 14"] and suggestions["AP"]["number-format"][1] == ["$3.5 million"]
    assert suggestions["Guardian"]["date-style"][1] == ["on 14 July"] and suggestions["Guardian"]["number-format"][1] == ["$3.5m"]
    assert found("", "news")["news/a.txt"]["date-style"][1] == ["on July 14", "on 14 July"]
    assert report('style = "AP"\nenglish = "US"', "news")["signature"].endswith("|english:US|style:AP")


def test_suggestions_in_the_english_of_the_house(site):
    Path("house.tsv").write_text(
        "# rule: calque\n# tier: wrong\n# licence: Apache-2.0\n# origin: here\navoid\tprefer\nhonorific charge\thonourable office\n", encoding="utf-8"
    )
    Path("news/b.txt").write_text("She kept her honorific charge for years.\n", encoding="utf-8")
    for english, want in (("", "honourable office"), ('english = "GB"\n', "honourable office"), ('english = "US"\n', "honorable office")):
        assert found(f'{english}glossaries = ["house.tsv"]', "news/b.txt")["news/b.txt"]["calque"][1] == [want]
