import pytest

from mtcheck.english.furniture import furniture


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("[widget_12]", "shortcode"),
        ("Leave your comment below!", "call"),
        ("Share this story on WhatsApp", "call"),
        ("Sign up for our free newsletter", "call"),
        ("Tweet Facebook WhatsApp", "platforms"),
        ("3 Comments", "label"),
        ("Shares: 120", "label"),
        ("- Advertisement -", "label"),
        ("© DPA 2019", "rights"),
        ("All rights reserved.", "rights"),
        ("Photo: DPA/Anna Weber", "credit"),
        ("Image credit: Getty Images", "credit"),
        ("Published on 3 May 2020 at 14:05", "stamp"),
        ("12 minutes ago", "ago"),
        ("Also read: The port is closed for a week", "link"),
        ("► SEE ALSO The port is closed", None),
        ("Related articles", "link"),
        ("Tags: port, strike", "meta"),
        ("Home > World > Europe", "path"),
        ("[Share on Telegram](https://example.org/x)", "call"),
    ],
)
def test_lines_of_pages(line, kind):
    found = furniture(line)
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Follow the money",
        "Read my lips",
        "By Anna Weber, Associated Press",
        "Anna Weber, Berlin",
        "Dockers at the port on Sunday. Photo: Anna Weber",
        "A photo by the river shows the two men.",
        "The story so far",
        "What the union wants",
        "Reactions",
        "Background",
        "Watching the detectives",
        "More jobs, less pay",
        "“Leave the port alone”",
        "Friday, 8 May 2009",
        "Share of votes by party",
        "Support for the strike grows",
        "Report: Port to close in May",
        "Visit to the port",
        "See you in court",
        "Likes and dislikes",
        "Search for survivors goes on",
        "Listen to the workers",
        "Top of the table",
    ],
)
def test_lines_of_articles(line):
    assert furniture(line) is None
