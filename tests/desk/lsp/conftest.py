"""An editor: a real client (pygls) that starts ``mtcheck lsp`` and speaks with it over standard input and output."""

import asyncio
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

pytest.importorskip("pygls")
from lsprotocol import types
from pygls.lsp.client import LanguageClient

REPOSITORY = Path(__file__).resolve().parents[3]
PATIENCE = 60
"""Seconds to wait for anything; machines that run tests are busy."""


def capabilities(encodings=("utf-16",), *, asks=True, versioned=True):
    window = types.WindowClientCapabilities(
        show_message=types.ShowMessageRequestClientCapabilities() if asks else None,
        show_document=types.ShowDocumentClientCapabilities(support=True),
    )
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=list(encodings)),
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=versioned),
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
        ),
        text_document=types.TextDocumentClientCapabilities(
            hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
        ),
        window=window,
    )


class Editor:
    """Starts a server in a folder; what the server sends is kept in lists."""

    def __init__(self, folder: Path, *arguments: str, process_id: int | None = None, **able) -> None:
        self.registered = []
        self._begin(folder)
        self.loop = asyncio.new_event_loop()
        self.news = threading.Condition()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.client = self.wait(self._start(arguments))
        folders = [types.WorkspaceFolder(folder.as_uri(), folder.name)]
        params = types.InitializeParams(capabilities(**able), process_id=process_id, root_uri=folder.as_uri(), workspace_folders=folders)
        self.result = self.wait(self.client.initialize_async(params))
        self.notify("initialized", types.InitializedParams())

    def _begin(self, folder: Path) -> None:
        self.folder, self.shown, self.logged, self.told, self.documents, self.applied = folder, [], [], [], [], []
        self.answer: str | None = "house style"
        self.versions: dict[str, int] = {}

    def move(self, folder: Path) -> None:
        """Go on in another folder of the workspace: what is open is closed, and what was said so far forgotten."""
        for uri in self.versions:
            self.notify("textDocument/didClose", types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        change = types.WorkspaceFoldersChangeEvent(*([types.WorkspaceFolder(one.as_uri(), one.name)] for one in (folder, self.folder)))
        self.notify("workspace/didChangeWorkspaceFolders", types.DidChangeWorkspaceFoldersParams(change))
        assert self.hover("file:///nowhere.txt", 0, 0) == ""  # which is answered after all that
        self._begin(folder)

    async def _start(self, arguments) -> LanguageClient:
        client = LanguageClient("editor", "1")
        kinds, keep = client.protocol.get_result_type, self._keep
        client.protocol.get_result_type = lambda method: None if "codeAction" in method else kinds(method)  # which takes actions for commands
        client.feature("textDocument/publishDiagnostics")(lambda params: keep(self.shown, (time.monotonic(), params)))
        client.feature("window/logMessage")(lambda params: keep(self.logged, params.message))
        client.feature("window/showMessage")(lambda params: keep(self.told, params.message))
        client.feature("client/registerCapability")(lambda params: keep(self.registered, params))
        client.feature("window/showDocument")(lambda params: keep(self.documents, params) or types.ShowDocumentResult(True))
        client.feature("workspace/applyEdit")(lambda params: keep(self.applied, params.edit) or types.ApplyWorkspaceEditResult(True))
        client.feature("window/showMessageRequest")(lambda params: types.MessageActionItem(self.answer) if self.answer else None)
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        command = ["-m", "mtcheck", "lsp", *(arguments or ("--scorer", "off"))]
        await client.start_io(sys.executable, *command, env=environment, cwd=self.folder, limit=2**26)
        return client

    def _keep(self, kept: list, what) -> None:
        with self.news:
            kept.append(what)
            self.news.notify_all()

    def wait(self, future):
        return asyncio.run_coroutine_threadsafe(future, self.loop).result(PATIENCE)

    def until(self, condition, patience: float = PATIENCE):
        """Return what a condition gives as soon as it is true; fail when it does not come true."""
        with self.news:
            assert self.news.wait_for(condition, patience), f"never came; the log says {self.logged}"
            return condition()

    def notify(self, method: str, params) -> None:
        async def send() -> None:
            self.client.protocol.notify(method, params)

        self.wait(send())

    def request(self, method: str, params):
        async def send():
            return await self.client.protocol.send_request_async(method, params)

        return self.wait(send())

    @property
    def process(self):
        return self.client._server

    def open(self, name: str, text: str, language: str = "plaintext", *, uri: str | None = None) -> str:
        path = self.folder / name
        if uri is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        uri = uri or path.as_uri()
        self.versions[uri] = 1
        self.notify("textDocument/didOpen", types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text)))
        return uri

    def change(self, uri: str, *changes) -> int:
        """Send changes, each a whole text or ((line, column), (line, column), text); return the new version."""
        self.versions[uri] += 1
        version = self.versions[uri]
        identifier = types.VersionedTextDocumentIdentifier(version, uri)
        self.notify("textDocument/didChange", types.DidChangeTextDocumentParams(identifier, [_change(one) for one in changes]))
        return version

    def found(self, uri: str, version: int = 1, *, after: int = 0) -> list[types.Diagnostic]:
        """Return what is shown of a version of a text, in what was sent after the first ``after`` lists."""

        def latest():
            return [params for _, params in self.shown[after:] if (params.uri, params.version) == (uri, version)]

        return list(self.until(latest)[-1].diagnostics)

    def place(self, at) -> types.Range:
        start, end = at
        return types.Range(types.Position(*start), types.Position(*end))

    def actions(self, uri: str, at, *only: str) -> list[types.CodeAction]:
        context = types.CodeActionContext([], only=list(only) or None)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), self.place(at), context)
        converter = self.client.protocol._converter
        return [converter.structure(one, types.CodeAction) for one in self.request("textDocument/codeAction", params) or ()]

    def hover(self, uri: str, line: int, column: int) -> str:
        params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, column))
        shown = self.request("textDocument/hover", params)
        return shown.contents.value if shown else ""

    def execute(self, command: types.Command) -> None:
        self.request("workspace/executeCommand", types.ExecuteCommandParams(command.command, arguments=command.arguments))

    def saved(self, path: Path) -> None:
        """Say that a file changed on disk."""
        event = types.FileEvent(path.as_uri(), types.FileChangeType.Changed)
        self.notify("workspace/didChangeWatchedFiles", types.DidChangeWatchedFilesParams([event]))

    def gone(self, patience: float = PATIENCE) -> int:
        """Return the exit code of the server, which must come soon."""
        return asyncio.run_coroutine_threadsafe(asyncio.wait_for(self.process.wait(), patience), self.loop).result(patience + 5)

    def stderr(self) -> str:
        return self.wait(self.process.stderr.read()).decode()

    def close(self) -> None:
        with suppress(Exception):
            if self.process.returncode is None:
                self.process.kill()
            self.wait(asyncio.wait_for(self.client.stop(), 10))
        self.loop.call_soon_threadsafe(self.loop.stop)


