"""The first view: a page as the server answers with it, there to be read before any script has run.

It is what the page's script puts on the page, run here as Streamlit runs it. The live page takes its place.
"""

from __future__ import annotations

import json
import logging
import threading
import zlib
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

from markupsafe import Markup
from streamlit.proto.ClientState_pb2 import ContextInfo
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import RerunData
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.testing.v1.element_tree import Block, Element, ElementTree, parse_tree_from_messages
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from components import asked, catalogue, html
from components.catalogue import Asked
from components.pictures import screen
from components.site import HOMES, PAGES, SWITCH, Page
from components.still.elements import Choice, Place, key_of, written
from components.still.filters import filters
from components.view import View, in_language
from components.web import plain
from components.web.assets import base
from data import DataError

_DOOR = str(Path(__file__).parents[2] / "dashboard.py")
_SCRIPTS = ScriptCache()
_MOST = 64  # views kept of each language, of up to a hundred kilobytes
_PATIENCE = 0.5  # seconds that an answer waits for its turn to be made; then it goes without

_log = logging.getLogger("dashboard")
_turn = threading.Lock()

# What is picked on a page: parameters with their options.
Picked = tuple[tuple[str, tuple[str, ...]], ...]


class NotMadeError(Exception):
    """There is no first view, for the reason given."""


def first_view(page: Page, view: View, wished: Asked) -> Markup | None:
    """The page in the view's language with what the address wishes for picked, as HTML.

    None where the live page has something to say of the address or of the tables, and while many wait.
    """
    try:
        return None if view.data.problems else _kept(view, page, _picked(page, view, wished))
    except (NotMadeError, DataError) as error:
        _log.info("no first view of %s: %s", page.key, error)
    except Exception:  # whatever it is: the live page does without
        _log.exception("no first view of %s", page.key)
    return None


def _kept(view: View, page: Page, picked: Picked) -> Markup:
    """The first view, made by one at a time and kept packed, for the record's has most of a megabyte."""
    kept: dict[object, bytes] = view.once(_shelf)
    if (page, picked) not in kept:
        if not _turn.acquire(timeout=_PATIENCE):
            raise NotMadeError("others are being made")
        try:
            if (page, picked) not in kept:
                made = zlib.compress(_made(view, page, picked).encode(), 1)
                while len(kept) >= _MOST:
                    del kept[next(iter(kept))]
                kept[page, picked] = made
        finally:
            _turn.release()
    found = kept.get((page, picked))
    if found is None:
        raise NotMadeError("it has given way to others")
    return html.own(zlib.decompress(found).decode())


def _shelf(view: View) -> dict[object, bytes]:
    return {}


def _picked(page: Page, view: View, wished: Asked) -> Picked:
    """What is wished for of what the page offers, in one way however it is written."""
    chart = next((chart for chart, home in HOMES.items() if home == page.path), None)
    offers = catalogue.CHARTS[chart].offers(view) if chart else {}
    picked = []
    for name, offer in offers.items():
        values = asked.options(wished.get(name, ()))
        if not all(map(offer.admits, values)) or (len(values) > 1 and not offer.several):
            raise NotMadeError("the address wishes for what there is not")
        if values:
            order = list(offer.options).index if offer.several else None
            picked.append((name, tuple(sorted(values, key=order))))
    return tuple(picked)


def _made(view: View, page: Page, picked: Picked) -> Markup:
    tree = _run(page, view.language, picked)
    if tree.get("exception"):
        raise NotMadeError("its script failed")
    if in_language(view.language) is not view:
        raise NotMadeError("the tables were replaced while it was made")
    navigation, *rest = tree.main.children.values()
    place = _ServedPlace(view, page, dict(picked))
    parts = {"skip": view.words("shell.skip"), "navigation": written(navigation, place), "live": ""}
    return html.render("still_page", **parts, elements=[written(child, place) for child in rest])


def _run(page: Page, language: str, picked: Picked) -> ElementTree:
    """What the page's script puts on the page of somebody who follows this link."""
    state = SafeSessionState(SessionState(), lambda: None)
    runner = LocalScriptRunner(_DOOR, state, PagesManager(_DOOR, _SCRIPTS, setup_watcher=False), user_info={})
    query = urlencode([("lang", language), *picked], doseq=True)
    where = ContextInfo(url=f"http://localhost{base()}{page.path}")
    runner.request_rerun(RerunData(query_string=query, page_name=page.path, context_info=where))
    runner.start()
    runner.join()
    return parse_tree_from_messages(runner.forward_msgs())


class _ServedPlace(Place):
    """A page that a server answers with."""

    def __init__(self, view: View, page: Page, picked: Asked) -> None:
        self._view, self._page, self._picked = view, page, picked
        super().__init__(view.words, dict(self._groups()))

    def _link(self, language: str, picked: Asked) -> str:
        return f"{base()}{self._page.path}?{urlencode([('lang', language), *picked.items()], doseq=True)}"

    def _groups(self) -> list[tuple[str, Sequence[Choice]]]:
        spoken = self._view.language
        groups: list[tuple[str, Sequence[Choice]]] = [
            ("language-switch", [Choice(self._link(each, self._picked), each == spoken, each) for each in SWITCH])
        ]
        for name, each in filters(self._page, self._view).items():
            picked = self._picked.get(name, ())
            turned = {option: {**self._picked, name: each.turned(picked, option)} for option in each.options}
            choices = [Choice(self._link(spoken, turned[one]), one in each.shown(picked)) for one in each.options]
            groups.append((each.key, choices))
        return groups

    def address(self, address: str) -> str:
        """As it is: the page's own address."""
        return address

    def page(self, path: str) -> tuple[str, bool]:
        """The page in the same language."""
        path = next((page.path for page in PAGES if path in (page.path, page.key)), path)
        return f"{base()}{path}?lang={self.words.language}", path == self._page.path

    def component(self, name: str, data: str, key: str) -> Markup:
        """With pictures of its chart, in both widths that it is drawn in."""
        return plain.component(name, data, key, still=screen.stills(json.loads(data).get("figures", {})))

    def asking(self, element: Element | Block) -> Markup:
        """A box that looks like it, or room for what will be there; nothing can be asked yet."""
        if element.type != "selectbox":
            return html.render("still_room") if element.type == "tab_container" else Markup("")
        proto = element.proto
        picked = proto.raw_value if proto.set_value else proto.options[proto.default]
        return html.render("still_select", key=key_of(element), label=proto.label, text=picked)
