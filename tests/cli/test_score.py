"""Reference scores: sacrebleu's own values, intervals that repeat, tests that tell."""

import csv
import gzip
import io
import json
import subprocess
import sys

import click
import pytest
import sacrebleu
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.significance import PairedTest

from mtcheck.cli._scores import coloured
from mtcheck.cli.score import command
from mtcheck.core.errors import MtcheckError
from mtcheck.core.model import Document, DocumentReport
from mtcheck.evaluation.reference import Figures, compared, corpus_scores, differences, figures, marked, sentence_scores

HUMAN = [
    f"The {noun} of the northern district opened {number} days before the vote."
    for number, noun in enumerate("school market harbour court bridge library station".split() * 6, 2)
]
GOOD = [line.replace("opened", "was opened") if number % 3 else line for number, line in enumerate(HUMAN)]
BAD = [" ".join(reversed(line.split())) for line in HUMAN]


def test_values_are_those_of_sacrebleu():
    scores = {one.metric: one for one in corpus_scores(GOOD, [HUMAN], resamples=0)}
    assert scores["bleu"].value == pytest.approx(sacrebleu.corpus_bleu(GOOD, [HUMAN]).score)
    assert scores["chrf"].value == pytest.approx(sacrebleu.corpus_chrf(GOOD, [HUMAN], word_order=2).score)
    assert scores["ter"].value == pytest.approx(sacrebleu.corpus_ter(GOOD, [HUMAN]).score)
    assert scores["bleu"].interval is None and "nw:2" in scores["chrf"].signature


def test_several_references_are_taken_together():
    (score,) = corpus_scores(GOOD, [HUMAN, GOOD], ("bleu",), 0)
    assert score.value == pytest.approx(100.0) and score.signature.startswith("nrefs:2")


def test_intervals_are_those_of_sacrebleu_and_repeat():
    first, second = (corpus_scores(GOOD, [HUMAN], ("bleu",), 100)[0] for _ in range(2))
    own = sacrebleu.BLEU()
    theirs = own.corpus_score(GOOD, [HUMAN], n_bootstrap=100)
    assert first == second and first.signature == str(own.get_signature())
    assert first.interval == pytest.approx((theirs._mean - theirs._ci, theirs._mean + theirs._ci)) and theirs._ci > 0


def test_segments_of_their_own():
    rows = sentence_scores(["The cat sat.", "x"], [["The cat sat.", "The dog ran."]], ("bleu", "ter"))
    assert rows[0] == {"bleu": pytest.approx(100.0), "ter": 0.0} and rows[1]["bleu"] < 10


@pytest.mark.parametrize(("hypotheses", "references"), [([], [[]]), (["a"], []), (["a", "b"], [["a"]])])
def test_uneven_lists_are_refused(hypotheses, references):
    with pytest.raises(ValueError, match="segments"):
        corpus_scores(hypotheses, references)


def test_empty_segments_count():
    scores = corpus_scores(["", "The cat sat."], [["The dog ran.", ""]], resamples=20)
    assert [one.value for one in scores] == [0.0, 0.0, pytest.approx(100 * 8 / 4)]


@pytest.mark.parametrize("test", ["bs", "ar"])
def test_a_clear_difference_is_no_chance_and_none_is(test):
    base, worse, same = (scores[0] for scores in compared([GOOD, BAD, list(GOOD)], [HUMAN], ("chrf",), test=test, resamples=200))
    assert base.p is None and worse.p < 0.05 and worse.differs
    assert same.p == 1.0 and not same.differs and not base.differs
    assert base.interval and worse.interval and f"{test}:200" in worse.signature


def test_p_is_that_of_sacrebleu():
    _, results = PairedTest([("0", GOOD), ("1", HUMAN)], {"chrf": sacrebleu.CHRF(word_order=2)}, [HUMAN], "bs", 200)()
    own = compared([GOOD, HUMAN], [HUMAN], ("chrf",), resamples=200)[1][0]
    assert own.p == results["chrF2++"][1].p_value and own.interval[1] == pytest.approx(results["chrF2++"][1].mean + results["chrF2++"][1].ci)


def test_two_segments_prove_nothing():
    found = compared([GOOD[1:3], BAD[1:3]], [HUMAN[1:3]], ("chrf", "ter"), test="ar", resamples=200)
    assert all(score.p >= 0.5 for score in found[1])


