"""The HTML report in a real browser (Chromium)."""

import pytest

from mtcheck.core.model import Document, Failure, Span, Unit
from mtcheck.reporters import html

CHOOSE = "(() => {{const one = document.querySelector('{}'); one.value = '{}'; one.dispatchEvent(new Event('input', {{bubbles: true}})); \
return document.querySelector('#shown').textContent;}})()"
SHOWN = "[...document.querySelectorAll('section.document')].filter((one) => !one.hidden).map((one) => one.id).join()"
LISTED = "[...document.querySelectorAll('#index tr[data-document]')].filter((one) => !one.hidden).length"


@pytest.fixture(scope="module")
def reports(checker):
    text = (
        "The assault once morest the prison failed. The values\u200b fell. Maria Sanz met <b>Olga</b> in 2016.\n\nThe results, according to, are due."
    )
    source = "L'assaut contre la prison a échoué. Les valeurs ont baissé. Maria Sanz a rencontré <b>Olga</b> en 2015.\n\nLes résultats sont attendus."
    segment = "They were received in high places."
    units = (Unit("home.headline.of.a.very.long.segment.identifier.0001", Span(0, len(segment)), Span(0, 31)),)
    documents = (
        Document("article.txt", text, source=source, source_lang="fr"),
        Document("content/" + "a-very-long-name-without-an-end-" * 4 + ".txt", "As to their goalsand plans, decided in high places.\n" * 3),
        Document("strings.xlf", segment, source="Ils ont été reçus en haut lieu.", source_lang="fr", units=units),
        Document("clean.txt", "The council met on Monday."),
    )
    return [checker.check(document) for document in documents]


@pytest.fixture(scope="module")
def page(reports, checker, tmp_path_factory):
    page = tmp_path_factory.mktemp("browser") / "report.html"
    page.write_text("".join(html.render("signature", [*reports, Failure("gone.txt", "no such file")], checker.ruleset.rules)), "utf-8")
    return page


@pytest.fixture(scope="module")
def told(page, browse):
    steps = [
        "[document.title, document.querySelectorAll('mark').length, document.querySelector('#shown').textContent].join('|')",
        CHOOSE.format("#by-rule", "number-mismatch"),
        SHOWN,
        LISTED,
        CHOOSE.format("#by-rule", ""),
        CHOOSE.format("#by-words", "morest"),
        CHOOSE.format("#by-words", ""),
        SHOWN,
        "getComputedStyle(document.querySelector('mark')).getPropertyValue('border-bottom-style')",
        "document.querySelector('main').firstElementChild.id",
        "[...document.querySelectorAll('#index a')].every((link) => document.querySelector(link.getAttribute('href')))",
        "(() => { document.querySelector('#m1').dispatchEvent(new Event('focus')); return document.querySelector('#card').hidden; })()",
        "[...document.querySelectorAll('td .unit')].map((one) => one.textContent).join()",
    ]
    return browse(page, steps)


def test_the_report_opens_with_all_findings_and_asks_for_nothing_else(told, reports):
    total = sum(len(report.findings) for report in reports)
    assert told["console"] == []
    assert set(told["requests"]) == {"file"}
    title, marks, shown = told["results"][0].split("|")
    assert title == "mtcheck report" and shown == f"{total} of {total} findings"
    assert int(marks) >= total


def test_filters_narrow_what_is_shown(told, reports):
    total = sum(len(report.findings) for report in reports)
    one, shown, listed, every, words, _, again, border, first = told["results"][1:10]
    assert (one, every, words) == (f"1 of {total} findings", f"{total} of {total} findings", f"1 of {total} findings")
    assert (shown, listed, again) == ("d1", 1, "d1,d2,d3,d4")
    assert (border, first) == ("solid", "index")


def test_the_index_leads_to_documents_and_findings_name_their_segment(told, reports):
    links, card_hidden, units = told["results"][10:]
    assert links is True and card_hidden is False
    assert units.split(",") == [reports[2].document.units[0].id] * len(reports[2].findings)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_reads_well_on_any_screen(page, browse, looks, width, scheme):
    faint, overflow, dark, length = browse(page, looks, width, scheme)["results"]
    assert (faint, overflow) == ("", 0)
    assert dark is (scheme == "dark") and length > 500
