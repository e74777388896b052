"""Reads a line of a page: is it part of the article, or a label, link, button, credit or stamp of the page around it?

A shape grammar, not a list of phrases: each shape says what a line of its kind is made of (a call to do something with things that only pages have, a
label with a count, a credit that names nobody but its owner), in words of the closed vocabulary below. RE2 reads the shapes: its time grows with the line alone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mtcheck.core.lazy import LazyRe2, lazy


def _any(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


PLATFORM = _any(
    "facebook twitter x whatsapp telegram instagram youtube linkedin pinterest tiktok reddit messenger viber snapchat threads bluesky mastodon vkontakte vk "
    "odnoklassniki google google\\+ google\\snews flipboard tumblr weibo wechat line skype discord e-?mail rss apple\\snews spotify android ios"
)
VERB = _any(
    "share follow subscribe sign\\s(?:up|in) log\\s?in register join read see watch listen view click tap press enter leave post write add submit send download "
    "print e-?mail save copy report donate support continue keep load show hide get receive visit discover check\\sout like tweet comment skip scroll stay explore "
    "browse accept activate enable install disable allow become contact translate select search type unsubscribe bookmark return go back rate cancel reply"
)
THING = _any(
    "comments? repl(?:y|ies) replay articles? stor(?:y|ies) posts? newsletters? e-?mails? inbox channels? apps? application notifications? updates? alerts? websites? "
    "site web\\s?page pages? homepage links? videos? podcasts? galler(?:y|ies) photos? images? subscriptions? feed cookies browser javascript clipboard conversation "
    "discussion forum profile password username headlines mailing\\slist group editions? content reading news social\\s(?:media|networks?) networks? top screen"
)
WEAK = _any("response answer opinion name address account message text")
FILLING = _any(
    "please to a an the this these that our us your my me you we all any more full entire whole complete original latest related other others previous next free "
    "daily weekly monthly first new on in at by via with for from of about and or & here below above now today also too it up not be will as so just only every "
    "don’t don't no friends friend rest main continue"
)
GIVING = LazyRe2(r"(?:please )?(?:leave|enter|submit|type|write|add|share|post|send|give)\b")
CALL = LazyRe2(rf"(?:{FILLING} )?{VERB}(?:[ ,/|]+(?:{FILLING}|{VERB}|{THING}|{WEAK}|{PLATFORM}))*[ ]?[!.…:»>→]*")
NEEDED = LazyRe2(rf"\b(?:{THING}|{PLATFORM})\b")
GIVEN = LazyRe2(rf"\b{WEAK}\b")
SIGN = r"[→►▶➤➡▸»›>⇒✓•■●*▪◆|–—-]"
SEPARATOR = r"\s?(?::|>+|»|›|\||→|►|▶|–|—|\.{3}|…)\s?"
LINK = LazyRe2(
    rf"(?:{SIGN}+\s?)?(?:(?:to )?(?:be )?(?:(?:read|see|watch|listen|view|discover)(?: (?:also|too|more|next|now|on|as well|about (?:this|the same) (?:topic|subject)|this article|the article))?"
    rf"|(?:also|more|again)(?: to| on| from| about)?(?: be)?(?: (?:read|see|watch|listen|this|the|our|same|topic|topics|subject|story|section|theme))+"
    r"|(?:related|recommended|similar|previous|next)(?: (?:articles?|stor(?:y|ies)|posts?|news|topics?|reading|videos?|links?|content))"
    r"|related|recommended|more|read|(?:you (?:may|might)|it (?:may|might)) (?:also )?(?:like|interest you|be interested in)|in the same (?:category|section)|don['’]t miss"
    rf"|on the same (?:topic|subject|theme)))(?:{SEPARATOR}(?P<rest>.*)|$)"
)
LINKING = re.compile(
    rf"{SIGN}|(?:to|be|read|see|watch|listen|view|discover|also|more|again|related|recommended|similar|previous|next|you|it|in|on|don['’]t)\b"
)
"""What LINK begins with: most lines do not, and Python says so sooner."""
REST = 1
"""The group of what follows a label, the only one; RE2 knows places by number."""
ONLY_LINKS = LazyRe2(r"(?:to )?(?:read|see|watch|listen|view|discover|more|again)$")
"""Labels that need a sign or something after them: a heading may be one such word."""
LABEL = LazyRe2(
    rf"(?:{SIGN}+\s?)?(?:(?:no |\d[\d.,]*k? )?(?:comments?|repl(?:y|ies)|shares|views|likes|tags|trending|newsletters?|advertisements?|advertising|sponsored(?: content)?|"
    r"paid content|promoted|(?:most|latest|popular|top) (?:read|viewed|commented|shared|popular|stories|articles|news|posts|comments)|share(?: this)?|menu|search|subscribe|log ?in|"
    r"back to (?:top|home)|(?:ad|advertisement) - continue reading below|subscribers only|members only|\d+ min(?:utes?)? read|leave a (?:reply|comment))"
    rf"(?:\s?[(\[]\s?\d[\d.,]*k?\s?[)\]]|\s?:?\s?\d[\d.,]*k?)?)\s?:?(?:\s?{SIGN}+)?"
)
RIGHTS = LazyRe2(r"(?:©|\(c\)\s?\d|copyright\b|all (?:reproduction )?rights (?:of reproduction )?reserved|reproduction (?:prohibited|forbidden)).*")
PICTURE = _any(
    "photos? photography image images picture pictures video illustration graphic infographic foto fotos fotografía fotografia bild imagen imagem immagine zdjęcie фото фотография"
)
OWNER = _any("credits? source sources by courtesy caption crédit crédits crédito créditos credito credit:s fuente fonte quelle источник источники")
CREDIT = LazyRe2(
    rf"[(\[]?\s?(?:(?:the )?{OWNER}(?: of)?(?: the)?\s?:?\s?{PICTURE}|{PICTURE}\s?{OWNER}?)(?:\s?[:=/©|]\s?|\s(?:by|from)\s)(?P<rest>[^.!?]{{1,80}}?)\s?[)\]]?\.?"
)
STAMP = LazyRe2(
    r"(?:(?:first |last )?(?:published|posted|updated?|modified|released?|created|publication(?: date)?|date|edited)(?: (?:on|at|by|date|time))*\s?:?|[-–|,•·]|at|on|"
    r"\d{1,2}[:.h]\d{2}|\d{1,4}(?:st|nd|rd|th)?|[/.:]|am|pm|a\.m\.|p\.m\.|gmt|utc|cet|est|bst|ist|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|,|\s)+"
)
STAMPED = LazyRe2(r"\b(?:published|posted|updated?|modified|released?|created|publication|last)\b")
AGO = LazyRe2(r"(?:[\w-]+\.[a-z]{2,4} )?(?:[-–|•·] ?)?(?:an?|\d+) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month)s? ago(?: [-–|•·].{0,40})?")
META = LazyRe2(
    r"(?:tags?|keywords?|categor(?:y|ies)|topics?|filed under|labels|(?:estimated )?(?:reading time|time to read)|views|hashtags|article tags|related topics|read time)\s?:.*|"
    r"(?:estimated )?reading time \d.*"
)
PATH = LazyRe2(r"(?:home|homepage|accueil|inicio|início|startseite|главная)\s?(?:[>»›/|]\s?[^>»›/|]{1,40})+")
RUN = LazyRe2(rf"(?:(?:share|tweet|print|e-?mail|link|copy link|{PLATFORM})(?:[\s,/|•·]+|$)){{2,}}")
SHORTCODE = LazyRe2(r"(?:\[/?[a-z]+[_-][a-z0-9_-]*(?:\s[^\]]*)?\]\s?)+")
NOTICES = LazyRe2(
    r"(?:your e-?mail (?:address )?will not be published.*|required fields are marked.*|we use cookies.*|please enable javascript.*|your browser does not support.*|"
    r"(?:the )?(?:article|story|text|video) continues (?:below|after).*|continues after (?:the )?(?:ad|advert|advertisement|advertising|publicity)|"
    r"already (?:a )?(?:subscriber|subscribed|member)\??.*|(?:translated|powered) by (?:google|deepl|google translate)|"
    r"(?:this )?(?:video|content|article) (?:is )?(?:unavailable|not available|reserved for (?:our )?subscribers)|"
    r"(?:have|do you have|don['’]t have) an account\?.*|save my name,? e-?mail.*)"
)
SHAPES = (
    ("shortcode", SHORTCODE, 0.96),
    ("rights", RIGHTS, 0.9),
    ("label", LABEL, 0.9),
    ("notice", NOTICES, 0.93),
    ("meta", META, 0.85),
    ("ago", AGO, 0.85),
    ("path", PATH, 0.85),
    ("platforms", RUN, 0.9),
)
BULLET = lazy(r"^[-*•–]\s+(?=\w)")
LINKED = lazy(r"!?\[([^\[\]]+)\]\([^()\s]*\)")
"""A link as Markdown writes it."""
MOST_WORDS = 24
LONGEST_CALL, LONGEST_RIGHTS = 11, 18
OF_A_NAME = frozenset("and the of by via for in de la le von van / & - – | archive file handout pool".split())


class Furniture(NamedTuple):
    """What a line is that is no part of the article, and how sure that is; ``label`` is how much of it comes, behind a sign, before another article’s title; 0 for all."""

    kind: str
    confidence: float
    label: int = 0


def furniture(line: str) -> Furniture | None:
    """Return what a line (without white space around it) is a piece of; None for one of the article's own."""
    whole = line
    if linked := LINKED.fullmatch(line):
        line = linked[1]
    line = BULLET.sub("", line)
    words = line.split()
    if not words:
        return None
    low = line.lower().replace("\u00a0", " ")
    if link := _link(low):
        return link if line == whole else link._replace(label=0)
    if len(words) > MOST_WORDS:
        return None
    for kind, shape, confidence in SHAPES:
        if shape.fullmatch(low) and (kind != "rights" or len(words) <= LONGEST_RIGHTS):
            return Furniture(kind, confidence)
    return _call(low, len(words)) or _credit(line, low) or _stamp(low)


