"""The map of the site: its pages, their addresses, its languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from components.words import LANGUAGES

# In the order of the switch; the first is spoken to a reader whose browser asks for none of them.
SWITCH = tuple(language for language in ("kk", "uz", "ru", "en") if language in LANGUAGES)


@dataclass(frozen=True)
class Page:
    """One page: its message key, its path under the site's root, and the script that arranges it."""

    key: str
    path: str
    script: Path


_SCRIPTS = Path(__file__).parent / "pages"

PAGES = tuple(
    Page(key, path, _SCRIPTS / f"{key}.py")
    for key, path in (
        ("overview", ""),
        ("trade", "trade"),
        ("factory", "factory"),
        ("visit", "visit"),
        ("record", "record"),
        ("sources", "sources"),
        ("read", "read"),
    )
)


def language_of(asked: Sequence[str], accepted: str = "") -> str:
    """The language to speak: the one asked for in the link, else the browser's, else the first of the switch.

    `accepted` is an Accept-Language header or a locale; its order is taken, its weights are not.
    """
    wishes = [*asked, *(wish.split(";")[0].split("-")[0].strip().lower() for wish in accepted.split(","))]
    return next((wish for wish in wishes if wish in SWITCH), SWITCH[0])


# By its name, the page that a chart is at home on.
HOMES = {
    "trade-balance": "trade",
    "factory-output": "factory",
    "visit-timeline": "visit",
    **dict.fromkeys(("national-trade", "trade-to-date", "region-scale", "works-in-time", "visit-reports"), "record"),
}
