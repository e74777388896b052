"""A server that speaks the protocol of OpenAI on a real socket, with answers that a test lays down, and what runs the command line beside it."""

import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from mtcheck.cli import main
from mtcheck.core.resources import cache_folder


def said(content, finish="stop", **more):
    """Return a response whose message has this content."""
    usage = {"prompt_tokens": 400, "completion_tokens": 20}
    return {"body": json.dumps({"choices": [{"message": {"content": content}, "finish_reason": finish}], "usage": usage}), **more}


def answer(findings, **more):
    """Return a response in the form that is asked for."""
    return said(json.dumps({"findings": findings}, ensure_ascii=False), **more)


def entry(text, fix=None, before="", category="mistranslation", severity="minor"):
    return {"text": text, "before": before, "category": category, "severity": severity, "fix": fix}


class Server(ThreadingHTTPServer):
    """``answers`` are taken one by one, the last again and again; each is a dict as ``answer`` makes it, or is called with the request's body and gives one."""

    daemon_threads = True
    said, answer, entry = staticmethod(said), staticmethod(answer), staticmethod(entry)

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.requests, self.models = [answer([])], [], ["small-1"]
        self.lock = threading.Lock()
        self.under_way = self.most_at_once = 0

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def bodies(self):
        return [json.loads(body) for path, _, body in self.requests if path.endswith("/chat/completions")]

    def passages(self):
        return [json.loads(body["messages"][1]["content"]) for body in self.bodies]

    def handle_error(self, request, client_address):
        """A client that goes away is none of the server's business."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.requests.append((self.path, dict(self.headers), ""))
        self.give({"body": json.dumps({"object": "list", "data": [{"id": name} for name in self.server.models]})})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with self.server.lock:
            self.server.requests.append((self.path, dict(self.headers), body))
            given = self.server.answers.pop(0) if len(self.server.answers) > 1 else self.server.answers[0]
            self.server.under_way += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.under_way)
        given = given(json.loads(body)) if callable(given) else given
        time.sleep(given.get("wait", 0))
        with self.server.lock:
            self.server.under_way -= 1
        self.give(given)

    def give(self, given):
        if given.get("drop"):
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(given.get("status", 200))
        for name, value in given.get("headers", {}).items():
            self.send_header(name, value)
        content = given["body"].encode()
        if size := given.get("chunks"):
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for at in range(0, len(content), size):
                part = content[at : at + size]
                self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
                self.wfile.flush()
                time.sleep(given.get("between", 0))
            self.wfile.write(b"0\r\n\r\n" if not given.get("torn") else b"")
            self.close_connection = True
            return
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture
def server():
    one = Server()
    thread = threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield one
    one.shutdown()
    one.server_close()


class Whole:
    """The whole command line as the runner of click calls a command, with its own ways to leave."""

    name = "mtcheck"

    def main(self, args, **settings):
        sys.argv = ["mtcheck", *args]
        main()


@pytest.fixture
def mtcheck(tmp_path, monkeypatch, checker):
    """Run the command line in a folder and with a cache of its own, which holds no more than the rules."""
    for name in [name for name in os.environ if name.startswith(("MTCHECK_REVIEWER", "OPENAI"))]:
        monkeypatch.delenv(name)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "without-model").touch()
    for file in cache_folder().glob("rules-*"):
        os.link(file, tmp_path / "cache" / file.name)
    monkeypatch.setenv("MTCHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", sys.argv)

    def run(*arguments, stdin=None, **environment):
        done = CliRunner().invoke(Whole(), [*map(str, arguments)], input=stdin, env=environment)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
        return SimpleNamespace(returncode=done.exit_code, stdout=done.stdout, stderr=done.stderr)

    return run


@pytest.fixture
def review(mtcheck, server):
    """Check a text with the server as its reviewer; return the finished process and the findings of the reviewer."""

    def run(text, *arguments, **environment):
        done = mtcheck(
            "check", "--scorer", "off", "--format", "json", "--fail-on", "never", "--reviewer", server.url, *arguments, "-", stdin=text, **environment
        )
        findings = json.loads(done.stdout)["documents"][0]["findings"] if done.stdout else []
        return done, [finding for finding in findings if finding["rule"] == "reviewer"]

    return run
