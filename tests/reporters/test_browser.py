"""The HTML report in a real browser (Chromium, as Qt ships it; `pip install --group browser`)."""

import json
import os
import subprocess
import sys

import pytest

from mtcheck.core.model import Document
from mtcheck.reporters import html

pytest.importorskip("PySide6.QtWebEngineCore", reason="needs the dependency group `browser`", exc_type=ImportError)

BROWSER = """
import json, sys
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineUrlRequestInterceptor
from PySide6.QtWidgets import QApplication

told = {"results": [], "console": [], "requests": []}

class Watch(QWebEngineUrlRequestInterceptor):
    def interceptRequest(self, info):
        told["requests"].append(info.requestUrl().scheme())

class Page(QWebEnginePage):
    def javaScriptConsoleMessage(self, level, message, line, source):
        told["console"].append(message)

app = QApplication([])
profile = QWebEngineProfile()
watch = Watch()
profile.setUrlRequestInterceptor(watch)
page = Page(profile)
steps = json.loads(sys.argv[2])

def end():
    print("TOLD " + json.dumps(told), flush=True)
    app.quit()

def step(*_):
    if not steps:
        return end()
    def keep(result):
        told["results"].append(result)
        step()
    page.runJavaScript(steps.pop(0), keep)

page.loadFinished.connect(step)
page.load(QUrl.fromLocalFile(sys.argv[1]))
QTimer.singleShot(40000, end)
app.exec()
"""
CHOOSE = "(() => {{const one = document.querySelector('{}'); one.value = '{}'; one.dispatchEvent(new Event('input', {{bubbles: true}})); \
one.dispatchEvent(new Event('change', {{bubbles: true}})); return document.querySelector('#shown').textContent;}})()"


@pytest.fixture(scope="module")
def told(checker, tmp_path_factory):
    text = (
        "The assault once morest the prison failed. The values\u200b fell. Maria Sanz met <b>Olga</b> in 2016.\n\nThe results, according to, are due."
    )
    source = "L'assaut contre la prison a échoué. Les valeurs ont baissé. Maria Sanz a rencontré <b>Olga</b> en 2015.\n\nLes résultats sont attendus."
    report = checker.check(Document("article.txt", text, source=source, source_lang="fr"))
    page = tmp_path_factory.mktemp("browser") / "report.html"
    page.write_text("".join(html.render("signature", [report], checker.ruleset.rules)), "utf-8")
    steps = [
        "[document.title, document.querySelectorAll('mark').length, document.querySelector('#shown').textContent].join('|')",
        CHOOSE.format("#by-rule", "number-mismatch"),
        CHOOSE.format("#by-rule", ""),
        CHOOSE.format("#by-words", "morest"),
        "getComputedStyle(document.querySelector('mark')).getPropertyValue('border-bottom-style')",
    ]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox --disable-gpu"}
    done = subprocess.run([sys.executable, "-c", BROWSER, str(page), json.dumps(steps)], env=environment, capture_output=True, text=True, timeout=60)
    line = next((line for line in done.stdout.splitlines() if line.startswith("TOLD ")), None)
    if line is None:
        pytest.skip(f"the browser does not start here: {done.stderr.strip().splitlines()[-1:]}")
    return report, json.loads(line[5:])


def test_the_report_opens_with_all_findings_and_asks_for_nothing_else(told):
    report, seen = told
    assert seen["console"] == []
    assert set(seen["requests"]) == {"file"}
    title, marks, shown = seen["results"][0].split("|")
    assert title == "mtcheck report" and shown == f"{len(report.findings)} of {len(report.findings)} findings"
    assert int(marks) >= len(report.findings)


def test_filters_narrow_what_is_shown(told):
    report, seen = told
    total = len(report.findings)
    assert seen["results"][1:4] == [f"1 of {total} findings", f"{total} of {total} findings", f"1 of {total} findings"]
    assert seen["results"][4] == "solid"
