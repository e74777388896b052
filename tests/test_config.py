import pytest

from mtcheck.config import Config, find_config, load_config, read_config
from mtcheck.core.errors import ConfigError


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
    (project / "content" / "mtcheck.toml").write_text('baseline = "../old.tsv"\n', encoding="utf-8")
    config = load_config([str(project / "content" / "a.txt")])
    assert (config.baseline, config.suppressions) == (project / "content" / "../old.tsv", None)