def test_without_resamples_there_is_no_test():
    assert all(score.p is None and score.interval is None for scores in compared([GOOD, BAD], [HUMAN], resamples=0) for score in scores)


def test_the_worst_segments_come_first_beside_the_nearest_reference():
    first, second = differences([HUMAN[0], BAD[1], GOOD[2]], [HUMAN[:3], ["x", "y", "z"]], 5)
    assert (first.segment, second.segment) == (1, 2) and first.chrf < second.chrf < 100
    assert first.reference == HUMAN[1]


@pytest.mark.parametrize(
    ("hypothesis", "reference", "shown"),
    [
        ("He goes to the school.", "He goes to school.", "He goes to [-the-] school."),
        ("cat sat", "The cat sat", "{+The+} cat sat"),
        ("The cat", "cat", "[-The-] cat"),
        ("The cat sat", "The cat, sat", "The cat{+,+} sat"),
        ("against the law", "once morest the law", "[-against-] {+once morest+} the law"),
        ("He didn't go (home)", "He did go (home)", "He [-didn't-] {+did+} go (home)"),
        ("", "x", "{+x+}"),
        ("", "", ""),
    ],
)
def test_marks_are_those_of_wdiff(hypothesis, reference, shown):
    assert click.unstyle(coloured(marked(hypothesis, reference))) == shown


@given(st.text("ab .,'", max_size=30), st.text("ab .,'", max_size=30))
def test_marks_hold_both_texts(here, there):
    parts = marked(here, there)
    assert "".join(part.text for part in parts if part.kind != "in").replace(" ", "") == here.replace(" ", "")
    assert "".join(part.text for part in parts if part.kind == "out") or "".join(part.text for part in parts if part.kind != "out").replace(
        " ", ""
    ) == there.replace(" ", "")


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, lines in (("good.txt", GOOD), ("bad.txt", BAD), ("human.txt", HUMAN), ("short.txt", HUMAN[:3]), ("empty.txt", [])):
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    rows("pairs.jsonl", [{"id": number, "mt": here, "reference": there} for number, (here, there) in enumerate(zip(GOOD, HUMAN, strict=True))])
    return tmp_path


def rows(name, table):
    text = "\n".join(json.dumps(row) for row in table)
    with gzip.open(name, "wt", encoding="utf-8") if name.endswith(".gz") else open(name, "w", encoding="utf-8") as out:  # noqa: PTH123
        out.write(text)


def run(*arguments, **settings):
    done = CliRunner().invoke(command, [str(one) for one in arguments], **settings)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def report(*arguments, **settings):
    return json.loads(run(*arguments, "--format", "json", "--resamples", 50, **settings).stdout)


def test_json_of_one_output(files, cache):
    found = report("good.txt", "--reference", "human.txt")
    assert set(found) == {"schema", "note", "signature", "segments", "references", "resamples", "test", "systems", "sentences", "differences"}
    assert found["note"].startswith("penalty, quality and fluency compare versions of one text")
    assert (found["schema"], found["segments"], found["references"], found["test"]) == (1, 42, ["human.txt"], None)
    (system,) = found["systems"]
    assert list(system["scores"]) == ["bleu", "chrf", "ter"]
    assert set(system["scores"]["bleu"]) == {"score", "mean", "interval", "p", "differs", "signature"}
    assert system["scores"]["bleu"]["score"] == round(sacrebleu.corpus_bleu(GOOD, [HUMAN]).score, 2)
    assert system["words"] == sum(len(line.split()) for line in GOOD) and system["fluency"] is None


def test_the_same_run_prints_the_same(files, cache):
    arguments = ("--systems", "good.txt", "bad.txt", "--reference", "human.txt", "--resamples", 30)
    assert run(*arguments).stdout == run(*arguments).stdout


def test_findings_count(files, cache):
    (files / "mt.txt").write_text("He spoke once morest the plan.\nThe cat sat on the mat.\n", encoding="utf-8")
    (files / "ref.txt").write_text("He spoke against the plan.\nThe cat sat on the mat.\n", encoding="utf-8")
    (system,) = report("mt.txt", "--reference", "ref.txt")["systems"]
    assert system["findings"] >= 1 and system["quality"] < 100 and system["words"] == 12
    assert system["findings_per_1000_words"] == round(1000 * system["findings"] / 12, 2) and system["penalty_per_1000_words"] > 0


