"""The checks that need the source, and what they stand on: alignment, numbers, terms, pairing."""

import gzip
import json
import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mtcheck.bilingual.align import Side, align
from mtcheck.bilingual.bitext import Bitext, Pair
from mtcheck.bilingual.pairing import source_path
from mtcheck.checks import reference_difference
from mtcheck.checks.bilingual import all_checks, term_violation
from mtcheck.config import Config
from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Document, Span, Unit
from mtcheck.glossary.terms import read_terms
from mtcheck.languages.language import codes, language
from mtcheck.languages.numbers import numbers
from mtcheck.pipeline import Checker
from mtcheck.ruleset import load

TERMS = "source\ttarget\tforbidden\tkeep\nconseil municipal\tcity council\ttown hall\t\nFrente Libertad\t\t\tyes\n"


def told(text, code):
    return [(text[one.start : one.end], one.value) for one in numbers(text, language(code)) if one.kind != "part"]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("fr", "quatre-vingt-dix-sept euros, 2,5 milliards et 1 234,5 km", [97, 2.5e9, 1234.5]),
        ("fr", "au XXe siècle, deux cent trente-deux", [20, 232]),
        ("de", "zweihundertfünfzig, einundzwanzig und 3,5 Mrd. Euro", [250, 21, 3.5e9]),
        ("es", "46.000 rupias y dos mil millones", [46000, 2e9]),
        ("it", "ventotto navi e 1.500.000 euro", [28, 1.5e6]),
        ("ru", "10 тысяч и 2,5 млн", [10000, 2.5e6]),
        ("ar", "١٢٣ شخصا و ٥ ملايين", [123, 5e6]),
        ("ja", "1万1000店", [10000, 11000, 1000]),
        ("hi", "तीन बार", [3]),
        ("en", "two hundred and five people paid $5bn, not 1,234.5", [205, 5e9, 1234.5]),
        ("en", "half a million, one and a half million, a dozen and a half, half a dozen, two and a half", [5e5, 1.5e6, 18, 6, 2.5]),
        ("en", "at 5.30 p.m., half of them, a century and a half", [5.3, 150]),
        ("de", "eine halbe Million, anderthalb Millionen, zweieinhalb Tausend", [5e5, 1.5e6, 2500]),
        ("fr", "un demi-million, deux millions et demi", [5e5, 2.5e6]),
        ("ru", "полторы тысячи, полмиллиона", [1500, 5e5]),
        ("it", "180mila e 5mila", [180000, 5000]),
    ],
)
def test_numbers_of_each_language(code, text, expected):
    assert [value for _, value in told(text, code)] == expected


@given(st.text(max_size=80))
def test_numbers_stand_where_they_say(text):
    for code in ("en", "fr", "zh"):
        for one in numbers(text, language(code)):
            assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize("code", codes())
def test_every_pack_knows_its_months_and_a_negation(code):
    pack = language(code)
    assert len(pack.months) == 12 and len(pack.weekdays) == 7
    assert pack.numbers and pack.function_words and pack.negation.pattern


def side(sentences):
    return Side([len(one) for one in sentences], [frozenset(word for word in one.lower().split() if len(word) > 3) for one in sentences])


