"""A slow line to a server of this machine, websockets and all: `python -m tests.bench.line PORT`.

It prints the port that it listens at. One line for all connections: 10 Mbit/s each way, shared in turns, 40 ms there
and back, and as long again to connect.
"""

from __future__ import annotations

import asyncio
import sys

BYTES_A_SECOND = 10_000_000 / 8
DELAY = 0.040 / 2  # seconds one way
_CHUNK = 8192  # bytes that one connection sends before another has its turn


class _Way:
    """One direction of the line."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()  # gives turns in the order they were asked for
        self.free = 0.0  # when the line has sent all that it was given

    async def carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        """All that comes from `source`, late and slowly."""
        loop = asyncio.get_running_loop()
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        arriving = asyncio.create_task(_arrive(under_way, target))
        while data := await source.read(_CHUNK):
            async with self.turn:
                self.free = max(self.free, loop.time()) + len(data) / BYTES_A_SECOND
                under_way.put_nowait((self.free + DELAY, data))
                await asyncio.sleep(self.free - loop.time())
        under_way.put_nowait((loop.time() + DELAY, b""))
        await arriving


async def _arrive(under_way: asyncio.Queue[tuple[float, bytes]], target: asyncio.StreamWriter) -> None:
    loop = asyncio.get_running_loop()
    while True:
        when, data = await under_way.get()
        await asyncio.sleep(when - loop.time())
        if not data:
            target.close()
            return
        target.write(data)
        await target.drain()


async def serve(port: int) -> None:
    """Relay to the server at `port` until ended."""
    there, back = _Way(), _Way()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(2 * DELAY)
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        carrying = (there.carry(reader, far_writer), back.carry(far_reader, writer))
        await asyncio.gather(*carrying, return_exceptions=True)  # either side may hang up

    listening = await asyncio.start_server(connected, "127.0.0.1", 0)
    sys.stdout.write(f"{listening.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
