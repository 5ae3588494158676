"""One page from the network: http and https only, bounded in time, size and redirects."""

from __future__ import annotations

import gzip
import http.client
import io
import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from data.ingest import network_addresses
from data.ingest.article import fault, printable
from data.ingest.faults import Fault
from data.ingest.network_addresses import RefusedError

LARGEST = 2_000_000  # bytes of a page
TIMEOUT = 20.0  # seconds for all of it: names, connections, redirects, content
_REDIRECTS = 5
_MOVED = (301, 302, 303, 307, 308)
_PORTS = {"http": 80, "https": 443}
_CHUNK = 65_536
_MOST_AROUND = 1_000_000  # bytes of heads, and of what parts the content into chunks; heads may come without an end
_GZIP = b"\x1f\x8b"
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; almaty-uzbekistan-trade/0.1)",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain, */*;q=0.1",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True)
class Answer:
    """What came: its bytes, its media type and charset as the server names them, and its final address."""

    content: bytes
    media: str
    charset: str | None
    url: str


def fetch(url: str, *, timeout: float = TIMEOUT, limit: int = LARGEST, private: bool = False) -> Answer:
    """What `url` answers, after at most five redirects, in at most `timeout` seconds and `limit` bytes.

    Every address on the way must be http or https, bear no password, and lead to the open internet
    (unless `private`). Raises `DataError` with the one fault otherwise.
    """
    name = shown(url)
    deadline = time.monotonic() + timeout
    try:
        for _ in range(_REDIRECTS + 1):
            parts = _checked(url)
            with _request(parts, deadline, limit, private=private) as response:
                if response.status not in _MOVED:
                    return _answer(response, urlunsplit(parts), limit)
                target = response.getheader("Location")
                if not target:
                    raise RefusedError("it redirects to nowhere", Fault.REDIRECTS)
                url = urljoin(urlunsplit(parts), target.encode("latin-1").decode("utf-8", "replace"))
        raise RefusedError(f"it redirects more than {_REDIRECTS} times", Fault.REDIRECTS)
    except RefusedError as error:
        remedy = "Give the address of one public page, or its text"
        raise fault(name, str(error), remedy, error.code, error.number) from None
    except TimeoutError:
        what = f"no whole answer came within {timeout:g} s"
        raise fault(name, what, "Try again, or give the text", Fault.TIMEOUT) from None
    except ssl.SSLError as error:
        why = getattr(error, "verify_message", "") or (error.reason or "TLS failed").lower().replace("_", " ")
        what = f"the connection is not safe: {why.rstrip('.')}"
        raise fault(name, what, "Check the address, or give the text", Fault.UNSAFE) from None
    except Exception as error:  # http.client and email raise whatever they come upon in what a server sends
        if isinstance(error, OSError) and not isinstance(error, http.client.HTTPException):
            what = f"it cannot be reached: {(error.strerror or type(error).__name__).lower()}"
            raise fault(name, what, "Check the address, or give the text", Fault.UNREACHABLE) from None
        what = f"the answer is no sound HTTP ({type(error).__name__})"
        raise fault(name, what, "Try again, or give the text", Fault.ANSWER) from None


def shown(url: str) -> str:
    """A URL as messages name it: on one line, without a password."""
    head, slashes, rest = url.partition("//")
    place, slash, path = rest.partition("/")
    return printable(f"{head}{slashes}{place.rpartition('@')[2]}{slash}{path}")


def _checked(url: str) -> SplitResult:
    """The parts of a URL that may be asked for, ready to be sent: ASCII only."""
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise RefusedError("it is no sound address", Fault.ADDRESS) from None
    if parts.scheme not in _PORTS:
        raise RefusedError(f"only http and https are read, not {parts.scheme or 'this'}", Fault.ADDRESS)
    if parts.username is not None or parts.password is not None:
        raise RefusedError("an address with a name and password is not asked for", Fault.ADDRESS)
    if not host or not url.strip().isprintable() or any(map(str.isspace, host)):
        raise RefusedError("it is no sound address", Fault.ADDRESS)
    place = f"[{host}]" if ":" in host else host
    place += f":{port}" if port else ""
    path, query = (quote(part, safe="/%:@!$&'()*+,;=~?") for part in (parts.path or "/", parts.query))
    return SplitResult(parts.scheme, place, path, query, "")


