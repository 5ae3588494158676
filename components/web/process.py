"""What the server's process is given before it serves."""

from __future__ import annotations

from contextlib import suppress


def prepare() -> None:
    """As many open files as the system allows.

    Streamlit keeps three for each reader, and for some time after; a limit of 1024, which is common, is 200 readers.
    """
    with suppress(ImportError, ValueError, OSError):  # not on Windows; or not allowed, and then it stays as it is
        import resource  # noqa: PLC0415 as above

        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
