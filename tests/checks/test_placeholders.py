"""Placeholders, tags and inline codes of strings."""

import json

import pytest
from click.testing import CliRunner

from mtcheck.checks.bilingual.placeholder_mismatch import PLACEHOLDER
from mtcheck.cli import group

XLIFF = """<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x" source-language="fr" target-language="en"><body>
<trans-unit id="1"><source>Le <g id="1">maire</g> a signé<x id="2"/>.</source><target>The mayor has signed<x id="2"/>.</target></trans-unit>
<trans-unit id="2"><source>Le <g id="1">maire</g> a signé<x id="2"/>.</source><target><x id="2"/>The <g id="1">mayor</g> has signed.</target></trans-unit>
<trans-unit id="3"><source>Bonjour <ph id="p">%s</ph>, merci.</source><target>Hello, thank you.</target></trans-unit></body></file></xliff>"""
XLIFF_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="es" trgLang="en"><file id="f"><unit id="u"><segment>
<source>Pesa <pc id="1">tres</pc> kilos<ph id="2"/>.</source><target>It weighs <pc id="1">three</pc> kilos.</target></segment></unit></file></xliff>"""


def found(tmp_path, name, content, *options):
    (tmp_path / name).write_text(content, "utf-8")
    arguments = ["check", "--profile", "localisation", "--format", "json", "--scorer", "off", "--select", "placeholder-mismatch", *options]
    result = CliRunner().invoke(group, [*arguments, str(tmp_path / name)])
    return [(one["unit"], one["message"]) for document in json.loads(result.stdout)["documents"] for one in document["findings"]]


def test_inline_codes_that_only_the_source_has(tmp_path, cache):
    assert found(tmp_path, "a.xlf", XLIFF) == [("1", 'The source also has “<g id="1">”'), ("3", 'The source also has “<ph id="p">”')]
    assert [message for _, message in found(tmp_path, "b.xlf", XLIFF_2)] == ['The source also has “<ph id="2">”']


def test_plurals_of_gettext_may_say_one(tmp_path, cache):
    po = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"X-Source-Language: pt\\n"\n\nmsgid "%d ficheiro foi apagado"\nmsgid_plural "%d ficheiros foram apagados"\n'
    assert found(tmp_path, "a.po", po + 'msgstr[0] "One file was deleted"\nmsgstr[1] "%d files were deleted"\n') == []
    assert len(found(tmp_path, "b.po", po + 'msgstr[0] "One file was deleted"\nmsgstr[1] "Some files were deleted"\n')) == 1


@pytest.mark.parametrize(
    "text", ["%s", "%1$d", "%.2f", "%(name)s", "{name}", "{0}", "${total}", "{{ user.name }}", "%COUNT%", "<br/>", "</b>", '<a href="x">']
)
def test_what_is_a_placeholder(text):
    (match,) = PLACEHOLDER.finditer(f"Up to {text} of it")
    assert match.group() == text


@pytest.mark.parametrize("text", ["50% discount", "100%", "5 % des", "a < b and c > d", "{n, plural, one {# file}}", "50%-Marke", "{}}"[:1]])
def test_what_is_none(text):
    assert not PLACEHOLDER.search(f"Up to {text} of it")


def test_choices_of_icu_are_left_alone(tmp_path, cache):
    row = {"source": "{n, plural, one {# Datei} other {{n} Dateien}}", "text": "{n, plural, one {a file} other {# files}}", "source_lang": "de"}
    assert found(tmp_path, "a.jsonl", json.dumps(row) + "\n") == []
