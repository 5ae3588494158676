"""Standard output that any character can be written to."""

from __future__ import annotations

import io
import sys


def escape_unencodable(encoding: str | None = None) -> None:
    """Write characters that the encoding of standard output lacks as escapes; do not raise UnicodeEncodeError.

    encoding: the encoding from here on; None for the terminal's own.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
