"""People at the review application, as their browsers speak: forms with the tokens that stand in the pages."""

import re
from html import unescape

FIELD = re.compile(r'name="token" value="([0-9a-f]{64})"')
CARD = re.compile(r'<li id="f(\d+)" class="card (\w+)"[^>]*data-version="(\d+)".*?</li>', re.DOTALL)


class Person:
    """Somebody with a browser (an httpx client), who signs in where there is a password; ``page`` is the last answer."""

    def __init__(self, client, name: str = "Ada", password: str = "") -> None:
        self.client, self.name = client, name
        door = "/sign-in" if password else "/name"
        self.read_token(door)
        self.page = self.post(door, name=name, **({"password": password} if password else {}))
        assert self.page.status_code in (200, 303), self.page.text
        if password:
            self.read_token("/account")

    def read_token(self, path: str) -> None:
        """Take the token of the forms of a page."""
        self.page = self.client.get(path)
        self.token = FIELD.search(self.page.text)[1]

    def get(self, path: str, **query):
        self.page = self.client.get(path, params=query or None)
        return self.page

    def post(self, path: str, *, part: bool = False, **fields):
        self.page = self.client.post(path, data={"token": self.token, **fields}, headers={"HX-Request": "true"} if part else {})
        return self.page

    def articles(self, **query) -> list[int]:
        """Return the articles on the first page of the queue, in its order."""
        return [int(number) for number in re.findall(r'class="to-article" href="/articles/(\d+)', self.get("/", **query).text)]

    def cards(self, article: int, **query) -> dict[str, dict]:
        """Return words of a finding -> its id, state and version."""
        return read_cards(self.get(f"/articles/{article}", **query).text)

    def decide(self, card: dict, choice: str, **fields):
        return self.post(f"/findings/{card['id']}/decision", part=True, version=card["version"], choice=choice, **fields)

    def accept_all(self) -> int:
        """Accept every first suggestion; return how many."""
        made = 0
        for article in self.articles():
            for card in self.cards(article).values():
                if card["state"] == "open" and card["suggestions"]:
                    assert self.decide(card, "0").status_code == 200, self.page.text
                    made += 1
        return made

    def apply(self):
        """Write all files as they are shown."""
        files = re.findall(r'name="file" value="([^"]+)"', self.get("/apply").text)
        return self.post("/apply", file=files)


def read_cards(page: str) -> dict[str, dict]:
    """Return words -> card; those that stand there again get the number of the finding as well."""
    found = {}
    for match in CARD.finditer(page):
        words = unescape(re.search(r"<q>(.*?)</q>", match[0], re.DOTALL)[1])
        suggestions = re.findall(r'class="suggestion[^"]*"><kbd>\d</kbd> (.*?)</button>', match[0], re.DOTALL)
        found[f"{words} #{match[1]}" if words in found else words] = {
            "id": int(match[1]),
            "state": match[2],
            "version": int(match[3]),
            "suggestions": suggestions,
            "html": match[0],
        }
    return found
