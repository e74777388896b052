"""Clients that get things wrong, or die: one line, and nothing left behind."""

import os
import signal
import subprocess
import sys
import time

import pytest
from lsprotocol import types


@pytest.fixture
def editor(fresh):
    """Each of them ends its own server."""
    return fresh


TEXT = "He complained once morest the judges.\n"
LONG = " ".join(f"The council met at the quay and {n} guests asked about bread." for n in range(8000))


def test_a_client_that_takes_its_leave(editor):
    desk = editor()
    desk.found(desk.open("a.txt", TEXT))
    desk.request("shutdown", None)
    desk.notify("exit", None)
    assert desk.gone() == 0 and desk.stderr() == ""


def test_a_client_that_leaves_without_a_word(editor):
    desk = editor()
    desk.found(desk.open("a.txt", TEXT))
    desk.notify("exit", None)
    assert desk.gone() == 1 and desk.stderr() == ""


def test_a_client_that_reads_no_more():
    """Its end of the server's output is closed; the server goes when the other one is."""
    command = [sys.executable, "-m", "mtcheck", "lsp", "--scorer", "off"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:

        def send(body):
            server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            server.stdin.flush()

        send(b'{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": null, "rootUri": null, "capabilities": {}}}')
        server.stdout.readline()
        server.stdout.close()
        send(b'{"jsonrpc": "2.0", "method": "initialized", "params": {}}')
        item = b'{"uri": "file:///a.txt", "languageId": "plaintext", "version": 1, "text": "He complained once morest them."}'
        send(b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": %s}}' % item)
        time.sleep(2)
        server.stdin.close()
        assert server.wait(20) == 1
        assert server.stderr.read() == b""


def test_a_client_that_dies_leaves_nothing_behind(editor, tmp_path):
    desk = editor()
    desk.found(desk.open("a.txt", TEXT))
    desk.open("long.txt", LONG)
    time.sleep(0.5)
    desk.process.stdin.close()
    start = time.monotonic()
    assert desk.gone(20) == 1
    assert time.monotonic() - start < 15
    assert desk.stderr() == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "long.txt"]


def test_a_client_whose_pipes_break_in_the_middle_of_a_message(editor):
    desk = editor()

    async def half():
        desk.process.stdin.write(b'Content-Length: 9000\r\n\r\n{"jsonrpc": "2.0", "method"')
        await desk.process.stdin.drain()
        desk.process.stdin.close()

    desk.wait(half())
    assert desk.gone(20) == 1 and desk.stderr() == ""


def test_a_server_whose_client_is_killed_goes_though_somebody_holds_its_pipe(editor):
    client = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
    desk = editor(process_id=client.pid)
    desk.found(desk.open("a.txt", TEXT))
    os.kill(client.pid, signal.SIGKILL)
    client.wait()
    assert desk.gone(20) == 1 and desk.stderr() == ""


def test_changes_of_lines_that_are_not_there_are_said_and_the_text_is_left_alone(editor):
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    assert len(desk.found(uri)) == 1
    assert desk.found(uri, desk.change(uri, ((400, 0), (400, 3), "x"))) == []
    assert desk.found(uri, desk.change(uri, ((0, 0), (0, 0), "x"))) == []
    (line,) = desk.logged
    assert "the editor changed 401:1 to 401:4 in a text of 2 lines" in line and "open the file again" in line
    assert len(desk.found(uri, desk.change(uri, TEXT))) == 1


def test_requests_for_places_that_are_not_there_find_nothing(editor):
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    assert desk.hover(uri, 900, 900) == "" and desk.hover("file:///nowhere.txt", 0, 0) == ""
    assert desk.actions(uri, ((900, 0), (3, 0)), "quickfix") == []
    assert desk.actions("file:///nowhere.txt", ((0, 0), (0, 1))) == []
    assert next(one.title for one in desk.actions(uri, ((0, 20), (0, 15)), "quickfix")) == "Replace with “against”"
    desk.execute(types.Command("x", "mtcheck.fixAll", arguments=["file:///nowhere.txt"]))
    assert len(desk.found(uri)) == 1


def test_a_text_that_is_not_open(editor):
    desk = editor()
    desk.versions["file:///other.txt"] = 1
    desk.change("file:///other.txt", TEXT)
    assert desk.until(lambda: desk.logged) == ["mtcheck: file:///other.txt changed and is not open"]
    assert len(desk.found(desk.open("a.txt", TEXT))) == 1


def test_messages_that_cannot_be_read_are_answered(editor):
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    place = {"textDocument": {"uri": uri}, "position": {"line": -1, "character": "x"}}

    async def send():
        body = f'{{"jsonrpc": "2.0", "id": "odd", "method": "textDocument/hover", "params": {place}}}'.replace("'", '"').encode()
        answer = desk.client.protocol._request_futures["odd"] = desk.loop.create_future()
        desk.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        return await answer

    try:
        desk.wait(send())
        answered = ""
    except Exception as error:  # noqa: BLE001  whatever the client makes of a refusal
        answered = str(error)
    assert "cannot be read (textDocument/hover)" in answered
    assert desk.logged == ["mtcheck: a message that cannot be read (textDocument/hover); it is left out"]
    assert len(desk.found(uri)) == 1


def test_commands_with_other_arguments_do_nothing(editor, tmp_path):
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    for name, arguments in (
        ("mtcheck.addToGlossary", [uri, "a (b", "c", "calque"]),
        ("mtcheck.addToGlossary", [uri, "a b", "c", "no-rule"]),
        ("mtcheck.ignore", [uri, "calque", "0123", "why"]),
    ):
        desk.execute(types.Command("x", name, arguments=arguments))
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def run(*arguments, code="from mtcheck.cli import main; main()", **settings):
    command = [sys.executable, "-c", f"import sys; sys.argv = ['mtcheck', *sys.argv[1:]]\n{code}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **settings)


def test_a_person_who_starts_it_is_told_who_does():
    code = "import io, sys; sys.stdin.isatty = lambda: True\nfrom mtcheck.cli import main; main()"
    done = run("lsp", code=code, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "mtcheck: lsp: an editor starts it and speaks with it over standard input; docs/editors.md says how\n"


def test_without_pygls_the_package_to_install_is_named():
    done = run("lsp", code="import sys; sys.modules['pygls'] = None\nfrom mtcheck.cli import main; main()", stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stderr) == (2, "mtcheck: lsp: the language server needs pygls; run pip install 'mtcheck[lsp]'\n")


def test_a_config_that_is_named_must_be_there(tmp_path):
    done = run("lsp", "--config", str(tmp_path / "none.toml"), stdin=subprocess.DEVNULL)
    assert done.returncode == 2 and "none.toml: cannot read the file" in done.stderr


def test_other_commands_do_not_load_it(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    code = "import atexit\natexit.register(lambda: print('MODULES', *sys.modules, file=sys.stderr))\nfrom mtcheck.cli import main; main()"
    for arguments in (("check", "--scorer", "off", "--format", "json", str(tmp_path / "a.txt")), ("lsp", "--help"), ("--help",)):
        done = run(*arguments, code=code)
        assert "MODULES" in done.stderr
        assert not {"pygls", "lsprotocol", "attrs", "cattrs", "mtcheck.desk", "asyncio"} & set(done.stderr.split())
