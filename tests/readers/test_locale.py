"""JSON of strings by key: what is prose, where it stands, what a fix changes, and its source."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mtcheck import readers
from mtcheck.cli import group
from mtcheck.core.model import Failure
from mtcheck.readers._locale import document_of, strings

ENGLISH = (
    '{\r\n\t"greeting": "Hello {nome}, once morest \\"all\\"",\r\n "nested":{"n": "In P\\u00e9kin\\nit rained \\ud83d\\ude00.", "\\u00fcber": ["He came.", "Second"], '
    '"Pékin": 3.50, "e": ""},\n "@greeting": {"description": "In Pékin"}, "x": {"message": "The plant employs 2.4 people.", "description": "Pékin"}}\n'
)
GERMAN = {
    "x": {"message": "Das Werk beschäftigt 2.400 Menschen."},
    "nested": {"über": ["Er kam.", "Zweitens"], "n": "In Peking regnete es."},
    "greeting": "Hallo {name}, gegen alle",
}


def test_values_are_segments_named_by_their_keys():
    document = document_of(ENGLISH, "en.json")
    named = {unit.id: unit.span.of(document.text) for unit in document.units}
    assert named == {
        "greeting": 'Hello {nome}, once morest "all"',
        "nested.n": "In Pékin\nit rained 😀.",
        "nested.über.0": "He came.",
        "nested.über.1": "Second",
        "x.message": "The plant employs 2.4 people.",
    }


@given(
    st.recursive(st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12),
    st.booleans(),
)
def test_every_string_is_found_where_it_stands(value, ascii_only):
    raw = json.dumps(value, ensure_ascii=ascii_only)

    def values(item):
        if isinstance(item, dict):
            item = list(item.values())
        return [text for one in item for text in values(one)] if isinstance(item, list) else [item] if isinstance(item, str) else []

    assert [json.loads(raw[one.start - 1 : one.end + 1]) for one in strings(raw)] == values(value)


def run(*arguments):
    return CliRunner().invoke(group, [*map(str, arguments), "--scorer", "off"])


def test_the_source_of_a_string_is_the_one_of_its_key(tmp_path, cache):
    (tmp_path / "en.json").write_text(ENGLISH, "utf-8", newline="")
    (tmp_path / "de.json").write_text(json.dumps(GERMAN), "utf-8")
    result = run("check", "--source", tmp_path / "de.json", "--profile", "localisation", "--format", "json", tmp_path / "en.json")
    (document,) = json.loads(result.stdout)["documents"]
    found = {(one["unit"], one["rule"], one["text"]) for one in document["findings"]}
    assert {("x.message", "number-mismatch", "2.4"), ("greeting", "placeholder-mismatch", "{nome}"), ("nested.n", "exonym", "Pékin")} <= {
        (unit, rule, json.loads(f'"{text}"')) for unit, rule, text in found
    }


def test_fix_changes_the_values_and_nothing_else(tmp_path, cache):
    path = tmp_path / "en.json"
    path.write_bytes(ENGLISH.encode())
    assert run("fix", "--unsafe-fixes", "--in-place", path).exit_code == 0
    assert path.read_bytes().decode() == ENGLISH.replace("once morest", "against").replace("P\\u00e9kin\\n", "Beijing\\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"a": "b",}', "a.json:1: no valid JSON"),
        ('{\n"a": "b"\n"c"', "a.json:3: no valid JSON"),
        ("", "a.json:1: no valid JSON"),
        ("[" * 100_000, "a.json: no valid JSON"),
    ],
)
def test_what_is_no_json_is_one_line(tmp_path, content, said):
    (tmp_path / "a.json").write_text(content)
    (item,) = readers.read(str(tmp_path / "a.json"))
    assert isinstance(item, Failure) and said in f"{item.where}: {item.message}"


def test_a_folder_is_not_searched_for_json(tmp_path):
    (tmp_path / "package.json").write_text('{"a": "b"}')
    (tmp_path / "a.txt").write_text("He came.")
    assert [str(path).rpartition("/")[2] for path in readers.expand([str(tmp_path)])] == ["a.txt"]
