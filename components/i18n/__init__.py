"""What is said, in each language: messages from gettext catalogues, names from the labels table.

A catalogue is `<language>.po` beside this file. Its message ids are the keys used in the code, its
message strings whole sentences with named parts. What the schema says of tables and columns goes by its own
English text, in the context "meaning".
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from components.i18n.number_format import Numbers

FOLDER = Path(__file__).parent
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.po")))

# The language that the schema itself is written in.
_SCHEMA = "en"

Labels = Mapping[tuple[str, str, str], str]


class Words:
    """Messages, names, numbers and dates of one language."""

    def __init__(self, language: str, labels: Labels | None = None, quotes: Mapping[str, str] | None = None) -> None:
        """Words of `language`; `labels`: (table, id, field) to a name in it; `quotes`: a source's phrase to its own."""
        self.language = language
        self.quotes = quotes or {}
        self.numbers = Numbers(language)
        self._labels = labels or {}

    def also(self, labels: Labels) -> Words:
        """These words and `labels` too."""
        return Words(self.language, {**self._labels, **labels}, self.quotes)

    def __call__(self, key: str, /, **parts: object) -> str:
        """The message `key` with its named parts filled in; KeyError where the catalogue lacks it."""
        message = _catalogue(self.language).gettext(key)
        if message == key:
            raise KeyError(f"{self.language}.po has no message '{key}'")
        return _bound(message).format(**parts)

    def count(self, key: str, n: int, /, **parts: object) -> str:
        """The message `key` in the plural form that `n` takes, with `{n}` and its other parts filled in."""
        message = _catalogue(self.language).ngettext(key, key, n)
        if message == key:
            raise KeyError(f"{self.language}.po has no message '{key}'")
        return _bound(message).format(n=n, **parts)

    def meaning(self, text: str) -> str:
        """What `data.model.schema` says in English, in this language; KeyError where the catalogue lacks it.

        The message id is the text itself: a text that changes there asks for its translation anew.
        """
        message = _catalogue(self.language).pgettext("meaning", text)
        if message == text and self.language != _SCHEMA:
            raise KeyError(f"{self.language}.po has no meaning '{text}'")
        return _bound(message)

    def label(self, table: str, row: str, field: str = "name") -> str | None:
        """What a row of a table is called, or None where the table `labels` does not say."""
        return self._labels.get((table, row, field))

    def name(self, table: str, row: str, field: str = "name") -> str:
        """As `label`, with the row's id where there is no label."""
        return self.label(table, row, field) or row


def _bound(message: str) -> str:
    """The message with each dash bound to the word before it: no line begins with one."""
    return message.replace(" –", "\u00a0–")


@cache
def _catalogue(language: str) -> gettext.GNUTranslations:
    with (FOLDER / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
