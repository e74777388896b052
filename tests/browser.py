"""Opens a page in Chromium, as Qt ships it, in a frame of a given width, and runs steps of JavaScript in it; prints what they return, the console and the requests.

Run as a program: page, steps (JSON), width, "light" or "dark".
"""

import json
import os
import sys
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

page_path, steps, width, scheme = sys.argv[1:]
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"--no-sandbox --disable-gpu --blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}"

from PySide6.QtCore import QTimer, QUrl  # noqa: E402
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineUrlRequestInterceptor  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

told = {"results": [], "console": [], "requests": []}
left = json.loads(steps)


class Watch(QWebEngineUrlRequestInterceptor):
    def interceptRequest(self, info):
        told["requests"].append(info.requestUrl().scheme())


class Page(QWebEnginePage):
    def javaScriptConsoleMessage(self, level, message, line, source):
        told["console"].append(message)


def end():
    sys.stdout.write(f"TOLD {json.dumps(told)}\n")
    sys.stdout.flush()
    app.quit()


def step(*_):
    if not left:
        return end()

    def keep(result):
        told["results"].append(result)
        step()

    page.runJavaScript(f"(() => {{ const window = frames[0], document = window.document; return {left.pop(0)}; }})()", keep)


app = QApplication([])
profile = QWebEngineProfile()
watch = Watch()
profile.setUrlRequestInterceptor(watch)
page = Page(profile)
with TemporaryDirectory() as folder:
    around = Path(folder, "around.html")
    inner = escape(Path(page_path).read_text("utf-8"))
    around.write_text(f'<!DOCTYPE html><meta charset="utf-8"><iframe width="{width}" height="900" srcdoc="{inner}"></iframe>', "utf-8")
    page.loadFinished.connect(step)
    page.load(QUrl.fromLocalFile(str(around)))
    QTimer.singleShot(40000, end)
    app.exec()
