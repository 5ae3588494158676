"""Standard output that any letter can be written to."""

from __future__ import annotations

import io
import sys


def escape_unencodable(encoding: str | None = None) -> None:
    """Have letters that the encoding of standard output lacks written as escapes, not raise UnicodeEncodeError.

    encoding: what to write in from here on; None for the terminal's own.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
