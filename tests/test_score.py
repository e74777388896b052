"""Reference scores: sacrebleu's own values, intervals that repeat, tests that tell."""

import json
import subprocess
import sys

import pytest
import sacrebleu
from click.testing import CliRunner

from mtcheck.cli.score import command
from mtcheck.reference import compared, corpus_scores, differences, marked, sentence_scores

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


def test_intervals_repeat():
    first, second = (corpus_scores(GOOD, [HUMAN], ("bleu",), 100)[0] for _ in range(2))
    assert first == second and first.interval > 0


def test_segments_of_their_own():
    rows = sentence_scores(["The cat sat.", "x"], [["The cat sat.", "The dog ran."]], ("bleu", "ter"))
    assert rows[0] == {"bleu": pytest.approx(100.0), "ter": 0.0} and rows[1]["bleu"] < 10


@pytest.mark.parametrize("test", ["bs", "ar"])
def test_a_clear_difference_is_no_chance_and_none_is(test):
    found = compared([("base", GOOD), ("worse", BAD), ("same", list(GOOD))], [HUMAN], ("chrf",), test=test, resamples=200)
    p = {one.system: one.p for one in found}
    assert p["base"] is None and p["worse"] < 0.05 <= p["same"]


def test_the_worst_segments_come_first_with_their_differences():
    (first,) = differences([HUMAN[0], BAD[1]], HUMAN[:2], 1)
    assert first[0] == 1
    assert marked("He goes to the school", "He goes to school") == "He goes to [-the-] school"


@pytest.fixture
def files(tmp_path):
    for name, lines in (("good.txt", GOOD), ("bad.txt", BAD), ("human.txt", HUMAN), ("short.txt", HUMAN[:3]), ("empty.txt", [])):
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    rows = (json.dumps({"mt": here, "reference": there}) for here, there in zip(GOOD, HUMAN, strict=True))
    (tmp_path / "pairs.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path


def run(*arguments, **settings):
    return CliRunner().invoke(command, [str(one) for one in (*arguments, "--scorer", "off")], **settings)


def test_json_of_one_output(files, cache):
    report = json.loads(run(files / "good.txt", "--reference", files / "human.txt", "--format", "json", "--resamples", 50).stdout)
    assert report["schema"] == 1
    assert [row["metric"] for row in report["scores"]][:3] == ["BLEU", "chrF++", "TER"]
    assert {"findings/1,000 words", "MQM penalty/1,000 words"} <= {row["metric"] for row in report["scores"]}


def test_jsonl_brings_its_references_and_stdin_is_read(files, cache):
    assert "BLEU" in run(files / "pairs.jsonl", "--resamples", 0).stdout
    assert "BLEU" in run("-", "--reference", files / "human.txt", "--resamples", 0, input="\n".join(GOOD) + "\n").stdout


def test_csv_of_several_systems(files, cache):
    shown = run(
        files / "good.txt",
        "--systems",
        files / "bad.txt",
        "--reference",
        files / "human.txt",
        "--format",
        "csv",
        "--resamples",
        50,
        "--metrics",
        "bleu",
    ).stdout
    assert shown.splitlines()[0].startswith("system,metric,score,p") and shown.count("BLEU") == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("good.txt", "--reference", "short.txt"), "3 segments, but"),
        (("good.txt",), "no reference"),
        (("empty.txt", "--reference", "empty.txt"), "nothing in it"),
        (("good.txt", "--reference", "human.txt", "--metrics", "meteor"), "no metric 'meteor'"),
        (("nowhere.txt", "--reference", "human.txt"), "cannot read the file"),
    ],
)
def test_wrong_input_is_one_clear_line(files, arguments, said):
    names = [str(files / one) if one.endswith(".txt") else one for one in arguments]
    done = subprocess.run([sys.executable, "-m", "mtcheck", "score", *names], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and said in done.stderr and len(done.stderr.splitlines()) == 1


def test_help_imports_no_sacrebleu():
    code = "import sys; from mtcheck.cli import main\nsys.argv = ['mtcheck', 'score', '--help']\ntry: main()\nexcept SystemExit: pass\nassert 'sacrebleu' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