def _change(one):
    if isinstance(one, str):
        return types.TextDocumentContentChangeWholeDocument(one)
    start, end, text = one
    return types.TextDocumentContentChangePartial(types.Range(types.Position(*start), types.Position(*end)), text)


@pytest.fixture
def fresh(tmp_path):
    """Return what starts an editor with a server of its own in a folder of the test."""
    started = []

    def start(*arguments: str, **able) -> Editor:
        started.append(Editor(tmp_path, *arguments, **able))
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.fixture(scope="session")
def waiting(tmp_path_factory):
    """Editors that a test has left and another may take over, as somebody does who opens one folder after the other."""
    editors = [Editor(tmp_path_factory.mktemp("editor"))]
    yield editors
    for one in editors:
        one.close()


@pytest.fixture
def editor(tmp_path, fresh, waiting):
    """Return what gives an editor in a folder of the test: one that waits, where nothing else is asked of it and it still lives."""
    lent = []

    def start(*arguments: str, **able) -> Editor:
        if arguments or able or not waiting or waiting[-1].process.returncode is not None:
            return fresh(*arguments, **able)
        lent.append(waiting.pop())
        lent[-1].move(tmp_path)
        return lent[-1]

    yield start
    waiting.extend(lent)


def edited(text: str, edits) -> str:
    """Return the text with edits in UTF-16 positions made, worked out on the units themselves."""
    units = text.encode("utf-16-le", "surrogatepass")
    starts = [0]
    at = 0
    while at < len(text):
        end = at + (2 if text.startswith("\r\n", at) else 1)
        if text[at] in "\r\n":
            starts.append(len(text[:end].encode("utf-16-le", "surrogatepass")))
        at = end
    for edit in sorted(edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True):
        start, end = (starts[place.line] + 2 * place.character for place in (edit.range.start, edit.range.end))
        units = units[:start] + edit.new_text.encode("utf-16-le") + units[end:]
    return units.decode("utf-16-le", "surrogatepass")


@pytest.fixture
def done():
    """Return what makes the edits of an action in a text."""
    return lambda action, text: edited(text, action.edit.document_changes[0].edits)
