"""Scorers with tiny models of random weights: offsets, determinism, options, cache, and the whole pipeline."""

from importlib.util import find_spec
from pathlib import Path

import pytest

NEEDED = ("torch", "transformers", "sentencepiece", "google.protobuf", "gguf", "onnx", "onnxruntime", "tokenizers")


def missing(name):
    return find_spec(name.partition(".")[0]) is None or find_spec(name) is None


pytestmark = [pytest.mark.model, pytest.mark.skipif(any(map(missing, NEEDED)), reason="needs the extras `model` and `torch`")]

from mtcheck.checks import added_word, dropped_word, unidiomatic_wording, wrong_sense  # noqa: E402
from mtcheck.core.errors import ConfigError  # noqa: E402
from mtcheck.core.model import Document, Span  # noqa: E402
from mtcheck.pipeline import Checker  # noqa: E402
from mtcheck.ruleset import load  # noqa: E402
from mtcheck.scorers import Passage, Question, TokenScore, fluency  # noqa: E402
from mtcheck.scorers import store as modelstore  # noqa: E402
from mtcheck.scorers.cache import CachedScorer  # noqa: E402
from mtcheck.scorers.loading import scorer_for  # noqa: E402
from mtcheck.weighing import judging  # noqa: E402

CLEAN = Path(__file__).parents[2] / "corpora" / "clean"
TEXTS = [
    "Hassaké fell. 😀",
    "Muhammad (محمد) said  “no”.",
    " leading space",
    "e\u0301 and 👩‍🚀",
    "one",
    "The council met on Monday and agreed on a plan for the port.",
]


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory):
    """Return the folder of a small SentencePiece tokenizer trained on our clean articles."""
    import sentencepiece
    import transformers

    folder = tmp_path_factory.mktemp("tokenizer")
    (folder / "corpus.txt").write_text("\n".join(path.read_text("utf-8") for path in sorted(CLEAN.glob("*.txt"))), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(folder / "corpus.txt"),
        model_prefix=str(folder / "tokenizer"),
        vocab_size=400,
        byte_fallback=True,
        minloglevel=2,
        user_defined_symbols="<mask>",
    )
    made = transformers.LlamaTokenizerFast.from_pretrained(str(folder))
    made.add_special_tokens({"mask_token": "<mask>"})
    return made


@pytest.fixture(scope="module")
def causal(tokenizer, tmp_path_factory):
    import torch
    import transformers

    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("causal")
    config = transformers.LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2
    )
    transformers.LlamaForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def masked(tokenizer, tmp_path_factory):
    import torch
    import transformers

    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("masked")
    config = transformers.BertConfig(vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4)
    transformers.BertForMaskedLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module", params=["causal", "masked", "installed"])
