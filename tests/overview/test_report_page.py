"""The page of many reports in a real browser."""

import json
import random

import pytest
from click.testing import CliRunner

from mtcheck.cli import group

RULES = (("calque", "minor"), ("fused-words", "major"), ("number-mismatch", "critical"))
SHOWN = "document.querySelector('#shown').textContent"
CHOOSE = "(() => {{ const one = document.querySelector('{}'); one.value = '{}'; one.dispatchEvent(new Event('input')); return " + SHOWN + "; }})()"
SORT = "(() => {{ [...document.querySelectorAll('#listed th button')].find((one) => one.textContent === '{}').click(); \
return [...document.querySelectorAll('#listed tbody tr')].slice(0, 3).map((row) => row.cells[{}].textContent).join('|'); }})()"


def documents(count):
    choose = random.Random(3)
    for n in range(count):
        findings = [finding(*choose.choice(RULES)) for _ in range(choose.randrange(4))]
        meta = {"title": f"Talks {n} <b>&", "date": f"2024-{1 + n % 9:02}-11", "desk": "World" if n % 2 else "Sport", "authors": [f"Ana {n % 3}"]}
        row = {"path": f"content/a-very-long-folder-name/and-a-long-file-name-{n}.md", "id": None, "words": 150 + n, "score": 90}
        yield {**row, "fluency": None, "findings": findings, "suppressed": [], "meta": meta}


def finding(rule, severity):
    words = {"line": 1, "column": 1, "text": "x", "message": "m", "suggestions": [], "confidence": 0.9, "context": "0" * 16}
    return {"rule": rule, "category": "Style/Unidiomatic style" if rule == "calque" else "Accuracy/Mistranslation", "severity": severity, **words}


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("overview")
    report = {"schema": 1, "signature": "mtcheck:1|lang:fr", "documents": list(documents(70)), "failures": []}
    (folder / "report.json").write_text(json.dumps(report), "utf-8")
    decisions = [{"path": "a", "findings": [{"rule": "calque", "decision": "refused" if n % 3 else "accepted"}]} for n in range(9)]
    (folder / "decisions.jsonl").write_text("".join(json.dumps(one) + "\n" for one in decisions), "utf-8")
    arguments = ["report", str(folder / "report.json"), "--decisions", str(folder / "decisions.jsonl"), "--output", str(folder / "page.html")]
    assert CliRunner().invoke(group, arguments).exit_code == 0
    return folder / "page.html"


def test_the_page_needs_nothing_else_and_escapes(page):
    text = page.read_text("utf-8")
    assert "Talks 1 &lt;b&gt;&amp;" in text and "<b>" not in text
    assert "http" not in text.replace("http-equiv", "") and "src=" not in text and "@import" not in text
    assert "Refused more than half of the time: <strong>calque</strong> (6 of 9)" in text


def test_the_table_sorts_and_filters(page, browse):
    with_calque = sum(any(one["rule"] == "calque" for one in row["findings"]) for row in documents(70))
    steps = [
        SHOWN,
        CHOOSE.format("[data-by=rule]", "calque"),
        CHOOSE.format("[data-by=rule]", ""),
        CHOOSE.format("[data-by=desk]", "World"),
        CHOOSE.format("[data-by=authors]", "Ana 1"),
        CHOOSE.format("[data-by=desk]", ""),
        CHOOSE.format("[data-by=authors]", ""),
        CHOOSE.format("#by-words", "talks 69"),
        CHOOSE.format("#by-words", ""),
        SORT.format("Words", 5),
        SORT.format("Words", 5),
        SORT.format("Article", 0),
        "document.querySelector('th[aria-sort]').ariaSort",
        "(() => { document.querySelector('#more').click(); return " + SHOWN + "; })()",
        "document.querySelectorAll('.dot').length",
    ]
    told = browse(page, steps)
    assert told["console"] == [] and set(told["requests"]) == {"file"}
    every = "50 of 70 shown"
    both = sum(n % 2 == 1 and n % 3 == 1 for n in range(70))
    assert told["results"][:9] == [
        every,
        f"{with_calque} of {with_calque} shown",
        every,
        "35 of 35 shown",
        f"{both} of {both} shown",
        "23 of 23 shown",
        every,
        "1 of 1 shown",
        every,
    ]
    falling, rising, by_name, direction, all_shown, dots = told["results"][9:]
    assert (falling, rising) == ("219|218|217", "150|151|152")
    assert by_name.startswith("Talks 0 <b>&") and direction == "ascending"
    assert (all_shown, dots) == ("70 of 70 shown", 9)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_reads_well_on_any_screen(page, browse, looks, width, scheme):
    faint, overflow, dark, length = browse(page, looks, width, scheme)["results"]
    assert (faint, overflow) == ("", 0)
    assert dark is (scheme == "dark") and length > 500
