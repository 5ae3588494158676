"""The dashboard in a process that can be asked what it holds.

`python -m tests.faults.searched WORD` prints its address, and for each line of stdin what holds the word. What is alive
is searched, not memory that is free; nothing is collected but what the server itself collects.
"""

from __future__ import annotations

import asyncio
import gc
import io
import sys
import threading
import time
from collections.abc import Iterator

import uvicorn

from dashboard import app
from tests.server import free_port


def holders(word: str) -> Iterator[str]:
    """Yield the kind of each object that has the word, with what has it."""
    raw, waiting = word.encode(), gc.get_objects()
    while waiting:
        each = waiting.pop()
        parts = gc.get_referents(each)
        if isinstance(each, io.BytesIO):
            parts.append(each.getvalue())
        elif hasattr(type(each), "SerializeToString"):  # a message of Streamlit's
            parts.append(each.SerializeToString())
        for part in parts:
            if type(part) in (str, bytes) and len(part) > len(word) and (word if type(part) is str else raw) in part:
                yield f"{type(each).__name__}: {type(part).__name__} of {len(part)}"
            elif type(part) in (dict, tuple) and not gc.is_tracked(part):  # which has no containers in it
                waiting.append(part)


def say(line: str) -> None:
    """Write a line to whoever started this."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def search(word: str) -> list[str]:
    """Return what holds the word, each once."""
    return sorted(set(holders(word)))


def main(word: str) -> None:
    """Serve, and answer."""
    gc.disable()
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    say(f"http://127.0.0.1:{port}")
    (listening,) = server.servers
    for _ in sys.stdin:
        # On the server's own loop: what the search itself refers to is not collected meanwhile.
        found = asyncio.run_coroutine_threadsafe(search(word), listening.get_loop()).result()
        say("; ".join(found))


if __name__ == "__main__":
    main(sys.argv[1])
