"""Bytes to characters: what is no text, or not in the encoding that it says, is refused in one line."""

from __future__ import annotations

import re

from data.ingest.article import fault
from data.ingest.faults import Fault

# What a file begins with that is no text, and what it then is.
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a picture, sound or film"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Python's names of the encodings that pages of the region declare; HTML reads the first two as windows-1252.
_CODECS = {
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-16": "utf-16",
    "windows-1251": "cp1251",
    "cp1251": "cp1251",
    "x-cp1251": "cp1251",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "iso-8859-5": "iso-8859-5",
    "ibm866": "cp866",
    "cp866": "cp866",
    "x-mac-cyrillic": "mac-cyrillic",
    "kz-1048": "kz1048",
    "strk1048-2002": "kz1048",
    "ptcp154": "ptcp154",
    "windows-1254": "cp1254",
    "iso-8859-9": "cp1254",
    "windows-1256": "cp1256",
}
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.I,
)
_DECLARED_WITHIN = 4096  # bytes; a declaration stands at the head
_SAVE = "Save it as UTF-8 text"


def plain(content: bytes, name: str, charset: str | None = None) -> str:
    """The text of a plain file, unchanged; UTF-8 unless the server named another `charset`.

    Raises `DataError` where it is empty, binary or not in that encoding.
    """
    _refuse_binary(content, name)
    if content.startswith(_UTF16):
        raise fault(name, "it is UTF-16, not UTF-8", _SAVE, Fault.ENCODING)
    _refuse_zeros(content, name)
    try:
        return _filled(content.decode(_codec(charset, name)), name)
    except UnicodeDecodeError as error:
        encoding = charset or "UTF-8"
        raise fault(name, f"it is not {encoding}: byte {error.start} does not fit", _SAVE, Fault.ENCODING) from None


def markup(content: bytes, name: str, charset: str | None = None) -> str:
    """The source of a page or feed: UTF-8 where it is valid as such, else the encoding that is declared.

    Bytes in another encoding are practically never valid UTF-8, whereas a browser that saves a page as
    UTF-8 may leave the old declaration in it. `charset` is what the server declares; it goes before the
    page's own. Raises `DataError` where it is empty, binary, or not what it declares.
    """
    _refuse_binary(content, name)
    if content.startswith(_UTF16):
        return _filled(content.decode("utf-16", "replace"), name)
    _refuse_zeros(content, name)
    try:
        return _filled(content.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        position = error.start
    if charset is None and (match := _DECLARED.search(content[:_DECLARED_WITHIN])):
        charset = (match[1] or match[2]).decode("ascii")
    if charset is None:
        what = f"it is not UTF-8 (byte {position}) and declares no encoding"
        raise fault(name, what, "Save it as UTF-8", Fault.ENCODING)
    try:
        return content.decode(_codec(charset, name))
    except UnicodeDecodeError as error:
        what = f"it declares {charset}, but byte {error.start} does not fit"
        raise fault(name, what, "Save it as UTF-8", Fault.ENCODING) from None


def _refuse_binary(content: bytes, name: str) -> None:
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            what = f"it is {kind}, not text"
            raise fault(name, what, "Save its text as a .txt file, or take it away", Fault.FORMAT)


def _refuse_zeros(content: bytes, name: str) -> None:
    if b"\0" in content:
        what = f"it is binary, not text: byte {content.index(0)} is zero"
        raise fault(name, what, "Save it as text, or take it away", Fault.FORMAT)


def _codec(charset: str | None, name: str) -> str:
    """Python's name of a declared encoding."""
    codec = _CODECS.get(charset.lower()) if charset else "utf-8"
    if codec is None:
        what = f"it declares the encoding {charset}, which is not read"
        raise fault(name, what, "Save it as UTF-8", Fault.ENCODING)
    return codec


def _filled(text: str, name: str) -> str:
    """The text itself, if there is any."""
    if not text.strip("\ufeff \t\r\n\v\f"):
        raise fault(name, "it is empty", "Put the article's text into it, or take it away", Fault.EMPTY)
    return text
