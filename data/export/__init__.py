"""The tables as anyone may take them: which there are, their rows, and the files made of them."""

from data.export.table_rows import rows
from data.model.open_tables import OPEN

__all__ = ["OPEN", "rows"]
