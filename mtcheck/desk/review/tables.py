"""What the store holds. Times are UTC in ISO 8601, spans count code points of ``articles.text`` (``source_*``: of ``articles.source``), 0-based, half-open."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

OPEN, ACCEPTED, REFUSED, APPLIED = "open", "accepted", "refused", "applied"
STATES = (OPEN, ACCEPTED, REFUSED, APPLIED)
"""What may become of a finding; ``applied``: the accepted wording stands in the file."""

metadata = MetaData(
    naming_convention={"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"}
)

files = Table(
    "files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("place", Text, nullable=False, unique=True),  # the absolute path
    Column("name", Text, nullable=False),  # the path as it was given
    Column("digest", String(64), nullable=False),  # SHA-256 of the bytes that were checked
    Column("awaited", JSON),  # {"digest": of the bytes being written, "findings": what is in them}, until they are; else null
    Column("checked", String(32), nullable=False),
)

# The long texts stand last: a row is read up to the column that is asked for.
articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file", ForeignKey("files.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),  # of the document in its file, from 0
    Column("document", Text, nullable=False),  # the id of the document in its file, "" where it has none
    Column("title", Text, nullable=False),
    Column("language", String(16), nullable=False),  # of the source, "" where nobody knows
    Column("words", Integer, nullable=False),
    Column("penalty", Float, nullable=False),  # MQM points per 1,000 words, as found
    Column("present", Boolean, nullable=False),  # whether it stands in the file as it was last read
    Column("assignee", Text, nullable=False, server_default=""),
    Column("version", Integer, nullable=False, server_default="1"),  # goes up with each assignment
    Column("activity", Integer, nullable=False, server_default="0"),  # the number of the last event in it
    Column("text", Text, nullable=False),
    Column("source", Text),
    Column("pairs", JSON, nullable=False),  # [[start, end] or null of the source, the same of the text], ...
    Column("sought", Text, nullable=False),  # path, id, title and text, case levelled
    UniqueConstraint("file", "number"),
    Index("ix_articles_penalty", "present", "penalty"),
)

findings = Table(
    "findings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("rule", String(64), nullable=False),
    Column("category", Text, nullable=False),
    Column("severity", String(16), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("suggestions", JSON, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("fix", String(8), nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("context", String(32), nullable=False),
    Column("source_start", Integer),
    Column("source_end", Integer),
    Column("line", Integer, nullable=False),
    Column("column", Integer, nullable=False),
    Column("unit", Text, nullable=False),
    Column("sentence", Text, nullable=False, server_default=""),  # that it stands in, as it was when it was found
    Column("sentence_start", Integer, nullable=False, server_default="0"),
    Column("beside", Text, nullable=False, server_default=""),  # what the source has for the sentence, on one line
    Column("present", Boolean, nullable=False),  # whether it is found in the text as it is
    Column("state", String(16), nullable=False),
    Column("wording", Text),  # what is to stand there ("" deletes), where accepted
    Column("reason", Text, nullable=False, server_default=""),
    Column("who", Text, nullable=False, server_default=""),
    Column("at", String(32), nullable=False, server_default=""),
    Column("version", Integer, nullable=False, server_default="1"),  # goes up with each decision
    Index("ix_findings_article", "article", "present", "state"),
    Index("ix_findings_rule", "rule"),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("finding", ForeignKey("findings.id", ondelete="CASCADE"), nullable=False),
    Column("article", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("step", Integer, nullable=False),  # the n-th event of its article; later ones are committed later
    Column("version", Integer, nullable=False),  # of the finding after it
    Column("action", String(16), nullable=False),  # accepted, refused, undone, applied
    Column("state", String(16), nullable=False),  # of the finding after it
    Column("wording", Text),
    Column("reason", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
    UniqueConstraint("finding", "version"),
    UniqueConstraint("article", "step"),
)

settings = Table("settings", metadata, Column("key", String(64), primary_key=True), Column("value", Text, nullable=False))

users = Table(
    "users",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),  # that decisions are kept under
    Column("key", Text, nullable=False, unique=True),  # the name, case levelled
    Column("role", String(16), nullable=False),  # reviewer, editor, admin
    Column("password", Text, nullable=False),  # argon2id
    Column("created", String(32), nullable=False),
    Column("changed", String(32), nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("key", String(64), primary_key=True),  # SHA-256 of the token that the browser has
    Column("user", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("until", String(32), nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    Column("key", String(64), primary_key=True),  # SHA-256 of the account or address that tried to sign in
    Column("count", Integer, nullable=False),
    Column("until", String(32), nullable=False),  # when the window of the first one ends
)
