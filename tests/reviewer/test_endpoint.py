"""HTTP with an endpoint: addresses, waits, busy servers, broken responses; against a server on a real socket."""

import json
import socket
import time

import pytest

from mtcheck.core.errors import ConfigError
from mtcheck.reviewer import endpoint as module
from mtcheck.reviewer.endpoint import Endpoint, EndpointError

CONTENT = '{"findings": []}'


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    monkeypatch.setattr(module, "PAUSE", 0.01)


def asked(server, *answers, timeout=5.0, key=""):
    server.answers = list(answers)
    return Endpoint(server.url, key, timeout).complete({"model": "m"})


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("http://localhost:8080", "http://localhost:8080/v1/chat/completions"),
        ("http://localhost:8080/", "http://localhost:8080/v1/chat/completions"),
        ("https://api.example.org/v1/", "https://api.example.org/v1/chat/completions"),
        ("https://example.org/llm/v2", "https://example.org/llm/v2/chat/completions"),
        ("https://example.org/v1/chat/completions", "https://example.org/v1/chat/completions"),
        ("https://example.org/d/gpt?api-version=1", "https://example.org/d/gpt/chat/completions?api-version=1"),
    ],
)
def test_addresses(address, target):
    assert Endpoint(address).target == target


@pytest.mark.parametrize(
    "address",
    [
        "",
        "localhost:8080",
        "ftp://example.org",
        "file:///etc/passwd",
        "http://",
        "http://[::1",
        "http://x:99999999",
        "http://a b",
        "http://a\nb",
        "https://me:secret@example.org",
    ],
)
def test_what_is_no_address(address):
    with pytest.raises(ConfigError) as raised:
        Endpoint(address)
    assert "secret" not in raised.value.line() and "--reviewer" in raised.value.line()


def test_where_texts_go_is_said_without_what_may_be_a_key():
    assert Endpoint("https://example.org/v1?key=hidden").described() == "https://example.org/v1/chat/completions"
    assert Endpoint("http://example.org").described().endswith("(unencrypted)")
    assert Endpoint("http://127.0.0.1:9").described().endswith("(on this machine)")


@pytest.mark.parametrize("key", ["sk-ümlaut", "sk-1\nX-Header: 1"])
def test_a_key_that_cannot_be_sent_is_not_shown(key):
    with pytest.raises(ConfigError) as raised:
        Endpoint("http://localhost", key)
    assert "sk-" not in raised.value.line()


def test_an_answer_with_its_tokens(server):
    assert asked(server, server.said(CONTENT, "length")) == (CONTENT, True, 400, 20)
    table = {"choices": [{"message": {"content": CONTENT}}], "usage": {"prompt_tokens": "many", "completion_tokens": -3}}
    assert asked(server, {"body": json.dumps(table)}) == (CONTENT, False, None, None)


def test_an_answer_in_chunks(server):
    assert asked(server, server.said(CONTENT, chunks=7)).content == CONTENT


def test_the_key_goes_along(server):
    asked(server, server.said(CONTENT), key=" sk-1 \n")
    asked(server, server.said(CONTENT))
    assert [headers.get("Authorization") for _, headers, _ in server.requests] == ["Bearer sk-1", None]


@pytest.mark.parametrize(
    "busy",
    [{"status": 429}, {"status": 503}, {"status": 500}, {"drop": True}, {"chunks": 5, "torn": True}],
    ids=["429", "503", "500", "dropped", "torn"],
)
def test_a_busy_server_is_asked_again(server, busy):
    assert asked(server, server.answer([], **busy), server.answer([], **busy), server.said(CONTENT)).content == CONTENT
    assert len(server.requests) == 3


def test_a_server_that_stays_busy_is_left_in_the_end(server):
    with pytest.raises(EndpointError, match=r"429 .*slow down.* asked 4 times"):
        asked(server, {"status": 429, "body": json.dumps({"error": {"message": "slow down"}})})
    assert len(server.requests) == module.ATTEMPTS


def test_the_server_says_how_long_to_wait(server, monkeypatch):
    waits = []
    monkeypatch.setattr(module.time, "sleep", lambda seconds: waits.append(seconds) if seconds else None)
    headers = [{"Retry-After": "7"}, {"Retry-After": "86400"}, {"Retry-After": "Sun, 29 Nov 2026 10:00:00 GMT"}]
    asked(server, *({"status": 429, "headers": one, "body": "{}"} for one in headers), server.said(CONTENT))
    assert waits == [7, module.LONGEST_PAUSE, module.PAUSE * 4]


@pytest.mark.parametrize("late", [{"wait": 3}, {"chunks": 1, "between": 0.1}], ids=["silent", "drop by drop"])
def test_an_answer_that_takes_too_long(server, late):
    begun = time.monotonic()
    with pytest.raises(EndpointError, match=r"no answer within 0\.5 seconds"):
        asked(server, server.said(CONTENT, **late), timeout=0.5)
    assert time.monotonic() - begun < 2.5 and len(server.requests) == 1


def test_an_answer_without_end(server, monkeypatch):
    monkeypatch.setattr(module, "LARGEST", 1000)
    with pytest.raises(EndpointError, match="no JSON"):
        asked(server, server.said("x" * 5000))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>",
        "[]",
        "null",
        "{}",
        '{"choices": []}',
        '{"choices": [{}]}',
        '{"choices": [{"message": {"content": null}}]}',
        '{"choices": {"0": 1}}',
        "[" * 100_000,
    ],
)
def test_garbage_instead_of_a_response(server, body):
    with pytest.raises(EndpointError) as raised:
        asked(server, {"body": body})
    assert not raised.value.lasting


def test_what_the_server_says_is_one_line_without_the_key(server):
    body = json.dumps({"error": {"message": "wrong key sk-1\x1b[31m\nplease " + "x" * 500}})
    with pytest.raises(EndpointError, match=r"HTTP 401 \(wrong key … \[31m please x+\)") as raised:
        asked(server, {"status": 401, "body": body}, key="sk-1")
    assert raised.value.lasting and len(str(raised.value)) < 200


def test_it_is_not_sent_elsewhere(server):
    for status in (301, 302, 307, 308):
        with pytest.raises(EndpointError, match="not followed") as raised:
            asked(server, {"status": status, "headers": {"Location": f"{server.url}/other"}, "body": ""})
        assert raised.value.lasting
    assert {path for path, _, _ in server.requests} == {"/v1/chat/completions"}


def test_nobody_there():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(EndpointError, match="cannot be reached") as raised:
            Endpoint(f"http://127.0.0.1:{taken.getsockname()[1]}").complete({})
    assert raised.value.lasting


def test_no_proxy_stands_before_this_machine(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert asked(server, server.said(CONTENT)).content == CONTENT
