"""Decode bytes to text; binary files and wrong encodings raise DataError with a one-line message."""

from __future__ import annotations

import re

from data.ingest.article import ingest_error
from data.ingest.faults import Fault

# How binary files begin, and what they are.
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
_DECLARED_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.I,
)
_DECLARATION_BYTES = 4096  # a declaration stands at the start
_REMEDY = "Save it as UTF-8 text"


def decode_text(content: bytes, name: str, charset: str | None = None) -> str:
    """Return the text of a plain file, unchanged; it is UTF-8 unless the server named another `charset`.

    Raise DataError where it is empty, binary or not in that encoding.
    """
    _refuse_binary(content, name)
    if content.startswith(_UTF16):
        raise ingest_error(name, "it is UTF-16, not UTF-8", _REMEDY, Fault.ENCODING)
    _refuse_null_bytes(content, name)
    try:
        return _require_text(content.decode(_codec(charset, name)), name)
    except UnicodeDecodeError as error:
        encoding = charset or "UTF-8"
        raise ingest_error(
            name, f"it is not {encoding}: byte {error.start} does not fit", _REMEDY, Fault.ENCODING
        ) from None


def decode_markup(content: bytes, name: str, charset: str | None = None) -> str:
    """Return the source of a page or feed: as UTF-8 where it is valid as such, else in the encoding it declares.

    Bytes in another encoding are practically never valid UTF-8, whereas a browser that saves a page as
    UTF-8 may leave the old declaration in it. `charset` is what the server declares; it goes before the
    page's own. Raise DataError where it is empty, binary, or not what it declares.
    """
    _refuse_binary(content, name)
    if content.startswith(_UTF16):
        return _require_text(content.decode("utf-16", "replace"), name)
    _refuse_null_bytes(content, name)
    try:
        return _require_text(content.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        position = error.start
    if charset is None and (match := _DECLARED_CHARSET.search(content[:_DECLARATION_BYTES])):
        charset = (match[1] or match[2]).decode("ascii")
    if charset is None:
        what = f"it is not UTF-8 (byte {position}) and declares no encoding"
        raise ingest_error(name, what, "Save it as UTF-8", Fault.ENCODING)
    try:
        return content.decode(_codec(charset, name))
    except UnicodeDecodeError as error:
        what = f"it declares {charset}, but byte {error.start} does not fit"
        raise ingest_error(name, what, "Save it as UTF-8", Fault.ENCODING) from None


def _refuse_binary(content: bytes, name: str) -> None:
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            what = f"it is {kind}, not text"
            raise ingest_error(name, what, "Save its text as a .txt file, or take it away", Fault.FORMAT)


def _refuse_null_bytes(content: bytes, name: str) -> None:
    if b"\0" in content:
        what = f"it is binary, not text: byte {content.index(0)} is zero"
        raise ingest_error(name, what, "Save it as text, or take it away", Fault.FORMAT)


def _codec(charset: str | None, name: str) -> str:
    """Return Python's name of a declared encoding."""
    codec = _CODECS.get(charset.lower()) if charset else "utf-8"
    if codec is None:
        what = f"it declares the encoding {charset}, which is not read"
        raise ingest_error(name, what, "Save it as UTF-8", Fault.ENCODING)
    return codec


def _require_text(text: str, name: str) -> str:
    """Return the text. Raise DataError where it is empty."""
    if not text.strip("\ufeff \t\r\n\v\f"):
        raise ingest_error(name, "it is empty", "Put the article's text into it, or take it away", Fault.EMPTY)
    return text
