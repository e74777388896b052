"""Markdown (CommonMark with tables): the prose, after it titles and descriptions of the front matter; code, addresses and tags are none.

Parsed by tree-sitter, the front matter by ``_front_matter``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

from mtcheck.core.model import Document
from mtcheck.readers import html
from mtcheck.readers._options import Options
from mtcheck.readers._whole import text_of

if TYPE_CHECKING:
    from tree_sitter import Node, Parser, Point, Range

    from mtcheck.readers._prose import CodePoints, Prose

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
BY_LINE = True
NO_PROSE = frozenset(
    "minus_metadata plus_metadata fenced_code_block indented_code_block link_reference_definition pipe_table_delimiter_row thematic_break".split()
)
IN_SENTENCE = frozenset("code_span uri_autolink email_autolink latex_block".split())
BLOCKS = frozenset("paragraph atx_heading setext_heading".split())
LINKS = frozenset("inline_link full_reference_link collapsed_reference_link image".split())
SHOWN = frozenset("link_text image_description".split())
UNSEEN = frozenset("emphasis_delimiter html_tag".split())
IMAGE = re.compile(r"<img\s", re.IGNORECASE)
ENTITIES = frozenset("entity_reference numeric_character_reference".split())


def read(stream: BinaryIO, path: str, options: Options) -> Iterator[Document]:
    """Yield the file as one document."""
    from mtcheck.readers import _front_matter
    from mtcheck.readers._prose import CodePoints, Prose

    prose = Prose(text_of(stream, path, options.encoding))
    points = CodePoints(prose.raw)
    for value in _front_matter.values(prose.raw):
        for paragraph in value.paragraphs:
            prose.aside(paragraph)
    _blocks(_parser("language").parse(points.encoded).root_node, prose, points)
    yield prose.document(path)


def escape_at(text: str, raw: str, at: int) -> str:
    """Return the text as the file writes it there: as it is, but in the front matter and in tags.

    Raises RefusedError where the front matter cannot hold it.
    """
    from mtcheck.readers import _front_matter

    written = _front_matter.escape_at(text, raw, at)
    if written is not None:
        return written
    return html.escape_at(text, raw, at) if html.inside_tag(raw, at) else text


@cache
def _parser(grammar: str) -> Parser:
    import tree_sitter_markdown
    from tree_sitter import Language, Parser

    return Parser(Language(getattr(tree_sitter_markdown, grammar)()))


def _blocks(root: Node, prose: Prose, points: CodePoints) -> None:
    pending = [root]
    while pending:
        node = pending.pop()
        if node.type == "inline" or node.type == "pipe_table_cell":
            prose.break_block()
            since = prose.length
            _inline(node, prose, points)
            _element(node, since, prose, points)
        elif node.type == "html_block":
            prose.break_block()
            html.add(prose, points, _ranges(node))
        elif node.type not in NO_PROSE:
            pending.extend(reversed(node.children))


def _element(node: Node, since: int, prose: Prose, points: CodePoints) -> None:
    """Note the paragraph, heading or list item that the words are all of."""
    block = node.parent
    if block is None or block.type not in BLOCKS:
        return
    item = block.parent
    if item is not None and item.type == "list_item" and sum(child.type in BLOCKS | {"list"} for child in item.children) == 1:
        block = item
    start, end = points.at(block.start_byte), points.at(block.end_byte)
    prose.element(since, start, start + len(prose.raw[start:end].rstrip()))


def _ranges(node: Node) -> list[Range]:
    """Return the stretches of a block without the marks that continue it on each line ("> ")."""
    from tree_sitter import Range

    at: tuple[int, Point] = (node.start_byte, node.start_point)
    found = []
    for mark in [child for child in node.children if child.type == "block_continuation" and child.end_byte > child.start_byte]:
        if mark.start_byte > at[0]:
            found.append(Range(at[1], mark.start_point, at[0], mark.start_byte))
        at = (mark.end_byte, mark.end_point)
    if node.end_byte > at[0]:
        found.append(Range(at[1], node.end_point, at[0], node.end_byte))
    return found


def _inline(block: Node, prose: Prose, points: CodePoints) -> None:
    """Add the prose of a paragraph, heading or cell."""
    ranges = _ranges(block)
    if not ranges:
        return
    parser = _parser("inline_language")
    parser.included_ranges = ranges
    special = list(_special(parser.parse(points.encoded).root_node))
    for stretch in ranges:
        at = stretch.start_byte
        for node in special:
            if stretch.start_byte <= node.start_byte < stretch.end_byte:
                prose.text(points.at(at), points.at(max(at, node.start_byte)))
                _add(node, prose, points)
                at = max(at, node.end_byte)
        prose.text(points.at(at), points.at(max(at, stretch.end_byte)))


def _special(root: Node) -> Iterator[Node]:
    """Yield, in order and apart from each other, the nodes that are not shown as they stand."""
    pending = [root]
    while pending:
        node = pending.pop()
        if node.type in IN_SENTENCE | ENTITIES | UNSEEN | {"backslash_escape", "hard_line_break"}:
            yield node
        elif node.type in LINKS:
            shown = next((child for child in node.children if child.type in SHOWN), None)
            before = [child for child in node.children if shown is None or child.end_byte <= shown.start_byte]
            after = [child for child in node.children if shown is not None and child.start_byte >= shown.end_byte]
            yield from before
            pending.extend(reversed(after))
            pending.extend([shown] if shown else [])
        elif node.parent is not None and node.parent.type in LINKS and node.type not in SHOWN:
            yield node
        else:
            pending.extend(reversed(node.children))


def _add(node: Node, prose: Prose, points: CodePoints) -> None:
    start, end = points.at(node.start_byte), points.at(node.end_byte)
    if node.type in IN_SENTENCE:
        prose.placeholder(start, end)
    elif node.type in ENTITIES:
        prose.entity(start, end)
    elif node.type == "backslash_escape":
        prose.text(start + 1, end)
    elif node.type == "hard_line_break":
        prose.break_block()
    elif node.type == "html_tag" and IMAGE.match(prose.raw, start):
        html.add(prose, points, _ranges(node))
    elif node.type == "html_tag" and prose.raw.startswith("<!--", start):
        prose.comment(start, end)