def test_a_source_turns_the_bilingual_checks_on(files, cache):
    (files / "mt.txt").write_text("The mayor opened 12 schools.\nNobody was hurt.\n", encoding="utf-8")
    (files / "src.txt").write_text("Le maire a ouvert 15 écoles.\nPersonne n'a été blessé.\n", encoding="utf-8")
    arguments = ("mt.txt", "--reference", "mt.txt", "--source-lang", "fr")
    without, beside = (report(*arguments, *more)["systems"][0]["findings"] for more in ((), ("--source", "src.txt")))
    assert beside == without + 1


def test_rows_that_are_articles_are_checked_one_by_one(files, cache):
    from mtcheck.cli._segments import documents, read_segments

    article = "The mayor opened the school on Monday. " * 20
    rows("articles.jsonl", [{"id": "a", "text": article, "source": "x"}, {"id": "b", "text": article}])
    segments = read_segments("articles.jsonl")
    found = list(documents(segments, [row.source for row in segments.rows]))
    assert [(one.id, one.line, one.source) for one in found] == [("a", 1, "x"), ("b", 2, None)]


def test_lines_are_units_of_one_document_beside_their_sources(files):
    from mtcheck.cli._segments import documents, read_segments

    (document,) = documents(read_segments("short.txt"), ["un", None, "trois"])
    assert [unit.span.of(document.text) for unit in document.units] == HUMAN[:3]
    assert [unit.source and unit.source.of(document.source) for unit in document.units] == ["un", None, "trois"]


def test_jsonl_brings_its_references_and_ids(files, cache):
    found = report("pairs.jsonl", "--sentence", "--differences", 2)
    assert found["references"] == ["pairs.jsonl"] and len(found["sentences"]) == 42 and len(found["differences"]) == 2
    assert found["sentences"][0] == {"system": "pairs.jsonl", "segment": 1, "id": "0", "bleu": 100.0, "chrf": 100.0, "ter": 0.0}
    assert "[-was-] opened" in found["differences"][0]["marked"]


def test_compressed_rows_and_standard_input(files, cache):
    rows("ref.jsonl.gz", [{"id": number, "text": "not this", "post_edit": line} for number, line in enumerate(HUMAN)])
    plain = report("good.txt", "--reference", "human.txt")["systems"][0]["scores"]
    assert report("good.txt", "--reference", "ref.jsonl.gz")["systems"][0]["scores"] == plain
    text = "\r\n".join(GOOD).encode("utf-16")
    assert report("-", "--reference", "human.txt", input=text)["systems"][0]["scores"] == plain


def test_systems_are_a_row_each(files, cache):
    shown = run("--systems", "good.txt", "bad.txt", "good.txt", "--reference", "human.txt", "--resamples", 50, "--metrics", "bleu").stdout
    lines = shown.splitlines()
    assert [line.split()[0] for line in lines[1:4]] == ["good.txt", "bad.txt", "good.txt"]
    assert "(p" not in lines[1] and "*)" in lines[2] and "(p 1.0000)" in lines[3]
    assert "paired bootstrap against good.txt" in shown
    named = run("good.txt", "--systems", "bad.txt", "good.txt", "--reference", "human.txt", "--resamples", 50, "--metrics", "bleu").stdout
    assert named == shown


def test_csv_of_systems_and_of_segments(files, cache):
    arguments = ("good.txt", "--systems", "bad.txt", "--reference", "human.txt", "--format", "csv", "--resamples", 50)
    systems = list(csv.DictReader(io.StringIO(run(*arguments).stdout)))
    assert [row["system"] for row in systems] == ["good.txt", "bad.txt"] and systems[0]["bleu_p"] == "" and float(systems[1]["bleu_p"]) < 0.05
    assert float(systems[1]["bleu_low"]) <= float(systems[1]["bleu_high"]) and systems[1]["ter_signature"].startswith("nrefs:1|bs:50")
    segments = list(csv.DictReader(io.StringIO(run(*arguments, "--sentence").stdout)))
    assert len(segments) == 84 and set(segments[0]) == {"system", "segment", "id", "bleu", "chrf", "ter"}


def test_output_is_a_whole_file_in_the_format_of_its_name(files, cache):
    done = run("good.txt", "--reference", "human.txt", "--resamples", 0, "--output", "out.json")
    assert json.loads((files / "out.json").read_text("utf-8"))["resamples"] == 0 and done.stdout == ""
    assert not [path for path in files.iterdir() if path.name.endswith(".part")]


