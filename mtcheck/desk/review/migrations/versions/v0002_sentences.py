"""The sentence that a finding stands in, which stays when the text is another one."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the sentence; findings that are there get theirs when their file is checked again."""
    op.add_column("findings", sa.Column("sentence", sa.Text, nullable=False, server_default=""))
    op.add_column("findings", sa.Column("sentence_start", sa.Integer, nullable=False, server_default="0"))
