"""The language of a source that nobody stated."""

import json

import jsonschema
import pytest
from click.testing import CliRunner

from mtcheck.cli.check import command
from mtcheck.core.model import Document
from mtcheck.languages.language import codes, language
from mtcheck.languages.telling import SURE, told

SENTENCES = {
    "ar": "قال الوزير إن الميزانية التي أقرها البرلمان لا تكفي.",
    "cs": "Ministr řekl, že rozpočet nebyl schválen a že se o něm bude jednat.",
    "de": "Der Minister sagte, dass der Haushalt noch nicht beschlossen ist.",
    "en": "The minister said that the budget has not been passed by the house.",
    "es": "El ministro dijo que el presupuesto no se ha aprobado todavía.",
    "fr": "Le ministre a dit que le budget n'est pas encore voté.",
    "hi": "मंत्री ने कहा कि बजट अभी पारित नहीं हुआ है।",
    "it": "Il ministro ha detto che il bilancio non è stato ancora approvato.",
    "ja": "大臣は予算がまだ成立していないと述べた。",
    "pl": "Minister powiedział, że budżet nie został jeszcze przyjęty przez sejm.",
    "pt": "O ministro disse que o orçamento ainda não foi aprovado.",
    "ru": "Министр сказал, что бюджет ещё не был принят.",
    "zh": "部长表示预算尚未获得通过。",
    "nl": "De minister zei dat de begroting nog niet door het parlement is aangenomen.",
    "uk": "Міністр сказав, що бюджет ще не був ухвалений.",
    "fa": "وزیر گفت که بودجه هنوز تصویب نشده است.",
    "ko": "장관은 예산안이 아직 통과되지 않았다고 말했다.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_one_sentence_tells_its_language(code):
    found = told(SENTENCES[code])
    assert found is not None
    assert found.code == code
    assert SURE <= found.probability < 1


def test_every_pack_is_told():
    assert set(codes()) <= SENTENCES.keys()
    assert all(language(code).name == told(SENTENCES[code]).name for code in codes())


@pytest.mark.parametrize("text", ["", "12:30", "Reuters 2019", "Wolfsburg", "北京", "Kaffee Tobias Wolfsburg"])
def test_what_is_too_short_or_mixed_tells_nothing(text):
    assert told(text) is None


def run(tmp_path, source, *options, text="The minister said that 34 people were hurt in the fire.\n"):
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "b.txt").write_text(source, "utf-8")
    return CliRunner().invoke(command, ["--source", str(tmp_path / "b.txt"), "--scorer", "off", *options, str(tmp_path / "a.txt")])


FRENCH = "Le ministre a dit que 43 personnes ont été blessées dans l'incendie.\n"
FORMATS = ("terminal", "json", "sarif", "github", "csv", "html")


@pytest.mark.parametrize("form", FORMATS)
def test_a_source_without_a_stated_language_is_read_and_the_report_says_so(tmp_path, form):
    done = run(tmp_path, FRENCH, "--format", form)
    assert done.exit_code == 1
    assert "number-mismatch" in done.stdout
    assert "fr 0.999" in done.stdout if form == "csv" else "French" in done.stdout


@pytest.mark.parametrize("form", FORMATS)
def test_a_source_that_tells_nothing_is_a_failure(tmp_path, form):
    done = run(tmp_path, "Wolfsburg, Reuters.\n", "--format", form)
    assert done.exit_code == 2
    assert "a.txt: the language of the source cannot be told" in done.stderr
    assert form in {"csv", "terminal"} or "cannot be told" in done.stdout


def test_a_stated_language_is_not_told(tmp_path):
    done = run(tmp_path, FRENCH, "--format", "json", "--source-lang", "fr")
    assert "source_language" not in json.loads(done.stdout)["documents"][0]


def test_the_report_with_the_told_language_follows_the_schema(tmp_path, pytestconfig):
    report = json.loads(run(tmp_path, FRENCH, "--format", "json").stdout)
    jsonschema.validate(report, json.loads((pytestconfig.rootpath / "docs" / "report.schema.json").read_text("utf-8")))
    assert report["documents"][0]["source_language"] == {"code": "fr", "name": "French", "probability": 0.999}


def test_a_language_without_a_pack_is_no_failure(tmp_path):
    done = run(tmp_path, SENTENCES["nl"])
    assert done.exit_code == 0
    assert "no language pack for nl" in done.stderr


def test_a_source_without_words_is_no_failure(tmp_path):
    assert run(tmp_path, "34\n", text="34\n").exit_code == 0


def test_rows_of_a_file_are_told_together(tmp_path):
    rows = [
        {"text": "Hospital", "source": "Hôpital"},
        {"text": "The mayor said it.", "source": "Le maire l'a dit dans une lettre qui est sur le site."},
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    done = CliRunner().invoke(command, ["--format", "json", "--scorer", "off", str(tmp_path / "rows.jsonl")])
    assert [document["source_language"]["code"] for document in json.loads(done.stdout)["documents"]] == ["fr", "fr"]


def test_a_segment_format_is_told_as_a_whole(tmp_path, checker):
    table = "source\ttarget\nHôpital\tHospital\nLe maire l'a dit dans une lettre qui est sur le site.\tThe mayor said it.\n"
    (tmp_path / "rows.tsv").write_text(table, "utf-8")
    done = CliRunner().invoke(command, ["--format", "json", "--scorer", "off", str(tmp_path / "rows.tsv")])
    assert [document["source_language"]["code"] for document in json.loads(done.stdout)["documents"]] == ["fr"]


def test_a_long_source_in_another_language_than_stated_is_refused(checker):
    report = checker.check(Document("x", "The minister said it. " * 20, source=SENTENCES["de"] * 10, source_lang="fr"))
    assert "reads as German, not as French" in report.failures[0].message


def test_rows_in_another_script_are_told_apart(tmp_path):
    sources = [SENTENCES["es"], SENTENCES["es"], "Завод уволил рабочих."]
    rows = "".join(json.dumps({"text": "The plant laid off workers.", "source": source}) + "\n" for source in sources)
    (tmp_path / "a.jsonl").write_text(rows, "utf-8")
    result = CliRunner().invoke(command, ["--format", "json", "--scorer", "off", str(tmp_path / "a.jsonl")])
    told_of = [(document.get("source_language") or {}).get("code") for document in json.loads(result.stdout)["documents"]]
    assert told_of[:2] == ["es", "es"] and told_of[2] != "es"
