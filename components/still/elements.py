"""What a page's script put on the page, as HTML: one function a kind of element.

Classes and test ids are those of Streamlit's own pages, so that one style sheet serves both.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape

from markupsafe import Markup
from streamlit.testing.v1.element_tree import Block, Element

from components import html
from components.words import Words

# What asks a server to do something, and blocks by key that tell of it.
_ASKING_BLOCKS = {"desk"}
_ASKING = {"tab_container", "form", "text_input", "selectbox", "button", "download_button", "file_uploader"}
_ID = re.compile(r"\$\$ID-[0-9a-f]{32}-(.*)")
_ADDRESS = re.compile(r'(?<=href=")[^"#][^"]*')
_COMPONENTS = {"chart_card": "card", "article": "article"}


@dataclass(frozen=True)
class Choice:
    """An option of a filter: the page that it leads to, whether it is picked, and the language that it is."""

    link: str
    picked: bool
    language: str = ""


class Place(ABC):
    """Where elements are put: the page's words, its filters, and where its addresses lead.

    `choices`: by key of a group of buttons, its options in order; a group that is not here is left out.
    """

    def __init__(self, words: Words, choices: Mapping[str, Sequence[Choice]]) -> None:
        """On a page in the language of `words`."""
        self.words, self.choices = words, choices

    @abstractmethod
    def address(self, address: str) -> str:
        """An address of the site, as it is from here."""

    @abstractmethod
    def page(self, path: str) -> tuple[str, bool]:
        """Where a page of the site is from here, and whether that is here."""

    @abstractmethod
    def component(self, name: str, data: str, key: str) -> Markup:
        """A chart card or an article, with what it is given as JSON."""

    @abstractmethod
    def asking(self, element: Element | Block) -> Markup:
        """What asks a server to do something."""


def written(element: Element | Block, place: Place) -> Markup:
    """The element with all that is in it; LookupError where it is of a kind that is not known here."""
    kind = element.type or "block"
    if kind in _ASKING or key_of(element) in _ASKING_BLOCKS:
        return place.asking(element)
    if kind not in _WRITTEN:
        raise LookupError(f"no HTML is known here for the element '{kind}'")
    return _WRITTEN[kind](element, place)


def within(block: Element | Block, place: Place) -> Markup:
    """All elements of a block, one after another."""
    children = block.children.values() if isinstance(block, Block) else ()
    return Markup("").join(written(child, place) for child in children)


def key_of(element: Element | Block) -> str:
    """The key that its script gave it; empty where it gave none."""
    found = _ID.fullmatch(str(getattr(element.proto, "id", "")))
    return found[1] if found else ""


def _block(block: Element | Block, place: Place) -> Markup:
    direction = block.proto.flex_container.direction
    across = "row" if direction == block.proto.flex_container.Direction.HORIZONTAL else "column"
    key = key_of(block)
    tag = {"navigation": "header", "pages": "nav"}.get(key, "div")
    label = place.words("site.pages") if tag == "nav" else ""
    body = within(block, place)
    return html.render("still_block", tag=tag, key=key, across=across, label=label, body=body) if body else body


def _html(element: Element | Block, place: Place) -> Markup:
    def from_here(found: re.Match[str]) -> str:
        return escape(place.address(unescape(found[0])))

    return html.render("still_html", body=html.own(_ADDRESS.sub(from_here, element.proto.body)))


def _page_link(element: Element | Block, place: Place) -> Markup:
    link, here = place.page(element.proto.page)
    return html.render("still_link", link=link, text=element.proto.label, here=here)


def _buttons(element: Element | Block, place: Place) -> Markup:
    if key_of(element) not in place.choices:
        return Markup("")
    labels = [option.content for option in element.proto.options]
    hidden = element.proto.label_visibility.value == element.proto.label_visibility.COLLAPSED
    choices = list(zip(labels, place.choices[key_of(element)], strict=True))
    return html.render("still_buttons", label=element.proto.label, hidden=hidden, choices=choices)


def _component(element: Element | Block, place: Place) -> Markup:
    (data,) = json.loads(element.proto.json)
    return place.component(_COMPONENTS[element.proto.component_name], data, key_of(element))


def _expander(block: Element | Block, place: Place) -> Markup:
    body = within(block, place)
    return (
        html.render("still_expander", label=block.proto.label, open=block.proto.expanded, body=body) if body else body
    )


def _space(element: Element | Block, place: Place) -> Markup:
    return html.render("still_space")


def _text(element: Element | Block, place: Place) -> Markup:
    return html.render("note", text=element.proto.body)


_WRITTEN: Mapping[str, Callable[[Element | Block, Place], Markup]] = {
    "flex_container": _block,
    "block": _block,
    "html": _html,
    "page_link": _page_link,
    "button_group": _buttons,
    "bidi_component": _component,
    "expander": _expander,
    "space": _space,
    "text": _text,
}
