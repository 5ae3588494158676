"""Every page in every language, with all that its filter can show, run by Streamlit and written as HTML."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from components import catalogue, html
from components.copy import names
from components.copy.elements import Choice, Place, written
from components.share import Query
from components.site import HOMES, PAGES, SWITCH, Page
from components.view import View, in_language
from components.web import plain
from components.web.head import Addresses, head
from components.web.security import COPIED

_DOOR = Path(__file__).parents[2] / "dashboard.py"
_SECONDS = 120  # for the first page, when nothing is made yet


@dataclass(frozen=True)
class Filter:
    """A page's filter: its parameter, whether several options may be picked, and the options."""

    parameter: str
    several: bool
    options: Sequence[str]

    @property
    def key(self) -> str:
        """Key of its group of buttons."""
        return f"filter-{self.parameter}-{'several' if self.several else 'one'}"

    def picks(self) -> Iterator[tuple[str, ...]]:
        """All that can be picked of it, nothing first."""
        most = len(self.options) if self.several else 1
        usual = () if self.several else self.options[:1]  # what is shown where none is picked
        for count in range(most + 1):
            for picked in combinations(self.options, count):
                if picked != usual or not picked:
                    yield picked

    def turned(self, picked: Sequence[str], option: str) -> tuple[str, ...]:
        """What is picked once `option` is pressed."""
        if not self.several:
            return () if option == self.options[0] else (option,)
        return tuple(each for each in self.options if (each in picked) != (each == option))

    def query(self, picked: Sequence[str]) -> Query:
        """What is picked, as the address says it."""
        return [(self.parameter, option) for option in picked]


# Pages that do more where a server is.
_PARTLY_LIVE = ("read", "record")
# The parameter of a page's filter that the copy keeps: with the others there would be thousands of pages.
_KEPT = {"trade": "metric", "visit": "kind", "record": "metric"}


def filter_of(page: Page, view: View) -> Filter:
    """The filter of a page; without options where it has none."""
    if page.path not in _KEPT:
        return Filter("none", True, ())
    chart = next(chart for chart, home in HOMES.items() if home == page.path)
    offer = catalogue.CHARTS[chart].offers(view)[_KEPT[page.path]]
    return Filter(_KEPT[page.path], offer.several, tuple(offer.options))


def pages(language: str, font: Markup, address: str = "") -> Iterator[tuple[str, str]]:
    """File name and HTML of every page in one language, each with all that can be picked on it.

    `font`: the markup that loads the font. `address`: where the copy will be, if that is known.
    """
    with _quietly():
        app = AppTest.from_file(str(_DOOR), default_timeout=_SECONDS)
        app.query_params["lang"] = language
        app.run()
        view = in_language(language)
        for page in PAGES:
            filtered = filter_of(page, view)
            for picked in filtered.picks():
                app.switch_page(str(page.script))
                app.query_params["lang"] = language
                app.query_params[filtered.parameter] = list(picked)
                app.run()
                if page.key == "read":
                    _read_the_example(app, view)
                if app.exception:
                    raise RuntimeError(f"{page.key}: {app.exception[0].message}")
                yield names.page(page.path, filtered.query(picked)), _page(app, page, picked, view, font, address)


def _read_the_example(app: AppTest, view: View) -> None:
    """The page without an article is but a form; the copy shows what it makes of one."""
    next(button for button in app.button if button.label == view.words("read.example")).click().run()


def _page(app: AppTest, page: Page, picked: Sequence[str], view: View, font: Markup, address: str) -> str:
    words, filtered = view.words, filter_of(page, view)
    query = filtered.query(picked)
    place = Place(words, "../", names.page(page.path, query), _choices(page, filtered, picked, view.language))
    navigation, *rest = app.main.children.values()
    body = html.render(
        "copy_page",
        skip=words("shell.skip"),
        navigation=written(navigation, place),
        live=words("copy.live") if page.key in _PARTLY_LIVE else "",
        elements=[written(child, place) for child in rest],
    )
    return plain.document(
        policy=COPIED,
        language=view.language,
        kind="copy",
        body=body,
        root=place.root,
        font=font,
        head=head(page, view, {filtered.parameter: picked}, published(address) if address else None),
    )


def published(address: str) -> Addresses:
    """What is where, once the copy is put at this address."""
    root = address.rstrip("/")
    return Addresses(
        lambda page, language, query: f"{root}/{language}/{names.page(page.path, query)}",
        lambda picture: f"{root}/charts/{picture.name}.png",
        lambda file: f"{root}/open/{file}",
    )


def _choices(page: Page, filtered: Filter, picked: Sequence[str], spoken: str) -> Mapping[str, Sequence[Choice]]:
    """Where the buttons of the filter lead, and those of the languages."""
    file = names.page(page.path, filtered.query(picked))
    shown = picked or (() if filtered.several else filtered.options[:1])
    return {
        "language-switch": [Choice(f"../{language}/{file}", language == spoken) for language in SWITCH],
        filtered.key: [
            Choice(names.page(page.path, filtered.query(filtered.turned(picked, option))), option in shown)
            for option in filtered.options
        ],
    }


@contextmanager
def _quietly() -> Iterator[None]:
    """Without the warnings that Streamlit has for whoever runs a script outside its server."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)
