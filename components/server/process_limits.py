"""What the server's process is given before it serves."""

from __future__ import annotations

import sys
from contextlib import suppress


def prepare() -> None:
    """As many open files as the system allows.

    Streamlit keeps three for each reader, and for some time after; a limit of 1024, which is common, is 200 readers.
    """
    if sys.platform != "win32":  # which has no such limit
        import resource  # noqa: PLC0415 as above

        with suppress(ValueError, OSError):  # where it is not allowed, it stays as it is
            most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
