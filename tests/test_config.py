import pytest

from mtcheck.cli._run import with_flags
from mtcheck.config import Config, find_config, load_config, read_config
from mtcheck.core.errors import ConfigError
from mtcheck.core.mqm import Severity


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.mtcheck]\nfail-on = "major"\n', encoding="utf-8")
    (tmp_path / "content" / "fr").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_pyproject_then_nearer_file_wins_whole(project):
    article = project / "content" / "fr" / "a.txt"
    assert load_config([str(article)]).fail_on == "major"
    (project / "content" / "mtcheck.toml").write_text('source-lang = "fr"\nglossaries = ["own"]\n', encoding="utf-8")
    config = load_config([str(article)])
    assert (config.source_lang, config.failing) == ("fr", "minor")
    assert config.glossaries == (project / "content" / "own",)


def test_common_folder_of_several_paths_counts(project):
    (project / "content" / "fr" / "mtcheck.toml").write_text("", encoding="utf-8")
    assert find_config([str(project / "content" / "fr" / "a.txt")]) == project / "content" / "fr" / "mtcheck.toml"
    assert find_config([str(project / "content" / "fr" / "a.txt"), str(project / "content" / "b.txt")]) == project / "pyproject.toml"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("jobs = 2\ncolour = 1\n", "mtcheck.toml:2: unknown key `colour`"),
        ("\n\nmin-confidence = 2\n", "mtcheck.toml:3: `min-confidence` must be a number from 0 to 1"),
        ('fail-on = "all"', "mtcheck.toml:1: `fail-on` must be one of minor, major, critical, never"),
        ('select = "calque"', "mtcheck.toml:1: `select` must be a list of strings"),
        ("jobs = true", "`jobs` must be a whole number"),
        ("\nmax-penalty = -1", "mtcheck.toml:2: `max-penalty` must be a number from 0 on"),
        ("max-penalty = nan", "`max-penalty` must be a number from 0 on"),
        ("max-penalty = inf", "`max-penalty` must be a number from 0 on"),
        ('level = "safe"\n[max]\n"Accuracy/*" = -1', 'mtcheck.toml:2: `max` must be a table of whole numbers, such as { "Accuracy/*" = 0 }'),
        ('max = ["Accuracy/*=0"]', "mtcheck.toml:1: `max` must be a table"),
        ("jobs = \n", "mtcheck.toml:1: no valid TOML"),
        ('english = "UK"', "mtcheck.toml:1: `english` must be one of GB, US"),
        ('style = "ap"', "`style` must be one of AP, Guardian"),
        ("scorer = false", "`scorer` must be auto, off, required, a folder, or a hub id"),
        ('exclude = "drafts/"', "`exclude` must be a list of strings"),
        ('exclude = ["drafts/", "# none"]', "`exclude` must be patterns as .gitignore has them, which '# none' is not"),
        ("cache-size = 0", "`cache-size` must be a whole number of megabytes from 1 on"),
        ('cache = "no"', "`cache` must be true or false"),
        ('jobs = 1\nseverity = "major"', "mtcheck.toml:2: `severity` must be a table of rules, each minor, major, critical"),
        (
            'jobs = 1\n[severity]\nexonym = "minor"\n"calque" = "mayor"\n',
            "mtcheck.toml:4: `calque` must be one of minor, major, critical; did you mean major?",
        ),
        ('severity = { calque = "bad" }', "mtcheck.toml:1: `calque` must be one of"),
        ('\noverrides = ["sport/"]', "mtcheck.toml:2: `overrides` must be tables, each under [[overrides]]"),
        ('level = "safe"\n\n[[overrides]]\nlevel = "safe"\n', "mtcheck.toml:3: an override needs `paths`; such as"),
        ('level = "safe"\n[[overrides]]\npaths = ["a/"]\n[[overrides]]\npaths = ["b/"]\nlevel = "sure"\n', "mtcheck.toml:6: `level` must be one of"),
        ('[[overrides]]\npaths = ["a/"]\nsourcelang = "fr"\n', "mtcheck.toml:3: unknown key `sourcelang`; did you mean source-lang?"),
        ('[[overrides]]\npaths = ["a/"]\nfail-on = "major"\n', "mtcheck.toml:3: unknown key `fail-on`; keys are paths, select, ignore, severity"),
        ('[severity]\ncalque = "minor"\n[[overrides]]\npaths = ["a/"]\n[overrides.severity]\ncalque = "none"\n', "mtcheck.toml:6: `calque` must be"),
    ],
)
def test_located_complaints(tmp_path, text, message):
    path = tmp_path / "mtcheck.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_config(path)
    assert message in caught.value.line()


