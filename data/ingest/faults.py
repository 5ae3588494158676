"""Codes of what can be wrong with a file, page, feed or URL; the site has a message for each."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """The code of a fault, in `Problem.code`; `number` stands in `Problem.number`."""

    FILE = "file"  # it is not there, may not be read, changed meanwhile …
    FORMAT = "format"  # of a kind that is not read
    ENCODING = "encoding"  # not in the encoding that it should be in
    EMPTY = "empty"  # no text in it
    LARGE = "large"  # more than `number` megabytes
    COMPLEX = "complex"  # too many elements or attributes
    BROKEN = "broken"  # no page, no feed, broken XML
    ENTRY = "entry"  # entry `number` of a feed has no text, or cannot be read
    ADDRESS = "address"  # of a link: none that is asked for
    PRIVATE = "private"  # a link to this machine, a local network, or a port that is not the web's
    HOST = "host"  # the name is not known
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    CERTIFICATE = "certificate"  # the server's is not valid
    CERTIFICATE_EXPIRED = "certificate_expired"
    TLS = "tls"  # it fails in another way
    NOT_FOUND = "not_found"  # the server answers 404 or 410
    STATUS = "status"  # the server answers `number`
    REDIRECTS = "redirects"  # too many, as in a circle
    ANSWER = "answer"  # no sound HTTP, a redirect to nowhere, or content that cannot be decompressed
    FAILED = "failed"  # a fault of our own