def _link(low: str) -> Furniture | None:
    """Return what leads to another article: a label, a sign, and perhaps that article's title."""
    match = LINK.match(low) if LINKING.match(low) else None
    if not match:
        return None
    rest = match["rest"]
    if rest is None and ONLY_LINKS.match(low):
        return None
    return Furniture("link", 0.92, len(low[: match.start(REST)].rstrip()) if rest and not low[0].isalnum() else 0)


def _call(low: str, words: int) -> Furniture | None:
    """Return a call to do something with a thing of the page, in no other words than those of pages."""
    if words > LONGEST_CALL or words < 2 or not (NEEDED.search(low) or (GIVING.match(low) and GIVEN.search(low))):
        return None
    return Furniture("call", 0.88) if CALL.fullmatch(low) else None


def _credit(line: str, low: str) -> Furniture | None:
    """Return whose picture it is, where the line says nothing else."""
    match = CREDIT.fullmatch(low)
    if not match:
        return None
    names = re.split(r"[\s/,]+", line[match.start(REST) : match.end(REST)])
    named = all(not name or name[0].isupper() or not name[0].isalpha() or name in OF_A_NAME for name in names)
    return Furniture("credit", 0.8) if named and len(names) <= len(OF_A_NAME) // 2 else None


def _stamp(low: str) -> Furniture | None:
    """Return when the page was published or changed."""
    dated = STAMP.fullmatch(low) and STAMPED.search(low) and any(char.isdigit() for char in low)
    return Furniture("stamp", 0.85) if dated else None
