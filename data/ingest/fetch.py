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
from data.ingest.article import escape_unprintable, ingest_error
from data.ingest.faults import Fault
from data.ingest.network_addresses import RefusedError

MAX_RESPONSE_BYTES = 2_000_000
TIMEOUT_S = 20.0  # for all of it: names, connections, redirects, content
_MAX_REDIRECTS = 5
_REDIRECT_STATUSES = (301, 302, 303, 307, 308)
_CERTIFICATE_HAS_EXPIRED = 10  # X509_V_ERR_CERT_HAS_EXPIRED of OpenSSL
_PORTS = {"http": 80, "https": 443}
_CHUNK_BYTES = 65_536
_MAX_OVERHEAD_BYTES = 1_000_000  # of headers and chunk sizes; a server may send headers without end
_GZIP = b"\x1f\x8b"
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; almaty-uzbekistan-trade/0.1)",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain, */*;q=0.1",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True)
class Response:
    """A response: its content, its media type and charset as the server names them, and its final URL."""

    content: bytes
    media: str
    charset: str | None
    url: str


def fetch(
    url: str, *, timeout: float = TIMEOUT_S, max_bytes: int = MAX_RESPONSE_BYTES, allow_private: bool = False
) -> Response:
    """Return the response of `url`, after at most five redirects, in at most `timeout` seconds and `max_bytes` bytes.

    Every address on the way must be http or https, bear no password, and lead to the open internet
    (unless `allow_private`). Raise DataError otherwise.
    """
    name = redact_url(url)
    deadline = time.monotonic() + timeout
    try:
        for _ in range(_MAX_REDIRECTS + 1):
            parts = _parse_url(url)
            with _request(parts, deadline, max_bytes, allow_private=allow_private) as response:
                if response.status not in _REDIRECT_STATUSES:
                    return _read_response(response, urlunsplit(parts), max_bytes)
                target = response.getheader("Location")
                if not target:
                    raise RefusedError("it redirects to nowhere", Fault.ANSWER)
                url = urljoin(urlunsplit(parts), target.encode("latin-1").decode("utf-8", "replace"))
        raise RefusedError(f"it redirects more than {_MAX_REDIRECTS} times", Fault.REDIRECTS)
    except RefusedError as error:
        remedy = "Give the address of one public page, or its text"
        raise ingest_error(name, str(error), remedy, error.code, error.number) from None
    except TimeoutError:
        what = f"no whole answer came within {timeout:g} s"
        raise ingest_error(name, what, "Try again, or give the text", Fault.TIMEOUT) from None
    except ssl.SSLError as error:
        why = getattr(error, "verify_message", "") or (error.reason or "TLS failed").lower().replace("_", " ")
        what = f"the connection is not safe: {why.rstrip('.')}"
        raise ingest_error(name, what, "Check the address, or give the text", _tls_fault(error)) from None
    except Exception as error:  # http.client and email raise whatever they come upon in what a server sends
        if isinstance(error, OSError) and not isinstance(error, http.client.HTTPException):
            what = f"it cannot be reached: {(error.strerror or type(error).__name__).lower()}"
            raise ingest_error(name, what, "Check the address, or give the text", Fault.UNREACHABLE) from None
        what = f"the answer is no sound HTTP ({type(error).__name__})"
        raise ingest_error(name, what, "Try again, or give the text", Fault.ANSWER) from None


def redact_url(url: str) -> str:
    """Return a URL as messages show it: on one line, without user name and password."""
    head, slashes, rest = url.partition("//")
    place, slash, path = rest.partition("/")
    return escape_unprintable(f"{head}{slashes}{place.rpartition('@')[2]}{slash}{path}")


def _parse_url(url: str) -> SplitResult:
    """Return the parts of a URL in ASCII. Raise RefusedError where it must not be requested."""
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
def _request(
    parts: SplitResult, deadline: float, max_bytes: int, *, allow_private: bool
) -> Iterator[http.client.HTTPResponse]:
    """Yield the response to one request, over a connection to the very address that was checked."""
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    connection = http.client.HTTPConnection(parts.hostname or "", port)
    raw = _connect(network_addresses.resolve(host, port, deadline, allow_private=allow_private), deadline)
    try:
        if parts.scheme == "https":
            raw.settimeout(_remaining_s(deadline))
            raw = _tls_context().wrap_socket(raw, server_hostname=host)
        connection.sock = _DeadlineSocket(raw, deadline, 2 * max_bytes + _MAX_OVERHEAD_BYTES)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request("GET", target, headers={"Host": parts.netloc, **_HEADERS})
        with connection.getresponse() as response:
            yield response
    finally:
        connection.close()
        raw.close()