def test_alignment_finds_merged_dropped_and_moved():
    source = [
        "alpha beta gamma delta",
        "epsilon zeta1 eta77 theta",
        "iota kappa lambda88 mu99x",
        "nuxx xiyy omicron pirate",
        "rhoo sigma tauu upsilon",
    ]
    target = [source[0], source[1] + " " + source[2], source[4]]
    links = align(side(source), side(target))
    assert {(link.source, link.target) for link in links} == {((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((4,), (2,))}


@given(st.lists(st.integers(0, 30), max_size=12), st.lists(st.integers(0, 30), max_size=12))
def test_alignment_links_every_sentence_once(here, there):
    words = "abcd efgh ijkl mnop qrst uvwx".split()
    make = lambda numbers: [" ".join(words[n % 6] + str(n) for n in range(one, one + 3)) for one in numbers]  # noqa: E731
    links = align(side(make(here)), side(make(there)))
    assert sorted(i for link in links for i in link.source) == list(range(len(here)))
    assert sorted(j for link in links for j in link.target) == list(range(len(there)))


@pytest.mark.parametrize(("name", "code"), [("parallel_fr_es", "es"), ("parallel_fr_es", "fr"), ("parallel_de", "de")])
def test_alignment_of_news_with_sentences_merged_dropped_and_swapped(shared, name, code):
    from mtcheck.bilingual.bitext import Bitext

    rng = random.Random(7)
    with gzip.open(shared / "data" / f"{name}.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["source_lang"] == code][:60]
    right = wrong = missed = 0
    for row in rows:
        pairs = [(s, t) for s, t in zip(row["source"], row["reference"], strict=False) if s and t]
        if len(pairs) < 5:
            continue
        targets, gold, at = [], set(), 0
        while at < len(pairs):
            draw = rng.random()
            if draw < 0.05:
                at += 1
                continue
            joined = 2 if draw < 0.12 and at + 1 < len(pairs) else 1
            gold |= {(i, len(targets)) for i in range(at, at + joined)}
            targets.append(" ".join(t for _, t in pairs[at : at + joined]))
            at += joined
        bitext = Bitext(Document("x", "\n\n".join(targets), source="\n\n".join(s for s, _ in pairs)), code, ())
        sides = []
        for texts, foreign in (([s for s, _ in pairs], True), (targets, False)):
            whole, spans, start = "\n\n".join(texts), [], 0
            for one in texts:
                spans.append(Span(start, start + len(one)))
                start += len(one) + 2
            sides.append(Side([len(one) for one in texts], [bitext._anchors(whole, span, foreign=foreign) for span in spans]))
        found = {(i, j) for link in align(*sides) for i in link.source for j in link.target}
        right, wrong, missed = right + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
    assert 2 * right / (2 * right + wrong + missed) >= 0.96


@pytest.fixture
def term_checker(cache, tmp_path):
    (tmp_path / "terms.tsv").write_text(TERMS, encoding="utf-8")
    return Checker(load(), terms=read_terms([tmp_path / "terms.tsv"]))


@pytest.mark.parametrize("example", term_violation.RULE.bad)
def test_term_violation_is_marked(term_checker, example):
    report = term_checker.check(Document("x", example.text, source=example.source, source_lang=example.source_lang))
    (finding,) = [one for one in report.findings if one.rule == "term-violation"]
    assert finding.text == example.mark and finding.suggestions[:1] == ((example.fix,) if example.fix else ())


@pytest.mark.parametrize("example", term_violation.RULE.good)
def test_right_terms_are_left_alone(term_checker, example):
    report = term_checker.check(Document("x", example.text, source=example.source, source_lang=example.source_lang))
    assert "term-violation" not in {one.rule for one in report.findings}


def terms_of(tmp_path, rows, name="terms.tsv"):
    (tmp_path / name).write_text(rows, encoding="utf-8")
    return Checker(load(), terms=read_terms([tmp_path / name]))


def violations(checker, text, source, code):
    report = checker.check(Document("x", text, source=source, source_lang=code))
    return [(one.text, one.message.partition(" wants ")[2]) for one in report.findings if one.rule == "term-violation"]


def test_every_missing_term_of_a_sentence_is_told_once(cache, tmp_path):
    checker = terms_of(
        tmp_path, "source\ttarget\tforbidden\nVorstand\texecutive board\tdirectors\nGeschäftsbericht\tannual report\t\nUmsatz\tturnover\t\n"
    )
    text, source = "They presented the report on sales.", "Der Vorstand legte den Geschäftsbericht zum Umsatz vor."
    wanted = "“executive board” for “Vorstand”, “annual report” for “Geschäftsbericht”, “turnover” for “Umsatz”"
    assert violations(checker, text, source, "de") == [(text, wanted)]
    text = "The directors presented the report."
    assert violations(checker, text, "Der Vorstand legte den Geschäftsbericht vor.", "de") == [
        (text, "“annual report” for “Geschäftsbericht”"),
        ("directors", ""),
    ]


def test_terms_in_their_forms_and_scripts(cache, tmp_path):
    rows = "source\ttarget\nVorstand\texecutive board\n国务院\tcabinet\nبرلمان\tparliament\nconseil\tboard\nconseil municipal\tcity council\n"
    checker = terms_of(tmp_path, rows)
    assert violations(checker, "The directors came.", "Die Vorstände kamen.", "de") == [("The directors came.", "“executive board” for “Vorstände”")]
    assert violations(checker, "The council said so.", "国务院今天宣布了新措施。", "zh")[0][1] == "“cabinet” for “国务院”"
    assert violations(checker, "The assembly agreed.", "وافق البرلمان على ذلك.", "ar")[0][1] == "“parliament” for “البرلمان”"
    assert violations(checker, "The city council met.", "Le conseil municipal s'est réuni.", "fr") == []


def test_what_is_wanted_is_as_many_as_what_is_not(cache, tmp_path):
    checker = terms_of(tmp_path, "source\ttarget\tforbidden\nVorstand\texecutive board\tmanagement board\n")
    report = checker.check(Document("x", "The management boards came.", source="Die Vorstände kamen.", source_lang="de"))
    assert [one.suggestions for one in report.findings if one.rule == "term-violation"] == [("executive boards",)]


def test_terms_from_a_spreadsheet_with_semicolons(tmp_path):
    (tmp_path / "a.csv").write_text("Source;Target\nVorstand;executive board\n", encoding="utf-8")
    assert [(term.source, term.target) for term in read_terms([tmp_path / "a.csv"])] == [("Vorstand", ("executive board",))]


def test_terms_from_tbx_and_csv(tmp_path):
    tbx = '<martif><text><body><termEntry><langSet xml:lang="de"><tig><term>Bürgermeister</term></tig></langSet><langSet xml:lang="en"><tig><term>mayor</term></tig>'
    tbx += '<tig><term>burgomaster</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry></body></text></martif>'
    (tmp_path / "a.tbx").write_text(tbx, encoding="utf-8")
    (tmp_path / "b.csv").write_text("source,target\nHafen,port\n", encoding="utf-8")
    terms = read_terms([tmp_path / "a.tbx", tmp_path / "b.csv"])
    assert [(term.source, term.target, term.forbidden) for term in terms] == [
        ("Bürgermeister", ("mayor",), ("burgomaster",)),
        ("Hafen", ("port",), ()),
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.tsv", "wort\tterm\n", "a.tsv:1: no columns"),
        ("a.tsv", "source\ttarget\nHafen\t\n", "a.tsv:2: a term without a target"),
        ("a.tsv", "source\tkeep\nHafen\tmaybe\n", "a.tsv:2: `keep` is 'maybe'; write yes"),
        ("a.tbx", "<martif><text>", "broken XML"),
        ("a.tbx", '<!DOCTYPE x [<!ENTITY a "b">]><martif/>', "entity declarations"),
        ("a.doc", "x", "no term list"),
    ],
)
def test_broken_term_lists_say_what_and_where(tmp_path, name, content, said):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        read_terms([tmp_path / name])


def test_units_pair_the_sides_whatever_the_lengths(checker):
    text, source = "Seventeen people came.\n\nThe mayor left.", "Le maire est parti avec 71 personnes venues de loin.\n\nLe maire est parti."
    units = (Unit("a", Span(0, 22), Span(0, 52)), Unit("b", Span(24, 39), Span(54, 73)))
    report = checker.check(Document("x.xlf", text, source=source, source_lang="fr", units=units))
    (finding,) = [one for one in report.findings if one.rule == "number-mismatch"]
    assert finding.text == "Seventeen" and finding.source.of(source) == "71"


def test_what_a_splitter_cut_off_is_said_beside():
    source = "Ana Robles lebte in Kiel. Sie malte die Bibliothek im 2. Obergeschoss des Museums. Es regnete."
    text = "She painted the library on the 2nd. Upper floor of the museum. The ticket office sells stamps and posters. It rained."
    bitext = Bitext(Document("x", text, source=source, source_lang="de"), "de", ())
    cut, new = (Pair(None, spanned(text, part), 0.0) for part in ("Upper floor of the museum.", "The ticket office sells stamps and posters."))
    beside = [
        Pair(spanned(source, "Sie malte die Bibliothek im 2. Obergeschoss des Museums."), spanned(text, "She painted the library on the 2nd."), 0.5)
    ]
    assert bitext.said_beside(cut, beside) and not bitext.said_beside(new, beside)
    lost = Pair(spanned(source, "Obergeschoss des Museums."), None, 0.0)
    here = [Pair(spanned(source, "Sie malte die Bibliothek im 2."), Span(0, text.index(" The ticket")), 0.5)]
    assert bitext.said_beside(lost, here) and not bitext.said_beside(lost, beside)


def spanned(text, part):
    return Span(text.index(part), text.index(part) + len(part))


def test_a_source_of_another_article_is_refused(checker):
    text = "\n\n".join(f"In {1990 + n} the factory of Anna Kowal in Gdansk number {n * 37} built {n * 91} ships for Norway." for n in range(1, 12))
    source = "\n\n".join(
        f"Le musée de {name} expose des tableaux de la collection royale depuis longtemps."
        for name in "Lyon Nantes Rennes Lille Tours Metz Nice Brest Dijon Reims".split()
    )
    report = checker.check(Document("x", text, source=source, source_lang="fr"))
    assert report.failures and "no bilingual findings" in report.failures[0].message
    assert not [one for one in report.findings if one.source is not None]


def test_a_source_of_another_language_is_refused(checker):
    spanish = "El alcalde de la ciudad dijo que no se puede entrar en el puerto por la noche, y que los barcos de la empresa son del gobierno. " * 5
    report = checker.check(Document("x", "The mayor of the city said so. " * 6, source=spanish, source_lang="fr"))
    assert "reads as Spanish, not as French" in report.failures[0].message


@given(st.text(max_size=120), st.text(max_size=120), st.sampled_from(["fr", "de", "ru", "zh", "ar", None, "xx"]))
@example("Aa¹", "000𢫇", "fr")  # a sign without a Latin rendering
def test_any_text_with_any_source_is_checked(checker, text, source, code):
    report = checker.check(Document("x", text, source=source, source_lang=code))
    assert not [failure for failure in report.failures if failure.internal]
    for finding in report.findings:
        assert finding.span.of(text) == finding.text
        assert finding.source is None or 0 <= finding.source.start <= finding.source.end <= len(source)


def test_every_bilingual_rule_says_that_it_needs_the_source():
    assert all("source" in check.RULE.needs for check in all_checks() if check.RULE.id != "untranslated")


def test_source_path_follows_the_pattern():
    assert str(source_path("news/a.en.txt", "{stem}.{lang}.txt", "fr")) == "news/a.fr.txt"
    assert str(source_path("news/a.txt", "../fr/{stem}.txt", None)) == "news/../fr/a.txt"
    with pytest.raises(ConfigError, match="stem"):
        source_path("a.txt", "source.txt", "fr")
    with pytest.raises(ConfigError, match="source-lang"):
        source_path("a.txt", "{stem}.{lang}.txt", None)


def test_terms_are_a_key_of_the_config():
    assert Config().terms == ()


@pytest.fixture
def two_sides(checker):
    text = "The ministry said that 71 people died.\n\nThe mayor left on Tuesday."
    source = "Le ministère a annoncé que 17 personnes étaient mortes.\n\nLe maire est parti jeudi."
    return checker.check(Document("a.txt", text, source=source, source_lang="fr"))


def test_json_gives_the_span_of_the_source(two_sides):
    from mtcheck.reporters import json as reporter

    (document,) = json.loads("".join(reporter.render("s", [two_sides], load().rules)))["documents"]
    spans = {finding["text"]: finding["source"] for finding in document["findings"]}
    assert spans["71"] == {"start": 27, "end": 29, "text": "17"} and spans["Tuesday"]["text"] == "jeudi"


def test_terminal_shows_both_sides(two_sides):
    from mtcheck.reporters import terminal

    lines = "".join(terminal.render("s", [two_sides], load().rules)).splitlines()
    at = next(number for number, line in enumerate(lines) if "said that 71 people" in line)
    assert lines[at + 1].index("^^") == lines[at].index("71")
    assert lines[at + 3].index("^^") == lines[at + 2].index("17")


def test_html_puts_the_sides_beside_each_other(two_sides):
    from mtcheck.reporters import html

    page = "".join(html.render("s", [two_sides], load().rules))
    assert '<mark id="s1" class="critical" tabindex="0">17</mark>' in page and '<mark id="m1" class="critical" tabindex="0">71</mark>' in page
    row = page[page.index('<div class="source"') :]
    assert row.index("17</mark>") < row.index("71</mark>") < row.index("jeudi</mark>") < row.index("Tuesday</mark>")


REFERENCE = "The mayor opened the bridge on Monday. Nobody was hurt in the fire."


@pytest.mark.parametrize("example", [*reference_difference.RULE.bad, *reference_difference.RULE.good])
def test_sentences_far_from_the_reference_are_marked(checker, example):
    findings = checker.check(Document("x", example.text, reference=REFERENCE)).findings
    assert [one.text for one in findings if one.rule == "reference-difference"] == ([example.mark] if example.mark else [])


def test_check_takes_a_reference(tmp_path, cache):
    from click.testing import CliRunner

    from mtcheck.cli.check import command

    (tmp_path / "a.txt").write_text("The mayor opened the bridge on Monday. Cows in the far valley eat grass.", encoding="utf-8")
    (tmp_path / "ref.txt").write_text(REFERENCE, encoding="utf-8")
    done = CliRunner().invoke(command, [str(tmp_path / "a.txt"), "--reference", str(tmp_path / "ref.txt"), "--scorer", "off"])
    assert "reference-difference" in done.output and "Cows in the far valley" in done.output


def test_one_source_rendered_in_two_ways_over_a_run(tmp_path, cache):
    from click.testing import CliRunner

    from mtcheck.cli.check import command

    rows = [("a", "Save the file now."), ("b", "Store the file now."), ("c", "Save the file now.")]
    lines = (json.dumps({"id": name, "text": text, "source": "Enregistrez le fichier maintenant.", "source_lang": "fr"}) for name, text in rows)
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = CliRunner().invoke(command, [str(tmp_path / "a.jsonl"), "--profile", "localisation", "--scorer", "off", "--format", "json"])
    found = {
        one["id"]: [f["suggestions"] for f in one["findings"] if f["rule"] == "inconsistent-translation"]
        for one in json.loads(done.stdout)["documents"]
    }
    assert found == {"a": [], "b": [["Save the file now."]], "c": []}


def with_source(checker, text, source, code):
    return checker.check(Document("x", text, source=source, source_lang=code)).findings


def test_a_clue_counts_only_where_the_source_has_a_name_that_the_english_lacks(checker):
    text = "The survey shows what voters in, as in other towns, think of the mayor."
    named = "L'enquête montre ce que les électeurs de Zaragoza, comme dans d'autres villes, pensent du maire."
    unnamed = "L'enquête montre ce que les électeurs d'ici, comme dans d'autres villes, pensent du maire."
    assert [one.text for one in with_source(checker, text, named, "fr") if one.rule == "missing-word"] == ["in,"]
    assert not [one for one in with_source(checker, text, unnamed, "fr") if one.rule == "missing-word"]


def test_places_are_known_in_any_case_form(checker):
    source = "Protest odbył się w Warszawie."
    assert not with_source(checker, "The protest took place in Warsaw.", source, "pl")
    assert [one.rule for one in with_source(checker, "The protest took place there.", source, "pl")] == ["name-lost"]
