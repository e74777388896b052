"""The protocol as pygls has it, but for three things: texts are kept by ``desk``, what a client gets wrong is one line, and the end is quiet.

pygls splits lines where Python does, at form feeds and line separators too, which no client takes for the end of a line; so it is not given the texts.
"""

from __future__ import annotations

import logging
from collections.abc import Generator
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.json_rpc import JsonRPCNotification
from pygls.protocol.language_server import lsp_method

Handling = Generator[Any, Any, None]
REFUSED = "$/refused"
"""Method of a message that nobody handles, in the place of one that could not be read."""


class Protocol(LanguageServerProtocol):
    """Hands changes of texts on as they are, and answers a request that cannot be read."""

    def _handed_on(self, method: str, params: Any) -> Handling:
        if handler := self.fm.features.get(method):
            yield handler, (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Handling:
        """Hand on that a text was opened."""
        yield from self._handed_on(types.TEXT_DOCUMENT_DID_OPEN, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Handling:
        """Hand on that a text changed."""
        yield from self._handed_on(types.TEXT_DOCUMENT_DID_CHANGE, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Handling:
        """Hand on that a text was closed."""
        yield from self._handed_on(types.TEXT_DOCUMENT_DID_CLOSE, params)

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Return the message; for one that is not as the protocol has it, one that does nothing, after the client was told."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            what = f"a message that cannot be read ({data.get('method', 'an answer')}); it is left out"
            self._server.report_server_error(ValueError(what), type(error))
            if "id" in data and "method" in data:
                self._send_response(data["id"], None, types.ResponseError(types.ErrorCodes.InvalidParams, what))
            return JsonRPCNotification(REFUSED, "2.0", None)


class Server(LanguageServer):
    """A server whose complaints are lines in the client's log."""

    def log(self, line: str, kind: types.MessageType = types.MessageType.Error) -> None:
        """Write a line into the client's log."""
        self.window_log_message(types.LogMessageParams(kind, f"mtcheck: {line}"))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Say in one line what went wrong outside a request."""
        self.log(" ".join(str(error).split()) or type(error).__name__)


def quieten() -> None:
    """Keep what pygls logs off standard error, where some editors show each line as a failure of the server."""
    log = logging.getLogger("pygls")
    log.addHandler(logging.NullHandler())
    log.propagate = False
