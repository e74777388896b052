"""The licences of what mtcheck needs."""

import re
from email.message import Message
from pathlib import Path
from types import SimpleNamespace

import pytest

from mtcheck.build.licences import COPYLEFT, LONGEST, extras, licence, needed

PAGE = Path(__file__).parents[2] / "docs" / "licences.md"
LISTED = dict(re.findall(r"^\| (\S+) \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE))


def test_the_core_needs_nothing_under_the_gpl():
    packages = needed()
    assert {"click", "numpy", "sacrebleu"} <= set(packages)
    assert {one.name: one.licence for one in packages.values() if not one.licence or COPYLEFT.search(one.licence)} == {}


@pytest.mark.parametrize("extra", ["", *extras()])
def test_every_package_that_is_needed_is_on_the_page(extra):
    missing = {one.name for one in needed(extra).values()} - set(LISTED)
    assert not missing, "run `make licences`"
    assert not [name for name, said in LISTED.items() if COPYLEFT.search(said)]


def package(**fields):
    said = Message()
    for name, values in fields.items():
        for value in values if isinstance(values, list) else [values]:
            said[name.replace("_", "-")] = value
    return SimpleNamespace(metadata=said)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"License_Expression": "MIT", "License": "other"}, "MIT"),
        ({"Classifier": ["License :: OSI Approved :: BSD License", "Topic :: Text"], "License": "x"}, "BSD"),
        ({"License": "Apache Software License"}, "Apache-2.0"),
        ({"License": "Permission is hereby granted, " + "free of charge, " * LONGEST}, ""),
        ({}, ""),
    ],
)
def test_licence(fields, expected):
    assert licence(package(**fields)) == expected


@pytest.mark.parametrize("said", ["GPL-3.0-or-later", "AGPL-3.0", "GNU General Public License v3 (GPLv3)", "MIT AND GPL-2.0-only"])
def test_copyleft_is_seen(said):
    assert COPYLEFT.search(said) and not COPYLEFT.search("MIT AND (BSD-2-Clause OR LGPL-2.1-or-later)")
