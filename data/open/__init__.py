"""The tables as anyone may take them: which there are, their rows, and the files made of them."""

from data.open.tables import OPEN, rows

__all__ = ["OPEN", "rows"]
