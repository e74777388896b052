"""The language server: what the protocol asks for, handed to the desk and back."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from mtcheck import __version__
from mtcheck.core.errors import MtcheckError
from mtcheck.desk.lsp import actions, edits, lists
from mtcheck.desk.lsp.actions import Client
from mtcheck.desk.lsp.desk import Buffer, Desk
from mtcheck.desk.lsp.diagnostics import diagnostics
from mtcheck.desk.lsp.hover import hover
from mtcheck.desk.lsp.positions import AstrayError, Placed
from mtcheck.desk.lsp.protocol import Protocol, Server, quieten
from mtcheck.desk.lsp.reading import name_of
from mtcheck.desk.lsp.setups import Prepare, Setups

WATCHED = ("**/mtcheck.toml", "**/pyproject.toml", "**/.mtcheck-*.tsv", "**/*.{tsv,toml,csv,tbx}")
PARENT_EVERY = 2.0
"""Seconds between two looks at whether the process of the client is still there."""


def serve(prepare: Prepare, chosen: Path | None = None) -> NoReturn:
    """Serve one client over standard input and output until it ends; leave with 0 where it took its leave, else with 1, as the protocol has it.

    What something else prints goes to standard error.
    """
    quieten()
    stdout, sys.stdout = sys.stdout.buffer, sys.stderr
    faces = Faces(prepare, chosen)
    try:
        faces.server.start_io(sys.stdin.buffer, stdout)
    finally:
        faces.desk.end()
    sys.stderr.flush()
    os._exit(0 if faces.ended else 1)  # a model that is reading cannot be told to stop, and nobody waits for it any more


class Faces:
    """The handlers of the protocol's messages, and what they share: the server and the desk."""

    def __init__(self, prepare: Prepare, chosen: Path | None) -> None:
        self.server = Server("mtcheck", __version__, protocol_cls=Protocol)
        self.desk = Desk(Setups(prepare, self._later, chosen), self._show, self.server.log, self._root)
        self.loop: asyncio.AbstractEventLoop | None = None
        self.watch: asyncio.Task[None] | None = None
        self.ended = False
        self._register()

    def _register(self) -> None:
        features: dict[str, Callable[..., Any]] = {
            types.INITIALIZED: self.initialized,
            types.SHUTDOWN: self.shut_down,
            types.TEXT_DOCUMENT_DID_OPEN: self.opened,
            types.TEXT_DOCUMENT_DID_CHANGE: self.changed,
            types.TEXT_DOCUMENT_DID_CLOSE: self.closed,
            types.TEXT_DOCUMENT_DID_SAVE: self.settings_changed,
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES: self.settings_changed,
            types.WORKSPACE_DID_CHANGE_CONFIGURATION: self.settings_changed,
            types.TEXT_DOCUMENT_HOVER: self.hovered,
        }
        for name, handler in features.items():
            self.server.feature(name)(partial(handler))  # pygls leaves a mark on what it is given, which a method does not take
        self.server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(list(actions.KINDS)))(partial(self.asked))
        commands: dict[str, Callable[..., Any]] = {actions.IGNORE: self.ignore, actions.ENTER: self.enter, actions.FIX: self.fix_all}
        for name, command in commands.items():
            self.server.command(name)(partial(command))

    def initialized(self, _: types.InitializedParams) -> None:
        """Watch the files of the settings, where the client can, and the client itself."""
        self.loop = asyncio.get_running_loop()
        self.loop.set_exception_handler(_unless_cancelled)
        if self.server.process_id:
            self.watch = asyncio.ensure_future(self._watch(self.server.process_id))
        workspace = self.server.client_capabilities.workspace
        if workspace and workspace.did_change_watched_files and workspace.did_change_watched_files.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(glob) for glob in WATCHED])
            registration = types.Registration("mtcheck-settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            self.server.client_register_capability(types.RegistrationParams([registration]))

    def shut_down(self, _: None) -> None:
        """Stop what is being checked."""
        self.ended = True
        self.desk.end()

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take a text on."""
        item = params.text_document
        path = to_fs_path(item.uri) or str(self._home / (unquote(urlsplit(item.uri).path).rpartition("/")[2] or "untitled"))
        self.desk.open(Buffer(item.uri, name_of(path, item.language_id), item.version, Placed(item.text, self._encoding)))

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Change a text and check it again."""
        buffer = self.desk.buffers.get(params.text_document.uri)
        if buffer is None:
            self.server.log(f"{params.text_document.uri} changed and is not open")
            return
        buffer.version = params.text_document.version
        for change in params.content_changes:
            self._change(buffer, change)
        self.desk.schedule(buffer)

    def _change(self, buffer: Buffer, change: types.TextDocumentContentChangeEvent) -> None:
        if buffer.astray and isinstance(change, types.TextDocumentContentChangePartial):
            return
        try:
            buffer.placed, buffer.astray = buffer.placed.changed(change), False
        except AstrayError as error:
            buffer.astray = True
            self.server.log(f"{buffer.name}: the editor changed {error}; nothing is shown until it sends the whole text, so open the file again")

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget a text."""
        self.desk.close(params.text_document.uri)

    def settings_changed(self, _: Any) -> None:
        """Check all texts again."""
        self.desk.refresh()

    async def hovered(self, params: types.HoverParams) -> types.Hover | None:
        """Say what was found at a position."""
        seen = await self.desk.settled(params.text_document.uri)
        return hover(seen, params.position, markdown=self._markdown) if seen else None

    async def asked(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Say what may be done at a range."""
        uri = params.text_document.uri
        seen = await self.desk.settled(uri)
        return await self.desk.run(actions.actions, seen, uri, params.range, params.context.only, self._client) if seen else []

    async def ignore(self, uri: str, rule: str, context: str, *reason: Any) -> None:
        """Write down that a finding is to stay, and why: a given reason, else the one that is chosen."""
        why = " ".join(str(one) for one in reason if one).strip() or await self._reason()
        seen = await self.desk.settled(uri)
        if not why or seen is None:
            return
        try:
            done = await self.desk.run(lists.ignored, seen, rule, context, why)
        except MtcheckError as error:
            self._tell(error.line())
            return
        if done is None:
            self._tell(f"nothing is found there any more by {rule}")
            return
        found, path = done
        self.server.log(f"“{' '.join(found.finding.text.split())}” ({rule}) is ignored from now on ({path})", types.MessageType.Info)
        self.desk.refresh()

    async def enter(self, uri: str, avoid: str, prefer: Any, rule: str) -> None:
        """Write an entry into the glossary of the house, and show it where something is to be filled in."""
        seen = await self.desk.settled(uri)
        avoid, prefer = lists.phrase(avoid), prefer if prefer is None else str(prefer)
        if seen is None or seen.setup is None or not avoid or rule not in seen.setup.prepared.checker.ruleset.rules:
            return
        try:
            path, line = await self.desk.run(lists.written_down, seen.setup, avoid, prefer, rule)
        except (MtcheckError, OSError, UnicodeDecodeError) as error:
            self._tell(error.line() if isinstance(error, MtcheckError) else str(error))
            return
        what = f"{path}:{line}: “{avoid}” is in the house glossary now" if line else f"{path}: “{avoid}” stood there already"
        self.server.log(what, types.MessageType.Info)
        self.desk.refresh()
        window = self.server.client_capabilities.window
        if line and prefer is None and window and window.show_document and window.show_document.support:
            place = types.Position(line - 1, 0)
            shown = types.ShowDocumentParams(from_fs_path(str(path)) or "", take_focus=True, selection=types.Range(place, place))
            await self.server.window_show_document_async(shown)

    async def fix_all(self, uri: str) -> None:
        """Have the client write all safe suggestions."""
        seen = await self.desk.settled(uri)
        if seen is not None and (changes := await self.desk.run(edits.all_safe, seen)):
            edit = actions.workspace_edit(seen, uri, changes, self._client)
            await self.server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, "Fix all safe findings"))

    async def _reason(self) -> str:
        """Return the reason that somebody chooses; "" where nobody does."""
        choices = [types.MessageActionItem(reason) for reason in actions.REASONS]
        chosen = await self.server.window_show_message_request_async(
            types.ShowMessageRequestParams(types.MessageType.Info, "Why is this to stay as it is?", choices)
        )
        return chosen.title if chosen else ""

    def _show(self, buffer: Buffer) -> None:
        found = diagnostics(buffer.seen) if buffer.seen else []
        version = buffer.seen.version if buffer.seen else None
        self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(buffer.uri, found, version))

    def _tell(self, line: str) -> None:
        """Show somebody who asked for something why it could not be done."""
        self.server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"mtcheck: {line}"))

    def _later(self, line: str) -> None:
        """Write a line into the client's log, from whichever thread."""
        if self.loop:
            self.loop.call_soon_threadsafe(self.server.log, line)

    @property
    def _folders(self) -> list[Path]:
        workspace = self.server.workspace
        return [Path(folder) for folder in (*(to_fs_path(one.uri) for one in workspace.folders.values()), workspace.root_path) if folder]

    @property
    def _home(self) -> Path:
        """The folder that a text that was never saved is in."""
        return next(iter(self._folders), Path.cwd())

    def _root(self, name: str) -> Path:
        """Return the folder of the workspace that a file is in, the innermost; else that of the file."""
        path = Path(name)
        return max((one for one in self._folders if path.is_relative_to(one)), key=lambda one: len(one.parts), default=path.parent)

    @property
    def _encoding(self) -> str:
        return str(getattr(self.server.workspace.position_encoding, "value", self.server.workspace.position_encoding))

    @property
    def _client(self) -> Client:
        can = self.server.client_capabilities
        edit = can.workspace.workspace_edit if can.workspace else None
        return Client(versioned=bool(edit and edit.document_changes), asks=bool(can.window and can.window.show_message))

    @property
    def _markdown(self) -> bool:
        text = self.server.client_capabilities.text_document
        formats = text.hover.content_format if text and text.hover else None
        return formats is None or types.MarkupKind.Markdown in formats

    async def _watch(self, process: int) -> None:
        """Leave when the client is gone, even where somebody else holds its end of the pipe."""
        while True:
            await asyncio.sleep(PARENT_EVERY)
            try:
                os.kill(process, 0)
            except ProcessLookupError:
                os._exit(1)  # standard input is being read and cannot be given up
            except OSError:  # it is there, and another user's
                continue


def _unless_cancelled(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Say what went wrong in the background; not that something was given up because the client is gone."""
    if not isinstance(context.get("exception"), asyncio.CancelledError | BrokenPipeError):
        loop.default_exception_handler(context)
