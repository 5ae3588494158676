"""What can be wrong with a place that articles are read from, as codes: the site has a message for each."""

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
    UNSAFE = "unsafe"  # TLS fails
    STATUS = "status"  # the server answers `number`
    REDIRECTS = "redirects"  # in a circle, to nowhere, too often
    ANSWER = "answer"  # no sound HTTP, or packed so that it cannot be unpacked
    FAILED = "failed"  # a fault of our own
