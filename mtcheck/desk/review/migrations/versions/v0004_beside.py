"""What the source says beside the sentence of a finding, for what is learned of decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the words of the source; findings that are there get theirs when their file is checked again."""
    op.add_column("findings", sa.Column("beside", sa.Text, nullable=False, server_default=""))