def _connect(found: list[network_addresses.Address], deadline: float) -> socket.socket:
    """Return a connection to the first address that accepts one."""
    fault_of_last: OSError = OSError("no address")
    for family, place in found:
        raw = socket.socket(family, socket.SOCK_STREAM)
        try:
            raw.settimeout(_remaining_s(deadline))
            raw.connect(place)
        except OSError as error:
            raw.close()
            fault_of_last = error
        else:
            return raw
    raise fault_of_last


def _tls_context() -> ssl.SSLContext:
    """Return a TLS context that trusts the system's authorities and Mozilla's: not every system has its own."""
    import certifi  # noqa: PLC0415 - only https needs it

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _tls_fault(error: ssl.SSLError) -> Fault:
    if not isinstance(error, ssl.SSLCertVerificationError):
        return Fault.TLS
    return Fault.CERTIFICATE_EXPIRED if error.verify_code == _CERTIFICATE_HAS_EXPIRED else Fault.CERTIFICATE


def _read_response(response: http.client.HTTPResponse, url: str, max_bytes: int) -> Response:
    """Return a response with its content. Raise RefusedError where its status is not 200 or it is too large."""
    if response.status != http.client.OK:
        what = f"the server answers {response.status} {response.reason}".rstrip()
        is_missing = response.status in (http.client.NOT_FOUND, http.client.GONE)
        raise RefusedError(what, Fault.NOT_FOUND if is_missing else Fault.STATUS, response.status)
    too_large = RefusedError(f"it is larger than {max_bytes / 1_000_000:g} MB", Fault.LARGE, max_bytes // 1_000_000)
    if response.length is not None and response.length > max_bytes:
        raise too_large
    expected, content = response.length, bytearray()
    while chunk := response.read(_CHUNK_BYTES):
        content += chunk
        if len(content) > max_bytes:
            raise too_large
    if expected is not None and len(content) < expected:
        raise http.client.IncompleteRead(bytes(content), expected - len(content))
    decompressed = _decompress(
        bytes(content), response.getheader("Content-Encoding", "identity").lower(), max_bytes + 1
    )
    if len(decompressed) > max_bytes:
        raise too_large
    named = "Content-Type" in response.headers
    media = response.headers.get_content_type() if named else ""
    return Response(decompressed, media, response.headers.get_content_charset(), url)


def _decompress(content: bytes, encoding: str, max_bytes: int) -> bytes:
    """Return at most `max_bytes` of content that a server compressed unasked; fewer only if that is all of it."""
    if encoding in ("identity", ""):
        return content
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise RefusedError(f"it comes packed as {encoding}", Fault.ANSWER)
    broken = RefusedError("what it packed cannot be unpacked", Fault.ANSWER)
    try:
        if content.startswith(_GZIP):
            return gzip.GzipFile(fileobj=io.BytesIO(content)).read(max_bytes)  # all members, each to its end
        decompressor = zlib.decompressobj()
        decompressed = decompressor.decompress(content, max_bytes)
    except (zlib.error, gzip.BadGzipFile, EOFError):
        raise broken from None
    if len(decompressed) < max_bytes and not decompressor.eof:
        raise broken
    return decompressed


def _remaining_s(deadline: float) -> float:
    """Return the seconds left. Raise TimeoutError where there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _DeadlineSocket:
    """What http.client needs of a socket; each call has only the time that is left of the whole."""

    def __init__(self, raw: socket.socket, deadline: float, max_bytes: int) -> None:
        self._raw, self._deadline, self._max_bytes = raw, deadline, max_bytes

    def sendall(self, data: bytes) -> None:
        self._raw.settimeout(_remaining_s(self._deadline))
        self._raw.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_DeadlineReader(self._raw, self._deadline, self._max_bytes))

    def close(self) -> None:
        """Do nothing: http.client closes it before the response is read; `_request` closes the socket."""


class _DeadlineReader(io.RawIOBase):
    """The reading side of a socket; each read has only the time and the bytes that are left of the whole."""

    def __init__(self, raw: socket.socket, deadline: float, max_bytes: int) -> None:
        super().__init__()
        self._raw, self._deadline, self._remaining_bytes = raw, deadline, max_bytes

    def readable(self) -> bool:
        return True

    def readall(self) -> bytes:
        """Raise ValueError: only a chunk of size -1 asks for all, which would have no limit."""
        raise ValueError

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._raw.settimeout(_remaining_s(self._deadline))
        count = self._raw.recv_into(buffer)
        self._remaining_bytes -= count
        if self._remaining_bytes < 0:
            raise http.client.HTTPException("more came around the content than belongs there")
        return count