def test_missing_config():
    with pytest.raises(ConfigError, match="cannot read the file"):
        load_config([], chosen=__import__("pathlib").Path("/nowhere/mtcheck.toml"))


def test_defaults_without_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_config([str(tmp_path / "a.txt")]) == Config()


def test_lists_beside_the_config_are_found(project):
    (project / ".mtcheck-baseline.tsv").touch()
    (project / ".mtcheck-ignore.tsv").touch()
    config = load_config([str(project / "content" / "a.txt")])
    assert (config.baseline, config.suppressions) == (project / ".mtcheck-baseline.tsv", project / ".mtcheck-ignore.tsv")
    (project / ".git").mkdir()
    (project / "content" / "mtcheck.toml").write_text('baseline = "../old.tsv"\n', encoding="utf-8")
    config = load_config([str(project / "content" / "a.txt")])
    assert (config.baseline, config.suppressions) == (project / "content" / "../old.tsv", None)


def test_lines_are_those_of_our_own_table(tmp_path):
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool.ruff]\nexclude = ["x"]\n[tool.mtcheck]\nexclude = "x"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"pyproject\.toml:4: `exclude`"):
        read_config(path)
    path.write_text(
        '[tool.mtcheck]\njobs = 1\n[[tool.mtcheck.overrides]]\npaths = ["a/"]\n[tool.mtcheck.overrides.severity]\ncalque = 1\n', encoding="utf-8"
    )
    with pytest.raises(ConfigError, match=r"pyproject\.toml:6: `calque`"):
        read_config(path)


OVERRIDES = """
source-lang = "fr"
ignore = ["exonym"]
min-confidence = 0.6
[severity]
calque = "minor"
[[overrides]]
paths = ["sport/**", "!sport/long/**"]
ignore = ["number-format"]
level = "safe"
[[overrides]]
paths = ["*.es.md"]
source-lang = "es"
select = ["calque"]
min-confidence = 0.9
severity = { calque = "critical" }
english = "GB"
style = "AP"
"""


@pytest.fixture
def overridden(tmp_path):
    path = tmp_path / "mtcheck.toml"
    path.write_text(OVERRIDES, encoding="utf-8")
    return read_config(path)


def test_overrides_hold_for_their_paths(overridden, tmp_path):
    at = lambda name: overridden.at(str(tmp_path / name))  # noqa: E731
    assert at("news/a.md") is overridden and at("sport/long/a.md") is overridden
    sport = at("sport/b/a.md")
    assert (sport.ignore, sport.level, sport.min_confidence, sport.source_lang) == (("exonym", "number-format"), "safe", None, "fr")
    both = at("sport/a.es.md")
    assert (both.ignore, both.select, both.level, both.min_confidence) == (("exonym", "number-format"), ("calque",), "safe", 0.9)
    assert (both.source_lang, both.english, both.style) == ("es", "GB", "AP")
    assert dict(both.severity) == {"calque": Severity.CRITICAL}
    assert overridden.at("/elsewhere/sport/a.md") is overridden


def test_patterns_count_from_the_folder_of_the_config(overridden, tmp_path, monkeypatch):
    (tmp_path / "sport").mkdir()
    monkeypatch.chdir(tmp_path / "sport")
    assert overridden.at("a.md").level == "safe" and overridden.at("../sport/a.md").level == "safe" and overridden.at("../a.md").level == "balanced"


def test_flags_are_stronger_than_overrides(overridden, tmp_path):
    flags = {"select": None, "ignore": None, "no_glossary": False, "no_cache": False}
    place = str(tmp_path / "sport" / "a.es.md")
    config = with_flags(overridden, **flags, source_lang="de", level="thorough", min_confidence=None)
    assert (config.at(place).source_lang, config.at(place).level, config.level, config.min_confidence) == ("de", "thorough", "thorough", None)
    assert config.at(place).min_confidence is None
    assert with_flags(overridden, **flags, min_confidence=0.3).at(str(tmp_path / "sport" / "a.md")).min_confidence == 0.3
    config = with_flags(overridden, **{**flags, "ignore": "calque"})
    assert config.at(place).ignore == ("calque",)


def test_the_scorer_may_be_a_folder_beside_the_config(tmp_path):
    (tmp_path / "model").mkdir()
    path = tmp_path / "mtcheck.toml"
    for value, read in (("model", str(tmp_path / "model")), ("off", "off"), ("owner/name@1", "owner/name@1")):
        path.write_text(f'scorer = "{value}"', encoding="utf-8")
        assert read_config(path, chosen=True).scorer == read


def test_a_table_is_no_level(tmp_path):
    file = tmp_path / "mtcheck.toml"
    file.write_text("[level]\nname = 1\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="safe, balanced, thorough"):
        read_config(file)
