"""HTML: the article's prose, after it the title and description of the page and what images show; scripts, code, forms, navigation and passages marked as another language are none.

Parsed by tree-sitter, which gives the place of everything; nothing is stripped and searched for again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from mtcheck.core.model import Document
from mtcheck.readers._markup import escape as escape
from mtcheck.readers._options import Options
from mtcheck.readers._whole import text_of

if TYPE_CHECKING:
    from tree_sitter import Node, Parser, Range

    from mtcheck.readers._prose import CodePoints, Prose

SUFFIXES = (".html", ".htm", ".xhtml")
BY_LINE = True
NO_PROSE = frozenset(
    "head script style template noscript iframe object svg math pre textarea select button form nav footer audio video canvas".split()
)
IN_SENTENCE = frozenset("code kbd samp var tt".split())
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite data del dfn em font i img ins label mark meter output progress q ruby rb rp rt s small span strike strong sub "
    "sup time u wbr".split()
)
"""Elements that do not end a paragraph (HTML Standard, phrasing content)."""
ABOUT = frozenset("description dc.description dcterms.description og:description twitter:description og:title twitter:title".split())
"""Names (``name`` or ``property``) of the metadata that say something of the article in words."""
FILE_NAME = re.compile(r"\s*\S*[./_]\S*\s*")
INSIDE_TAG = re.compile(r"<[A-Za-z][^<>]*\Z")
TAG_LENGTH = 5000
REMOVABLE = frozenset("p div li h1 h2 h3 h4 h5 h6 aside figcaption blockquote dd dt address section".split())
"""Elements that may go as a whole without harm to those around them."""
LANGUAGE = re.compile(r"""\blang\s*=\s*["']?([A-Za-z]+)""")
NO_TRANSLATION = re.compile(r"""\btranslate\s*=\s*["']?no\b|\bclass\s*=\s*["'][^"']*\bnotranslate\b""", re.IGNORECASE)


def read(stream: BinaryIO, path: str, options: Options) -> Iterator[Document]:
    """Yield the file as one document."""
    from mtcheck.readers._prose import CodePoints, Prose

    prose = Prose(text_of(stream, path, options.encoding))
    add(prose, CodePoints(prose.raw))
    yield prose.document(path)


@cache
def _parser() -> Parser:
    import tree_sitter_html
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_html.language()))


def add(prose: Prose, points: CodePoints, ranges: list[Range] | None = None) -> None:
    """Add the prose of a file, or of some ranges of it, to ``prose``."""
    parser = _parser()
    parser.included_ranges = ranges or []
    root = parser.parse(points.lenient).root_node
    _Walk(prose, points).over(root)


def escape_at(text: str, raw: str, at: int) -> str:
    """Return the text as the file writes it there: in a tag the quotation marks that would end the value are references too."""
    written = escape(text)
    if inside_tag(raw, at):
        written = written.replace('"', "&quot;").replace("'", "&#39;")
    return written


def inside_tag(raw: str, at: int) -> bool:
    """Return whether the offset lies between the angle brackets of a tag."""
    return INSIDE_TAG.search(raw[max(0, at - TAG_LENGTH) : at]) is not None


class _End(NamedTuple):
    """The end of an element; ``since`` is how long the prose was where it began."""

    node: Node
    since: int


