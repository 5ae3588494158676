"""The published tables: which there are, their rows, and their files."""

from data.export.table_rows import open_table_rows
from data.model.open_tables import OPEN_TABLES

__all__ = ["OPEN_TABLES", "open_table_rows"]
