"""Texts in each language: messages from gettext catalogues, names from the table of labels.

A catalogue is `<language>.po` beside this file. Its message ids are the keys used in the code, its message strings
whole sentences with named parts. Texts of the schema, as the meaning of a column, are translated under the English
text itself, in the context "meaning".
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

# The language of the texts in the schema.
_SCHEMA_LANGUAGE = "en"

Labels = Mapping[tuple[str, str, str], str]


class Messages:
    """Messages and names in one language; numbers and dates as it writes them."""

    def __init__(self, language: str, labels: Labels | None = None, quotes: Mapping[str, str] | None = None) -> None:
        """labels: names by table, id and field. quotes: by phrase quoted from a source, the language of that source."""
        self.language = language
        self.quotes = quotes or {}
        self.numbers = Numbers(language)
        self._labels = labels or {}

    def with_labels(self, labels: Labels) -> Messages:
        """Return the same with further labels, which take precedence."""
        return Messages(self.language, {**self._labels, **labels}, self.quotes)

    def __call__(self, key: str, /, **parts: object) -> str:
        """Return the message `key` with its named parts filled in. Raises KeyError if there is none."""
        return _bind_dashes(_catalogue(self.language).gettext(key)).format(**parts)

    def count(self, key: str, n: int, /, **parts: object) -> str:
        """Return the message `key` in the plural form for `n`, with `{n}` and its other parts filled in."""
        return _bind_dashes(_catalogue(self.language).ngettext(key, key, n)).format(n=n, **parts)

    def schema_text(self, text: str) -> str:
        """Return the translation of a text of `data.model.schema`. Raises KeyError if there is none.

        The message id is the English text itself, so a text that changes needs a new translation.
        """
        if self.language == _SCHEMA_LANGUAGE:
            return _bind_dashes(text)
        return _bind_dashes(_catalogue(self.language).pgettext("meaning", text))

    def label(self, table: str, row: str, field: str = "name") -> str | None:
        """Return the label of a field of a table's row; None if it has none."""
        return self._labels.get((table, row, field))

    def name(self, table: str, row: str, field: str = "name") -> str:
        """As `label`, but return the id of a row without one."""
        return self.label(table, row, field) or row


def _bind_dashes(message: str) -> str:
    """Return a message with a no-break space before each dash, so that no line begins with one."""
    return message.replace(" –", "\u00a0–")


class _NoMessage(gettext.NullTranslations):
    """Raises KeyError for what a catalogue lacks, where gettext would return the key."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def gettext(self, message: str) -> str:
        raise KeyError(f"{self._language}.po has no message '{message}'")

    def ngettext(self, msgid1: str, _msgid2: str, n: int) -> str:
        raise KeyError(f"{self._language}.po has no message '{msgid1}'")

    def pgettext(self, context: str, message: str) -> str:
        raise KeyError(f"{self._language}.po has no {context} '{message}'")


@cache
def _catalogue(language: str) -> gettext.GNUTranslations:
    with (FOLDER / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    translations = gettext.GNUTranslations(compiled)
    translations.add_fallback(_NoMessage(language))
    return translations
