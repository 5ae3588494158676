"""Parse a plain text: the title, a blank line, two lines for author and date, and the body.

    Title of the report

    None                  author, `None` where unknown; the two lines may be missing
    2018-04-13            date, in any of the ways that `data.ingest.dates` knows
    The body ...

Text with a title only, and a bare body, are articles too. The text stays whole: spans count in the file.
"""

from __future__ import annotations

import re
from datetime import date

from data.ingest import decode
from data.ingest.article import Article, Metadata, build_article, ingest_error
from data.ingest.dates import parse_date_line
from data.ingest.faults import Fault

_HEADER_CHARACTERS = 2_000  # title, author and date stand within these
_MAX_TITLE_CHARACTERS = 250
_MAX_AUTHOR_CHARACTERS = 80
_MAX_AUTHOR_WORDS = 8
_UNKNOWN = "None"
_LINE_END = re.compile(r"\r\n|\n|\r")


def from_text(text: str | bytes, name: str) -> Article:
    """Return the article of one plain text; `name` stands for it in `file` and in messages.

    Bytes are decoded as UTF-8, and `Article.text` is the text unchanged. Raise DataError where it is empty, binary or
    not UTF-8.
    """
    if isinstance(text, bytes):
        return parse_text_file(text, name)
    try:
        return parse_text_file(text.encode("utf-8"), name)
    except UnicodeEncodeError as error:
        what = f"character {error.start} is half of a pair"
        raise ingest_error(name, what, "Paste the text anew", Fault.ENCODING) from None


def parse_text_file(raw: bytes, name: str, charset: str | None = None, url: str | None = None) -> Article:
    """Return the article of a plain text in the encoding `charset`, by default UTF-8."""
    text = decode.decode_text(raw, name, charset)
    title, published = parse_header(text)
    return build_article(name, text, raw, Metadata(title, published, url))


def parse_header(text: str) -> tuple[str, date | None]:
    """Return the title and date above the body; an empty title and None where there are none.

    A date counts only on a line of its own, right after the blank line or after a line that looks like
    an author, and where what follows begins a new sentence. A date in the body is no publication date.
    """
    lines = [line.strip() for line in _LINE_END.split(text[:_HEADER_CHARACTERS].lstrip("\ufeff \t\r\n"), 8)][:8]
    title = lines[0]
    if len(title) > _MAX_TITLE_CHARACTERS or len(lines) < 3 or lines[1]:  # noqa: PLR2004 - title, blank line, body
        return "", None
    first, second, third = ([line for line in lines[1:] if line] + ["", "", ""])[:3]
    if first == second == _UNKNOWN:
        return title, None
    if (published := parse_date_line(first)) and _starts_sentence(second):
        return title, published
    if _is_author(first) and _starts_sentence(third):
        if published := parse_date_line(second):
            return title, published
        if second == _UNKNOWN:
            return title, None
    return ("" if title[-1:] in ".,;:" else title), None


def _is_author(line: str) -> bool:
    """Return whether a line may be the names of authors: short, without digits, no sentence."""
    is_short = len(line) <= _MAX_AUTHOR_CHARACTERS and len(line.split()) <= _MAX_AUTHOR_WORDS
    is_prose = any(map(str.isdigit, line)) or line[-1:] in "?!:;,…" or line[:1].islower()
    return line == _UNKNOWN or (is_short and not is_prose)


def _starts_sentence(line: str) -> bool:
    """Return whether a line can begin a sentence; otherwise the line before it is part of the running text."""
    return not line[:1].islower()
