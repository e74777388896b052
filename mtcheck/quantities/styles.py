"""How two houses write dates, times and sums: the Associated Press (AP Stylebook) and the Guardian (Guardian and Observer style guide)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Style(NamedTuple):
    """What a house writes. ``months`` are those that are short beside a day, ``scales`` what follows the figure of a sum, ``words`` the currencies (sign: one, several) that are written out."""

    name: str
    day_first: bool
    months: Mapping[str, str]
    half_day: str
    short_time: bool
    scales: Mapping[str, str]
    words: Mapping[str, tuple[str, str]]

    def says(self, written: str) -> str:
        """Return what to say where the house writes so, and English at large otherwise."""
        return f"{self.name} style: {written.rstrip(',')}"

    def sum(self, amount: str, sign: str) -> str:
        """Return a sum of money, such as "3.5 million" and "€", as the house writes it."""
        number, _, scale = amount.partition(" ")
        written = number + self.scales.get(scale, f" {scale}" if scale else "")
        if sign in self.words:
            return f"{written} {self.words[sign][amount != '1']}"
        return f"{sign}{written}"


STYLES = {
    style.name: style
    for style in (
        Style(
            "AP",
            day_first=False,
            months={
                "January": "Jan.",
                "February": "Feb.",
                "August": "Aug.",
                "September": "Sept.",
                "October": "Oct.",
                "November": "Nov.",
                "December": "Dec.",
            },
            half_day="p.m.",
            short_time=False,
            scales={},
            words={"€": ("euro", "euros"), "£": ("pound", "pounds")},
        ),
        Style(
            "Guardian",
            day_first=True,
            months={},
            half_day="pm",
            short_time=True,
            scales={"million": "m", "billion": "bn", "trillion": "tn"},
            words={},
        ),
    )
}
