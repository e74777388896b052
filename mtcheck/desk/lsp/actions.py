"""What an editor may do about findings: write a suggestion, leave it with a reason, put it into the house glossary, fix all that is safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lsprotocol import types

from mtcheck.core.errors import MtcheckError
from mtcheck.core.model import Span
from mtcheck.desk.lsp import edits, lists
from mtcheck.desk.lsp.desk import Seen
from mtcheck.desk.lsp.diagnostics import Marked, diagnostic, within
from mtcheck.mending import safe

FIX_ALL = "source.fixAll.mtcheck"
KINDS = (types.CodeActionKind.QuickFix, FIX_ALL, types.CodeActionKind.Refactor)
IGNORE, ENTER, FIX = "mtcheck.ignore", "mtcheck.addToGlossary", "mtcheck.fixAll"
"""The commands behind what is no edit of the text."""
REASONS = ("in a quotation", "house style", "a name as it is written", "right as it stands")
"""Reasons to choose from where no other is typed."""
BESIDE = frozenset({"source", "reference", "terms", "names"})
"""What else a rule may hold a text against; the words that it finds are wrong beside that, and right elsewhere."""
MOST_FINDINGS, MOST_SUGGESTIONS = 20, 9


class Client(NamedTuple):
    """What a client can do: ``versioned`` edits, and ``asks`` (shows a question of the server with buttons)."""

    versioned: bool = True
    asks: bool = True


def wants(only: Sequence[str] | None, kind: str) -> bool:
    """Return whether a client that asked for these kinds alone wants this one: it is one of them, or below it."""
    return only is None or any(kind == one or kind.startswith(f"{one}.") or not one for one in only)


def actions(seen: Seen, uri: str, place: types.Range, only: Sequence[str] | None, client: Client) -> list[types.CodeAction]:
    """Return what may be done at a range of the text."""
    span = seen.placed.span(place)
    found: list[types.CodeAction] = []
    if wants(only, types.CodeActionKind.QuickFix):
        for one in islice(within(seen, span), MOST_FINDINGS):
            found += _about(seen, uri, one, client)
    if wants(only, types.CodeActionKind.Refactor):
        found += _of_selection(seen, uri, span)
    if wants(only, FIX_ALL):
        found += _fix_all(seen, uri, client, named=only is not None)
    return found


def workspace_edit(seen: Seen, uri: str, changes: list[types.TextEdit], client: Client) -> types.WorkspaceEdit:
    """Return the changes of a text, good for the version that was seen."""
    if not client.versioned:
        return types.WorkspaceEdit(changes={uri: changes})
    identifier = types.OptionalVersionedTextDocumentIdentifier(uri, seen.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, changes)])


def _about(seen: Seen, uri: str, one: Marked, client: Client) -> Iterator[types.CodeAction]:
    """Yield what may be done about a finding."""
    about = [diagnostic(one, seen.placed)]
    kind = types.CodeActionKind.QuickFix
    for n, suggestion in enumerate(one.finding.suggestions[:MOST_SUGGESTIONS]):
        if changes := _written(seen, one, suggestion):
            preferred = True if one.finding.fix == "safe" and n == 0 else None
            edit = workspace_edit(seen, uri, changes, client)
            yield types.CodeAction(_title(one, suggestion, safe=bool(preferred)), kind, about, preferred, edit=edit)
    given: list[str | None] = [uri, one.finding.rule, one.finding.context]
    if client.asks:
        yield types.CodeAction("Ignore here because …", kind, about, command=_command("Ignore here because …", IGNORE, given))
    for reason in () if client.asks else REASONS:
        title = f"Ignore here: {reason}"
        yield types.CodeAction(title, kind, about, command=_command(title, IGNORE, [*given, reason]))
    yield from (_enter(seen, uri, one, about) if seen.setup else ())


def _written(seen: Seen, one: Marked, suggestion: str) -> list[types.TextEdit]:
    try:
        return edits.written(seen, one, suggestion)
    except MtcheckError:  # a format that is not written back
        return []


def _title(one: Marked, suggestion: str, *, safe: bool) -> str:
    what = f"Replace with “{_short(suggestion)}”" if suggestion else f"Delete “{_short(one.finding.text)}”"
    return f"{what} (safe)" if safe else what


def _command(title: str, name: str, given: list[str | None]) -> types.Command:
    return types.Command(title, command=name, arguments=given)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


def _enter(seen: Seen, uri: str, one: Marked, about: list[types.Diagnostic]) -> Iterator[types.CodeAction]:
    """Yield the action that writes a finding's words and its first suggestion into the glossary of the house, where they may be wrong in any text."""
    assert seen.setup is not None
    finding = one.finding
    avoid, prefer = lists.phrase(finding.text), finding.suggestions[0] if finding.suggestions else None
    if not avoid or "entry" in finding.evidence or (prefer and not lists.phrase(prefer)):
        return
    found = seen.setup.prepared.checker.ruleset.rules.get(finding.rule)
    if found is not None and found.needs & BESIDE:
        return
    rule = lists.rule_for(found, avoid)
    arrow = "" if prefer is None else f" → “{prefer}”" if prefer else " → delete"
    title = f"Add “{_short(avoid)}”{arrow} to the house glossary"
    yield types.CodeAction(title, types.CodeActionKind.QuickFix, about, command=_command(title, ENTER, [uri, avoid, prefer, rule]))


def _of_selection(seen: Seen, uri: str, span: Span) -> Iterator[types.CodeAction]:
    """Yield the action that writes selected words into the glossary of the house, for somebody to say what is better."""
    avoid = lists.phrase(span.of(seen.placed.text)) if len(span) <= 100 else ""
    if avoid and seen.setup:
        title = f"Add “{_short(avoid)}” to the house glossary"
        given: list[str | None] = [uri, avoid, None, lists.rule_for(None, avoid)]
        yield types.CodeAction(title, types.CodeActionKind.Refactor, command=_command(title, ENTER, given))


def _fix_all(seen: Seen, uri: str, client: Client, *, named: bool) -> Iterator[types.CodeAction]:
    """Yield the action that writes all safe suggestions: as an edit where a client asks for it by name (when it saves), else as a command, worked out when it is chosen."""
    count = sum(1 for report in seen.reports for _ in safe(report))
    if not count:
        return
    title = f"Fix all safe findings ({count})"
    if not named:
        yield types.CodeAction(title, FIX_ALL, command=_command(title, FIX, [uri]))
    elif changes := edits.all_safe(seen):
        yield types.CodeAction(title, FIX_ALL, edit=workspace_edit(seen, uri, changes, client))
