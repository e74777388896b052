"""A browser without scripts: it follows links and sends forms as they stand in a page, and knows nothing of htmx."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

EMPTY = frozenset("area base br col hr img input link meta source wbr".split())


class Node:
    """An element of a page."""

    def __init__(self, tag: str, attributes: dict, parent: Node | None) -> None:
        self.tag, self.attributes, self.parent, self.children, self.parts = tag, attributes, parent, [], []

    @property
    def text(self) -> str:
        return " ".join("".join(part if isinstance(part, str) else f" {part.text} " for part in self.parts).split())

    def all(self, *tags: str) -> list[Node]:
        return [found for child in self.children for found in ([child] if child.tag in tags else []) + child.all(*tags)]

    def above(self) -> list[Node]:
        return [self.parent, *self.parent.above()] if self.parent else []

    def is_of(self, name: str) -> bool:
        """Return whether it has a class, or stands in something that does."""
        return any(name in (one.attributes.get("class") or "").split() for one in (self, *self.above()))


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.at = self.root = Node("", {}, None)

    def handle_starttag(self, tag, attributes):
        node = Node(tag, dict(attributes), self.at)
        self.at.children.append(node)
        self.at.parts.append(node)
        if tag not in EMPTY:
            self.at = node

    def handle_endtag(self, tag):
        while self.at.parent and self.at.tag != tag:
            self.at = self.at.parent
        self.at = self.at.parent or self.at

    def handle_data(self, data):
        self.at.parts.append(data)


class Browser:
    """Somebody at a page; ``page`` is its root, ``answer`` what the server said."""

    def __init__(self, client) -> None:
        self.client, self.place = client, ""
        self.go("/")

    def go(self, place: str, **settings) -> None:
        """Take an address, or send what ``settings`` say, and read what comes, wherever that leads."""
        settings.setdefault("method", "GET")
        headers = {"Referer": self.place} if self.place else {}
        self.answer = self.client.request(url=place, headers=headers, follow_redirects=True, **settings)
        self.place = str(self.answer.url)
        tree = _Tree()
        tree.feed(self.answer.text)
        self.page = tree.root
        assert not self.dead(), self.dead()

    def dead(self) -> list[str]:
        """Return what stands in the page and does nothing without scripts: buttons that send no form, forms that nobody sees, parts that only htmx gets."""
        found = []
        for one in self.page.all("button", "form", "details", "input", "select"):
            if one.is_of("by-script") or any(above.tag == "dialog" for above in one.above()):
                continue
            form = next((above for above in one.above() if above.tag == "form"), None)
            if one.tag == "form":
                wrong = "hidden" in one.attributes or not one.attributes.get("action") or not self._buttons(one)
            elif one.tag == "details":
                wrong = "hx-get" in one.attributes and [link.attributes["href"] for link in one.all("a")] != [one.attributes["hx-get"]]
            else:
                wrong = form is None or one.attributes.get("type") == "button" or "hidden" in one.attributes
            if wrong or one.attributes.get("hx-post", one.attributes.get("action")) != one.attributes.get("action"):
                found.append(f"{one.tag} {one.attributes} {one.text[:40]}")
        return found

    @staticmethod
    def _buttons(form: Node) -> list[Node]:
        return [one for one in form.all("button") if one.attributes.get("type") != "button"]

    @property
    def heading(self) -> str:
        return self.page.all("h1")[0].text

    def card(self, words: str) -> Node:
        """Return the finding of these words."""
        return next(one for one in self.page.all("li") if one.is_of("card") and words in [quoted.text for quoted in one.all("q")])

    def link(self, text: str, within: Node | None = None) -> str:
        """Return where the link with this text leads."""
        return next(one.attributes["href"] for one in (within or self.page).all("a") if text in one.text)

    def follow(self, text: str, within: Node | None = None) -> None:
        self.go(self.link(text, within))

    def press(self, text: str, within: Node | None = None, **fields: str) -> None:
        """Fill in fields and press the button with this text, within an element where one is named; a browser says no to nothing that this does."""
        form, button = next(
            (form, one)
            for form in (within or self.page).all("form")
            for one in self._buttons(form)
            if text in one.text and fields.keys() <= self._named(form)
        )
        given = [*self._filled(form, fields), *([(button.attributes["name"], button.attributes["value"])] if "name" in button.attributes else [])]
        place, method = urlsplit(form.attributes["action"]).path, form.attributes.get("method", "get").upper()
        where = "params" if method == "GET" else "data"
        self.go(place, method=method, **{where: {name: [value for other, value in given if other == name] for name, _ in given}})

    @staticmethod
    def _named(form: Node) -> set[str]:
        return {one.attributes["name"] for one in form.all("input", "select") if "name" in one.attributes}

    @staticmethod
    def _filled(form: Node, fields: dict[str, str]) -> list[tuple[str, str]]:
        found = []
        for one in form.all("input", "select"):
            name, own = one.attributes.get("name"), one.attributes.get("value") or ""
            if one.tag == "select":
                options = one.all("option")
                chosen = next((option for option in options if "selected" in option.attributes), options[0])
                values = [option.attributes.get("value", option.text) for option in options]
                own = chosen.attributes.get("value", chosen.text)
                assert fields.get(name, own) in values, (name, values)
            elif one.attributes.get("type") == "checkbox" and "checked" not in one.attributes:
                continue
            if name:
                found.append((name, fields.get(name, own)))
        return found
