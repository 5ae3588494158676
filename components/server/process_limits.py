"""Limits that the operating system sets to the server's process."""

from __future__ import annotations

import sys
from contextlib import suppress


def raise_open_file_limit() -> None:
    """Allow this process as many open files as the system permits.

    Streamlit keeps three open for each reader, and for some time after; 1024, a common limit, is 200 readers.
    """
    if sys.platform != "win32":  # which has no such limit
        import resource  # noqa: PLC0415 as above

        with suppress(ValueError, OSError):  # if that is not permitted, the limit stays as it is
            most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