class _Walk:
    """Goes through a tree in reading order; what lies between two nodes is white space."""

    def __init__(self, prose: Prose, points: CodePoints) -> None:
        self.prose, self.points = prose, points
        self.end: int | None = None

    def over(self, root: Node) -> None:
        """Add the prose below a node; the tree may be deeper than Python's stack."""
        pending: list[Node | _End | None] = [root]
        while pending:
            node = pending.pop()
            if node is None:
                self.prose.break_block()
            elif isinstance(node, _End):
                self.prose.element(node.since, self.points.at(node.node.start_byte), self.points.at(node.node.end_byte))
            elif node.type in {"text", "entity"}:
                self.leaf(node)
            elif node.type == "comment":
                self.prose.comment(*self.passed(node))
            elif node.type in {"start_tag", "end_tag", "self_closing_tag", "doctype", "erroneous_end_tag"}:
                self.passed(node)
            else:
                pending.extend(reversed(self.element(node)))

    def leaf(self, node: Node) -> None:
        """Add a piece of text or an entity."""
        start, end = self.passed(node)
        (self.prose.entity if node.type == "entity" else self.prose.text)(start, end)

    def passed(self, node: Node) -> tuple[int, int]:
        """Add the white space before a node; return where it stands."""
        start, end = self.points.at(node.start_byte), self.points.at(node.end_byte)
        if self.end is not None and start > self.end and self.prose.raw[self.end : start].isspace():
            self.prose.space(self.end, start)
        self.end = end
        return start, end

    def element(self, node: Node) -> list[Node | _End | None]:
        """Return what to go through of an element, None standing for the end of a paragraph."""
        name, attributes = _tag(node)
        foreign = _foreign(name, attributes)
        if name in IN_SENTENCE or (foreign and name in INLINE):
            self.prose.placeholder(*self.passed(node))
            return []
        if name == "head":
            return [None, *_about(node), None]
        self.aside(node, name)
        if name == "title":
            return []
        if node.type in {"script_element", "style_element"} or name in NO_PROSE or foreign:
            self.passed(node)
            return [None]
        block = bool(name) and name not in INLINE
        children: list[Node | _End | None] = list(node.children)
        end = [_End(node, self.prose.length)] if name in REMOVABLE else []
        return [None, *children, *end, None] if block else children

    def aside(self, node: Node, name: str) -> None:
        """Keep what the page is called, what it says of itself and what an image shows."""
        attributes = _attributes(node) if name in {"img", "area", "meta"} else {}
        if name == "meta" and not ABOUT.intersection(_text(attributes[key]).lower() for key in ("name", "property") if key in attributes):
            return
        found = _content(node) if name == "title" else _quoted(attributes.get("content" if name == "meta" else "alt"))
        if found is None:
            return
        start, end = map(self.points.at, found)
        if not FILE_NAME.fullmatch(self.prose.raw, start, end):
            self.prose.aside(self.prose.marked_up(start, end))


def _about(head: Node) -> list[Node | None]:
    """Return the elements of a page's head that say something of it, and its comments."""
    return [child for child in head.children if child.type == "comment" or _tag(child)[0] in {"title", "meta"}]


def _content(title: Node) -> tuple[int, int] | None:
    """Return the bytes between the tags of an element; None where one is missing."""
    first, last = title.children[0], title.children[-1]
    return (first.end_byte, last.start_byte) if last.type == "end_tag" else None


def _attributes(element: Node) -> dict[str, Node]:
    """Return the values of an element's attributes by their names in lower case."""
    pairs = [attribute.children for attribute in element.children[0].children if attribute.type == "attribute"]
    return {_text(name).lower(): value for name, *_, value in filter(lambda pair: len(pair) > 1, pairs)}


def _quoted(value: Node | None) -> tuple[int, int] | None:
    """Return the bytes of a value between quotation marks; None for one without."""
    if value is None or value.type != "quoted_attribute_value":
        return None
    return value.start_byte + 1, value.end_byte - 1


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace").strip("\"'")


def _tag(node: Node) -> tuple[str, str]:
    """Return the name of an element in lower case and its start tag."""
    if node.type != "element" or not node.children:
        return "", ""
    tag = node.children[0]
    name = tag.children[1] if len(tag.children) > 1 else None
    text = (tag.text or b"").decode("utf-8", "replace")
    return ((name.text or b"").decode("utf-8", "replace").lower() if name else ""), text


def _foreign(name: str, attributes: str) -> bool:
    """Return whether an element is marked as another language than English or as not to be translated."""
    if name in {"html", "body"}:
        return False  # many sites leave the page's language as it was before the translation
    language = LANGUAGE.search(attributes)
    return bool((language and language.group(1).lower() != "en") or NO_TRANSLATION.search(attributes))
