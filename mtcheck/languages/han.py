"""Numbers in Chinese numerals, which Japanese uses too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.languages.digits import plain, worth

HAN = "〇零一二三四五六七八九十百千万萬億亿兆两兩"
HAN_NUMBER = re.compile(rf"(?<![\d.,])[\d.,]*+(?:(?<=\d)[多余餘來来](?=[万萬億亿]))?(?!(?P<twice>[{HAN}])(?P=twice)(?![{HAN}]))[{HAN}][{HAN}\d.,]*")
TWO = re.compile("([一二两三四五六七八九])([一二两三四五六七八九])")
"""Two digits without a place between them, of which either may be meant ("五六百": five or six hundred; "五一": the first of May)."""


def in_han(text: str) -> Iterator[tuple[int, int, float, str]]:
    """Yield (start, end, value, kind) of the numbers in Chinese numerals; those that may be meant are parts."""
    for match in HAN_NUMBER.finditer(text):
        value = _value_of(match.group())
        yield *match.span(), value, "words"
        for two in TWO.finditer(match.group()):
            for kept in (1, 2):
                value = _value_of(match.group()[: two.start()] + two[kept] + match.group()[two.end() :])
                yield *match.span(), value, "part"


def _value_of(written: str) -> float:
    """Return the value of Chinese numerals, positional (二〇二〇), multiplicative (三百五十) or mixed with digits (12万1000)."""
    single = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
    small, large = {"十": 10, "百": 100, "千": 1000}, {"万": 1e4, "萬": 1e4, "億": 1e8, "亿": 1e8, "兆": 1e12}
    total = section = 0.0
    number: float | None = None
    for part in re.findall(r"[\d.,]+|.", written):
        if part[0].isdecimal():
            number = worth(plain(part.strip(".,")), ".")
        elif part in single:
            number = single[part] if number is None else number * 10 + single[part]
        elif part in small:
            section, number = section + (1 if number is None else number) * small[part], None
        elif part in large:
            own = section + (number or 0)
            total, section, number = total + own * large[part] if own else (total or 1) * large[part], 0.0, None
    return total + section + (number or 0)
