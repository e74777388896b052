"""Thresholds of ``check``: what fails a run beside the severity."""

import pytest
from click.testing import CliRunner

from mtcheck.cli import group
from mtcheck.core.errors import ConfigError, MtcheckError

BAD = "Fighters launched an assault once morest the prison, as to their goalsand plans.\n"
"""Thirteen words; substituted-word (major), fused-words (minor): 6 points, 461.5 per 1,000 words."""


@pytest.fixture
def check(tmp_path, monkeypatch, cache):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "good.txt").write_text("The council met on Monday.\n", encoding="utf-8")

    def run(*arguments):
        result = CliRunner().invoke(group, ["check", "--scorer", "off", *arguments])
        if isinstance(result.exception, MtcheckError):
            raise result.exception
        return result

    return run


def said(result):
    return [line for line in result.stderr.splitlines() if line]


def test_penalty_is_that_of_the_report(check):
    assert "MQM penalty per 1,000 words: 461.5 " in check("bad.txt").stdout
    done = check("--max-penalty", "460", "bad.txt")
    assert (done.exit_code, said(done)) == (1, ["mtcheck: MQM penalty per 1,000 words is 461.5, 1.5 over --max-penalty 460"])
    done = check("--max-penalty", "462", "bad.txt")
    assert (done.exit_code, said(done)) == (0, [])
    assert check("--max-penalty", "334", "bad.txt", "good.txt").exit_code == 0
    assert said(check("--max-penalty", "333", "bad.txt", "good.txt")) == ["mtcheck: MQM penalty per 1,000 words is 333.3, 0.3 over --max-penalty 333"]
    assert check("--max-penalty", "0", "good.txt").exit_code == 0
    assert "0.0005 over" in check("--max-penalty", "461.538", "bad.txt").stderr


def test_findings_are_counted_by_rule_and_category(check):
    done = check("--max", "Linguistic conventions/*=0", "--max", "fused-words=1", "--max", "*=1", "bad.txt")
    assert done.exit_code == 1
    assert said(done) == [
        "mtcheck: 1 finding of Linguistic conventions/*, 1 over --max 'Linguistic conventions/*=0'",
        "mtcheck: 2 findings of *, 1 over --max '*=1'",
    ]
    assert check("--max", "FUSED-*=1", "--max", "Locale conventions/*=0", "bad.txt").exit_code == 0
    assert check("--max", "fused-words=0", "--ignore", "fused-words", "bad.txt").exit_code == 0


def test_severity_counts_beside_thresholds_where_it_is_stated(check, tmp_path):
    assert check("--max-penalty", "500", "bad.txt").exit_code == 0
    assert check("--max-penalty", "500", "--fail-on", "major", "bad.txt").exit_code == 1
    assert check("--max-penalty", "500", "--fail-on", "critical", "bad.txt").exit_code == 0
    (tmp_path / "mtcheck.toml").write_text('fail-on = "minor"\n', encoding="utf-8")
    assert check("--max-penalty", "500", "bad.txt").exit_code == 1


def test_thresholds_of_the_settings(check, tmp_path):
    path = tmp_path / "mtcheck.toml"
    path.write_text('max-penalty = 500\n[max]\n"fused-*" = 0\n"Accuracy/*" = 1\n', encoding="utf-8")
    assert said(check("bad.txt")) == ["mtcheck: 1 finding of fused-*, 1 over --max 'fused-*=0'"]
    assert check("--max", "fused-words=1", "bad.txt").exit_code == 0
    assert check("--max-penalty", "3", "--max", "fused-words=1", "bad.txt").exit_code == 1
    path.write_text('\n[max]\n"fuesd-words" = 0\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"mtcheck.toml:3: 'fuesd-words' is the name of no rule and no category; did you mean fused-words\?"):
        check("bad.txt")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--max", "Acuracy/*=0"), "--max: 'Acuracy/*' is the name of no rule and no category; did you mean Accuracy/*?"),
        (("--max", "Accuracy=0"), "did you mean"),
    ],
)
def test_a_pattern_that_names_nothing_is_refused(arguments, words, check):
    with pytest.raises(ConfigError) as caught:
        check(*arguments, "good.txt")
    assert words in caught.value.line()


def test_own_glossaries_may_have_own_categories(check, tmp_path):
    (tmp_path / "house.tsv").write_text(
        "# rule: calque\n# category: House/Style\n# tier: wrong\n# licence: CC0-1.0\n# origin: a test\navoid\tprefer\nthe prison\tthe jail\n",
        encoding="utf-8",
    )
    (tmp_path / "mtcheck.toml").write_text('glossaries = ["house.tsv"]\n', encoding="utf-8")
    assert "1 finding of House/*" in check("--max", "House/*=0", "bad.txt").stderr


@pytest.mark.parametrize("value", ["Accuracy/*", "=1", "calque=", "calque=-1", "calque=1.5", "calque=many", ""])
def test_no_limit(check, value):
    done = check("--max", value, "good.txt")
    assert done.exit_code == 2 and "is not PATTERN=NUMBER, such as 'Accuracy/*=0'" in done.stderr


@pytest.mark.parametrize("value", ["-1", "nan", "inf", "much"])
def test_no_penalty(check, value):
    assert check("--max-penalty", value, "good.txt").exit_code == 2


def test_failures_outweigh_thresholds_and_quiet_says_nothing(check):
    assert check("--max", "*=0", "bad.txt", "none.txt").exit_code == 2
    done = check("--quiet", "--max", "*=0", "bad.txt")
    assert (done.exit_code, done.output) == (1, "")
