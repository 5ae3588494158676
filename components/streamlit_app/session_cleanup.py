"""What readers give is held while their page is open and for a moment after; then its memory is given back."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

from components.streamlit_app import internals

GRACE_SECONDS = 4.0  # seconds from a lost connection in which its page may come back
_M_MMAP_THRESHOLD = -3  # of malloc.h
_LARGE = 1 << 17  # bytes; any piece of memory of so many is given back when it is freed


def start() -> None:
    """From now on, close the sessions of pages that are gone."""
    gc.collect()
    gc.freeze()  # the server itself stays; it takes most of the time to look for what does not
    _libc("mallopt", _M_MMAP_THRESHOLD, _LARGE)
    internals.close_disconnected_sessions(GRACE_SECONDS, free_memory)


def free_memory() -> None:
    """Forget what caches may have of the texts of sessions that were closed, and give their memory back."""
    from components.svg import fonts  # noqa: PLC0415 - loaded with the site, which the server does not wait for
    from data.ingest import language_detection  # noqa: PLC0415 - as above

    fonts.shape.cache_clear()
    language_detection.forget()
    gc.collect()  # what ran a session's script refers to itself
    _libc("malloc_trim", 0)


def _libc(name: str, *args: int) -> None:
    """Call a function of glibc, whose heaps keep what a thread frees: each run of a script is a thread of its own."""
    with suppress(OSError, AttributeError, TypeError):  # another C library
        getattr(ctypes.CDLL(None), name)(*args)