def test_colours_only_for_terminals(files, cache):
    arguments = ("good.txt", "--reference", "human.txt", "--differences", 1, "--resamples", 0)
    assert "\x1b[31m[-was-]" in run(*arguments, color=True).stdout
    assert "\x1b" not in run(*arguments).stdout and "[-was-]" in run(*arguments).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("good.txt", "--reference", "short.txt"), "3 segments, but good.txt has 42"),
        (("good.txt", "--reference", "human.txt", "--systems", "short.txt"), "3 segments, but good.txt has 42"),
        (("good.txt", "--reference", "human.txt", "--source", "short.txt"), "3 segments, but good.txt has 42"),
        (("good.txt",), "no reference"),
        ((), "no output"),
        (("-", "--reference", "-"), "standard input cannot be several"),
        (("empty.txt", "--reference", "empty.txt"), "nothing in it"),
        (("good.txt", "--reference", "human.txt", "--metrics", "meteor"), "no metric 'meteor'"),
        (("good.txt", "--reference", "human.txt", "--metrics", ","), "no metric;"),
        (("nowhere.txt", "--reference", "human.txt"), "cannot read the file"),
        ((".", "--reference", "human.txt"), "cannot read the file"),
        (("good.txt", "--reference", "human.txt", "--format", "csv", "--differences", "2"), "no place for differences"),
        (("some.jsonl",), "some.jsonl:2: no `reference`"),
        (("swapped.jsonl", "--reference", "some.jsonl"), "some.jsonl:1: id 'a' stands beside 'b'"),
        (("broken.jsonl",), "broken.jsonl:1: no valid JSON"),
        (("bare.jsonl",), "bare.jsonl:1: no JSON object with"),
        (("broken.txt.gz", "--reference", "human.txt"), "broken.txt.gz"),
    ],
)
def test_wrong_input_is_one_clear_line(files, arguments, said):
    rows("some.jsonl", [{"id": "a", "mt": "x", "reference": "y"}, {"id": "b", "mt": "x"}])
    rows("swapped.jsonl", [{"id": "b", "mt": "x"}, {"id": "a", "mt": "x"}])
    rows("bare.jsonl", [["x"]])
    (files / "broken.jsonl").write_text("{", encoding="utf-8")
    (files / "broken.txt.gz").write_bytes(b"no gzip")
    with pytest.raises(MtcheckError) as caught:
        run(*arguments)
    assert said in caught.value.line()


def test_the_command_line_says_so_in_one_line(files):
    arguments = ["score", "good.txt", "--reference", "short.txt"]
    code = "from mtcheck.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and done.stderr.startswith("mtcheck: short.txt: 3 segments") and len(done.stderr.splitlines()) == 1


def test_tokenised_output_is_told(files, cache):
    lines = "".join(f"The number {number} is here .\n" for number in range(120))
    (files / "tokenised.txt").write_text(lines, encoding="utf-8")
    done = run("tokenised.txt", "--reference", "tokenised.txt", "--resamples", 0, "--metrics", "bleu")
    assert "looks tokenised" in done.stderr and "100.00" in done.stdout


def test_fluency_is_the_mean_over_words():
    kept = [DocumentReport(Document("a", ""), words, 0.0, (), fluency=fluency) for words, fluency in ((10, 80.0), (30, 40.0), (5, None))]
    assert figures(kept).fluency == pytest.approx(50.0) and figures(kept).words == 45
    assert figures([]) == Figures(0, 0, 0.0, 100.0, None)


def test_systems_wants_a_name(files):
    assert "requires an argument" in run("good.txt", "--systems", "--reference", "human.txt").stderr
    assert "requires an argument" in run("good.txt", "--reference", "human.txt", "--systems").stderr


def test_a_seed_that_is_none_is_told(files, monkeypatch):
    monkeypatch.setenv("SACREBLEU_SEED", "abc")
    with pytest.raises(MtcheckError, match="SACREBLEU_SEED"):
        run("good.txt", "--reference", "human.txt")


def test_help_imports_no_sacrebleu():
    code = "import sys; from mtcheck.cli import main\nsys.argv = ['mtcheck', 'score', '--help']\ntry: main()\nexcept SystemExit: pass\n"
    code += "assert not {'sacrebleu', 'numpy', 'mtcheck.pipeline'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
