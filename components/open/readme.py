"""The readme that goes into the archive of all tables."""

from __future__ import annotations

from components.words import Words
from data import Dataset
from data.open import OPEN
from data.package import LICENCE


def readme(words: Words, dataset: Dataset) -> str:
    """What is in the archive and under which licence, as Markdown."""
    tables = "\n".join(f"- `{name}.csv`: {table.meaning}" for name, table in OPEN.items())
    return f"# {words('site.name')}\n\n{tables}\n\n[{LICENCE['name']}]({LICENCE['path']})\n"
