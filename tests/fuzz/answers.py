"""Answers of a linked server, as bytes from a socket."""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from contextlib import suppress
from pathlib import Path
from random import Random

from data import DataError
from data.ingest import from_url
from tests.fuzz import mutate
from tests.fuzz.engine import Case, Target
from tests.fuzz.mutate import DICTIONARY
from tests.fuzz.pages import check_problems, feeds, pages
from tests.fuzz.reports import texts


class Answers(Target):
    """Whatever a server answers, it gives articles, or lines that say why not."""

    def __init__(self, folder: Path) -> None:
        """Listen on a free port of this machine."""
        super().__init__(folder)
        self._content = b""
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._url = f"http://127.0.0.1:{self._listening.getsockname()[1]}/a"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Listen no more."""
        self._listening.close()

    def case(self, chance: Random) -> Case:
        """An answer."""
        corpus = chance.choice((texts(), pages(), feeds()))
        body = mutate.encoded(chance, mutate.mutated(chance, chance.choice(corpus), corpus))
        body = chance.choice((bytes, bytes, gzip.compress, zlib.compress))(body)
        lines = [f"Content-Type: {chance.choice(DICTIONARY['types'])}"]
        lines += chance.sample(DICTIONARY["answers"], chance.choice((0, 0, 1, 2, 4)))
        if chance.random() < 0.1:
            lines.append(
                chance.choice(("X: {}", "A:b\r\n{}", "Location: /?{}")).format(mutate.flood(chance, "A: b\r\n"))
            )
        if chance.random() < 0.5:
            lines.append(f"Content-Length: {len(body)}")
        if "Transfer-Encoding: chunked" in lines:
            sizes = [f"{len(body):x}", *DICTIONARY["chunks"]]
            body = chance.choice(sizes).encode() + b"\r\n" + body + b"\r\n0\r\n\r\n"
        head = "\r\n".join((f"HTTP/1.1 {chance.choice(DICTIONARY['statuses'])}", *lines, "", "")).encode()
        return {"head": mutate.flipped(chance, head) if chance.random() < 0.3 else head, "body": body}

    def check(self, case: Case) -> None:
        """Fetch it as the address of an article."""
        self._content = b"".join(case.values())
        try:
            articles = from_url(self._url, timeout=5, max_bytes=2_000_000, allow_private=True, max_articles=101)
        except DataError as error:
            check_problems(error)
        else:
            assert all(article.text.encode().strip() for article in articles), "an article is empty"

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                connection.recv(65_536)
                connection.sendall(self._content)
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(65_536):
                    pass
