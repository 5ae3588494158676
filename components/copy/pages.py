"""Every page in every language, with all that its filter can show, run by Streamlit and written as HTML."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from components import html
from components.copy import names
from components.copy.place import ROOT, CopyPlace
from components.site import PAGES, SWITCH, Page
from components.still.elements import Choice, written
from components.still.filters import Filter, filters
from components.view import View, in_language
from components.web import plain
from components.web.head import Addresses, head
from components.web.security import COPIED

_DOOR = Path(__file__).parents[2] / "dashboard.py"
_SECONDS = 120  # for the first page, when nothing is made yet


# Pages that do more where a server is.
_PARTLY_LIVE = ("read", "record")
# The parameter of a page's filter that the copy keeps: with the others there would be thousands of pages.
_KEPT = {"trade": "metric", "visit": "kind", "record": "metric"}


def filter_of(page: Page, view: View) -> Filter:
    """The filter of a page that the copy keeps; without options where it has none."""
    return filters(page, view).get(_KEPT.get(page.path, ""), Filter("none", True, ()))


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
    place = CopyPlace(words, _choices(page, filtered, picked, view.language), names.page(page.path, query))
    navigation, *rest = app.main.children.values()
    body = html.render(
        "still_page",
        skip=words("shell.skip"),
        navigation=written(navigation, place),
        live=words("copy.live") if page.key in _PARTLY_LIVE else "",
        elements=[written(child, place) for child in rest],
    )
    return plain.document(
        policy=COPIED,
        language=view.language,
        kind="still",
        body=body,
        root=ROOT,
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
    shown = filtered.shown(picked)
    return {
        "language-switch": [Choice(f"../{language}/{file}", language == spoken, language) for language in SWITCH],
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
