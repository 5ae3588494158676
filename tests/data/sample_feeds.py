"""Feeds for the tests of derive, written for them: small articles of our own, in any number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import data.pipeline
from data.model.problem import Problem
from data.pipeline import BuildOptions, Summary


def derive(feed: Path | str, out: Path, *, problems: list[Problem] | None = None, **options: Any) -> Summary:
    """Build tables of a feed alone, without the figures that people transcribed from other pages."""
    return data.pipeline.derive(feed, out, BuildOptions(include_record=False, **options), problems=problems)


ENGLISH = (
    "Trade of Kostanay region with Uzbekistan\n\nNone\n2023-02-10\n"
    "KOSTANAY. Trade turnover between Kostanay region and Uzbekistan reached $118.4 million in 2022. In 2022 "
    "exports to Uzbekistan amounted to $104.9 million, imports from Uzbekistan to $13.5 million.\n"
)

KAZAKH = """Қостанай облысының саудасы

None
2023-02-10
2022 жылы Қостанай облысы мен Өзбекстан арасындағы тауар айналымы 90 миллион АҚШ долларын құрады.
"""

RUSSIAN = """Торговля Павлодарской области

None
2024-03-01
В 2023 году товарооборот Павлодарской области с Узбекистаном составил {value} млн долларов США.
"""


def feed(folder: Path, **texts: str) -> Path:
    """A folder with an article a text, each named by its keyword."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text.encode())
    return folder


def write_reports(folder: Path, count: int) -> Path:
    """A folder with `count` short articles, no two alike."""
    return feed(folder, **{f"report-{number:05}": RUSSIAN.format(value=f"{number + 1},5") for number in range(count)})


def read_folder(folder: Path) -> dict[str, bytes]:
    """All files of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}