def folder(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def scorer(folder, tmp_path, monkeypatch, tiny_heads):
    monkeypatch.setenv("MTCHECK_CACHE", str(tmp_path))
    return scorer_for(str(folder))


def test_tokens_cover_the_text_in_order(scorer):
    for text, scores in zip(TEXTS, scorer.score([Passage(text) for text in TEXTS]), strict=True):
        covered = {at for token in scores.tokens for at in range(token.span.start, token.span.end)}
        assert {at for at, char in enumerate(text) if not char.isspace()} <= covered
        assert [token.span.start for token in scores.tokens] == sorted(token.span.start for token in scores.tokens)
        assert all(token.logprob <= 0 for token in scores.tokens)


def test_a_passage_scores_the_same_beside_any_others(scorer, folder, tmp_path):
    together = scorer.score([Passage(text) for text in TEXTS])
    fresh = CachedScorer("x", "y", scorer._load, tmp_path / "other.sqlite")
    for text, scores in zip(TEXTS, together, strict=True):
        (alone,) = fresh.score([Passage(text)])
        assert [token.logprob for token in alone.tokens] == pytest.approx([token.logprob for token in scores.tokens], abs=1e-4)


def test_the_gain_of_an_option_is_what_the_changed_text_gains(causal, tmp_path, monkeypatch):
    monkeypatch.setenv("MTCHECK_CACHE", str(tmp_path))
    scorer = scorer_for(str(causal))
    text = "The council met once more."
    span = Span(text.index("once"), text.index("once") + len("once more"))
    (scores,) = scorer.score([Passage(text, (Question(span, ("again", "once more")), Question(Span(0, 3), ("A",))))])

    def total(changed):
        return sum(token.logprob for token in scorer.score([Passage(changed)])[0].tokens)

    assert scores.gains[0] == pytest.approx((total("The council met again.") - total(text), 0.0), abs=1e-3)
    assert scores.gains[1] == pytest.approx((total("A council met once more.") - total(text),), abs=1e-3)


def test_a_long_passage_runs_through_windows(causal, tmp_path, monkeypatch):
    monkeypatch.setenv("MTCHECK_CACHE", str(tmp_path))
    scorer = scorer_for(str(causal))
    text = " ".join(["The council met on Monday."] * 120)
    at = text.rindex("Monday")
    (scores,) = scorer.score([Passage(text, (Question(Span(at, at + 6), ("Sunday",)),))])
    assert scores.tokens[-1].span.end == len(text)
    assert len(scores.tokens) == len(scorer.score([Passage(text)])[0].tokens) > 4 * 512
    assert scores.gains[0][0] != 0


def test_the_second_run_needs_no_model(scorer, tmp_path):
    passages = [Passage("The council met."), Passage("It rained.", (Question(Span(0, 2), ("He",)),))]
    first = scorer.score(passages)
    again = CachedScorer(scorer.name, scorer.identity, lambda: pytest.fail("the model was loaded"), scorer._path)
    for one, two in zip(first, again.score(passages), strict=True):
        assert [token.span for token in one.tokens] == [token.span for token in two.tokens]
        assert one.gains == two.gains


def test_a_broken_cache_is_made_anew(scorer):
    scorer._path.write_bytes(b"no database at all" * 100)
    assert scorer.score([Passage("The council met.")])[0].tokens


def test_whole_pipeline_with_a_model(scorer):
    checker = Checker(load(), scorer=scorer)
    report = checker.check(Document("a.txt", "Fighters launched an assault once morest the prison. It might happen once more."))
    assert report.fluency is not None and 0 <= report.fluency <= 100
    assert not report.failures
    assert "once morest" in {finding.text for finding in report.findings}
    assert checker.check(Document("b.txt", "")).fluency is None


def test_judged_findings_say_what_the_model_said(scorer):
    checker = Checker(load(), scorer=scorer)
    text = "Fighters launched an assault once morest the prison. The incident might well happen once more, and the army agreed once more."
    findings = checker.candidates(Document("a.txt", text), [])
    asked = [finding for finding in findings if "gain" in finding.evidence]
    assert asked and all(0 < finding.confidence < 1 for finding in asked)
    assert all(finding.rule in judging.WEIGHTS for finding in asked)


def test_what_cannot_be_loaded_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv("MTCHECK_CACHE", str(tmp_path / "cache"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match="cannot load the model"):
        scorer_for(str(tmp_path / "empty")).score([Passage("x")])
    with pytest.raises(ConfigError, match="no model folder of that name"):
        scorer_for(str(tmp_path / "nothing"))
    with pytest.raises(ConfigError, match="is not installed"):
        scorer_for("required")
    assert scorer_for("auto") is None
    assert scorer_for("off") is None


def test_fluency_rises_with_likelihood():
    text = "The council met on Monday."
    spans = [Span(0, 3), Span(4, 11), Span(12, 15), Span(16, 18), Span(19, 25)]
    likely, unlikely = ([TokenScore(span, value) for span in spans] for value in (-1.0, -6.0))
    assert fluency.of_sentence(text, likely) > fluency.of_sentence(text, unlikely)
    assert fluency.of_sentence("", []) == 50.0
    assert fluency.of_article([]) is None


def test_the_installed_model_knows_good_from_bad(monkeypatch, installed_cache):
    monkeypatch.setenv("MTCHECK_CACHE", str(installed_cache))
    if modelstore.find() is None:
        pytest.skip("needs the installed model: make model")
    scorer = scorer_for("required")
    checker = Checker(load(), scorer=scorer)
    for rule in (unidiomatic_wording.RULE, wrong_sense.RULE, dropped_word.RULE, added_word.RULE):
        for example in (*rule.bad, *rule.good):
            document = Document("a.txt", example.text, source=example.source, source_lang=example.source_lang)
            marks = [finding.text for finding in checker.check(document).findings if finding.rule == rule.id]
            assert example.mark in marks if example.mark else not marks, example
    good, bad = "The army launched an assault against the prison.", "The army launched an assault once morest the prison."
    sentences = scorer.score([Passage(good), Passage(bad)])
    assert fluency.of_sentence(good, sentences[0].tokens) > fluency.of_sentence(bad, sentences[1].tokens)