@contextmanager
def _request(parts: SplitResult, deadline: float, limit: int, *, private: bool) -> Iterator[http.client.HTTPResponse]:
    """The head of one answer, over a connection to the very address that was checked."""
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    connection = http.client.HTTPConnection(parts.hostname or "", port)
    raw = _connect(network_addresses.resolve(host, port, deadline, private=private), deadline)
    try:
        if parts.scheme == "https":
            raw.settimeout(_left(deadline))
            raw = _safely().wrap_socket(raw, server_hostname=host)
        connection.sock = _Timed(raw, deadline, 2 * limit + _MOST_AROUND)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request("GET", target, headers={"Host": parts.netloc, **_HEADERS})
        with connection.getresponse() as response:
            yield response
    finally:
        connection.close()
        raw.close()


def _connect(found: list[network_addresses.Address], deadline: float) -> socket.socket:
    """A connection to the first address that takes one."""
    fault_of_last: OSError = OSError("no address")
    for family, place in found:
        raw = socket.socket(family, socket.SOCK_STREAM)
        try:
            raw.settimeout(_left(deadline))
            raw.connect(place)
        except OSError as error:
            raw.close()
            fault_of_last = error
        else:
            return raw
    raise fault_of_last


def _safely() -> ssl.SSLContext:
    """TLS that trusts the system's authorities and Mozilla's: not every system brings its own."""
    import certifi  # noqa: PLC0415 - only https needs it

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _answer(response: http.client.HTTPResponse, url: str, limit: int) -> Answer:
    """The content of an answer, if it is one, and small enough."""
    if response.status != http.client.OK:
        what = f"the server answers {response.status} {response.reason}".rstrip()
        raise RefusedError(what, Fault.STATUS, response.status)
    too_large = RefusedError(f"it is larger than {limit / 1_000_000:g} MB", Fault.LARGE, limit // 1_000_000)
    if response.length is not None and response.length > limit:
        raise too_large
    expected, content = response.length, bytearray()
    while chunk := response.read(_CHUNK):
        content += chunk
        if len(content) > limit:
            raise too_large
    if expected is not None and len(content) < expected:
        raise http.client.IncompleteRead(bytes(content), expected - len(content))
    unpacked = _unpacked(bytes(content), response.getheader("Content-Encoding", "identity").lower(), limit + 1)
    if len(unpacked) > limit:
        raise too_large
    named = "Content-Type" in response.headers
    media = response.headers.get_content_type() if named else ""
    return Answer(unpacked, media, response.headers.get_content_charset(), url)


def _unpacked(content: bytes, encoding: str, limit: int) -> bytes:
    """At most `limit` bytes of what a server packed although it was not asked to; fewer only if that is all of it."""
    if encoding in ("identity", ""):
        return content
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise RefusedError(f"it comes packed as {encoding}", Fault.ANSWER)
    broken = RefusedError("what it packed cannot be unpacked", Fault.ANSWER)
    try:
        if content.startswith(_GZIP):
            return gzip.GzipFile(fileobj=io.BytesIO(content)).read(limit)  # all members, each to its end
        unpacker = zlib.decompressobj()
        unpacked = unpacker.decompress(content, limit)
    except (zlib.error, gzip.BadGzipFile, EOFError):
        raise broken from None
    if len(unpacked) < limit and not unpacker.eof:
        raise broken
    return unpacked


def _left(deadline: float) -> float:
    """Seconds left; `TimeoutError` where there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Timed:
    """What http.client needs of a socket, each call given only the time that is left of the whole."""

    def __init__(self, raw: socket.socket, deadline: float, most: int) -> None:
        self._raw, self._deadline, self._most = raw, deadline, most

    def sendall(self, data: bytes) -> None:
        self._raw.settimeout(_left(self._deadline))
        self._raw.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self._raw, self._deadline, self._most))

    def close(self) -> None:
        """The connection lets go of it before the answer is read; `_request` closes the socket."""


class _Reader(io.RawIOBase):
    """The reading side of a socket, each read given only the time and the bytes that are left of the whole."""

    def __init__(self, raw: socket.socket, deadline: float, most: int) -> None:
        super().__init__()
        self._raw, self._deadline, self._left = raw, deadline, most

    def readable(self) -> bool:
        return True

    def readall(self) -> bytes:
        """Never asked for, but by a chunk of size -1, which would have no limit."""
        raise ValueError

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._raw.settimeout(_left(self._deadline))
        count = self._raw.recv_into(buffer)
        self._left -= count
        if self._left < 0:
            raise http.client.HTTPException("more came around the content than belongs there")
        return count
