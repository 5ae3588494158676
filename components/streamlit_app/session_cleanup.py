"""Sessions end seconds after their page is closed, and the memory of what readers entered is freed."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

from components.streamlit_app import internals

GRACE_S = 4.0  # a page may come back within it after its connection was lost
_M_MMAP_THRESHOLD = -3  # of malloc.h
_MMAP_THRESHOLD_BYTES = 1 << 17  # blocks from this size on return to the system as soon as they are freed


def start_cleanup() -> None:
    """Close the sessions of pages that are gone from now on."""
    gc.collect()
    gc.freeze()  # what is loaded by now stays, so later collections need not look at it
    _call_libc("mallopt", _M_MMAP_THRESHOLD, _MMAP_THRESHOLD_BYTES)
    internals.close_disconnected_sessions(GRACE_S, free_memory)


def free_memory() -> None:
    """Empty the caches that may hold texts of closed sessions, and return freed memory to the system."""
    from components.svg import fonts  # noqa: PLC0415 - loaded with the site, which the server does not wait for
    from data.ingest import language_detection  # noqa: PLC0415 - as above

    fonts.shape_text.cache_clear()
    language_detection.clear_cache()
    gc.collect()  # what ran a session's script refers to itself
    _call_libc("malloc_trim", 0)


def _call_libc(name: str, *args: int) -> None:
    """Call a function of glibc, which else keeps what a thread freed; each run of a script is a thread of its own."""
    with suppress(OSError, AttributeError, TypeError):  # another C library
        getattr(ctypes.CDLL(None), name)(*args)
