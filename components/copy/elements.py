"""What a page's script put on the page, as HTML: one function a kind of element.

Classes and test ids are those of Streamlit's own pages, so that one style sheet serves both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from markupsafe import Markup
from streamlit.testing.v1.element_tree import Block, Element

from components import html, pictures
from components.copy import names
from components.web import plain
from components.web.assets import PLOTLY_JS
from components.words import Words

# What asks a server to do something has no use in a copy; nor has what is said of it, in blocks of these keys.
_LIVE_BLOCKS = {"desk"}
_LIVE = {"tab_container", "form", "text_input", "selectbox", "button", "download_button", "file_uploader"}
_ID = re.compile(r"\$\$ID-[0-9a-f]{32}-(.*)")
_ADDRESS = re.compile(r'(?<=href=")[^"#][^"]*')
_COMPONENTS = {"chart_card": "card", "article": "article"}


@dataclass(frozen=True)
class Choice:
    """An option of a filter: the page that it leads to, and whether it is picked."""

    link: str
    picked: bool


@dataclass(frozen=True)
class Place:
    """Where elements are put: the page's words, the way to the copy's folder, the page's file, its filters.

    `choices`: by key of a group of buttons, its options in order; a group that is not here is left out.
    """

    words: Words
    root: str
    here: str
    choices: Mapping[str, Sequence[Choice]]


def written(element: Element | Block, place: Place) -> Markup:
    """The element with all that is in it; LookupError where it is of a kind that is not known here."""
    kind = element.type or "block"
    if kind in _LIVE or _key(element) in _LIVE_BLOCKS:
        return Markup("")
    if kind not in _WRITTEN:
        raise LookupError(f"the copy cannot write the element '{kind}' of {place.here}")
    return _WRITTEN[kind](element, place)


def within(block: Element | Block, place: Place) -> Markup:
    """All elements of a block, one after another."""
    children = block.children.values() if isinstance(block, Block) else ()
    return Markup("").join(written(child, place) for child in children)


def _key(element: Element | Block) -> str:
    found = _ID.fullmatch(str(getattr(element.proto, "id", "")))
    return found[1] if found else ""


def _block(block: Element | Block, place: Place) -> Markup:
    direction = block.proto.flex_container.direction
    across = "row" if direction == block.proto.flex_container.Direction.HORIZONTAL else "column"
    key = _key(block)
    tag = {"navigation": "header", "pages": "nav"}.get(key, "div")
    label = place.words("site.pages") if tag == "nav" else ""
    body = within(block, place)
    return html.render("copy_block", tag=tag, key=key, across=across, label=label, body=body) if body else body


def _html(element: Element | Block, place: Place) -> Markup:
    def inward(found: re.Match[str]) -> str:
        return escape(names.inward(unescape(found[0]), place.root))

    return html.render("copy_html", body=html.own(_ADDRESS.sub(inward, element.proto.body)))


def _page_link(element: Element | Block, place: Place) -> Markup:
    file = names.page(element.proto.page)
    here = place.here.partition(".")[0].split("-")[0] == file.removesuffix(".html")
    return html.render("copy_link", link=file, text=element.proto.label, here=here, arrow=bool(element.proto.icon))


def _buttons(element: Element | Block, place: Place) -> Markup:
    if _key(element) not in place.choices:
        return Markup("")
    labels = [option.content for option in element.proto.options]
    hidden = element.proto.label_visibility.value == element.proto.label_visibility.COLLAPSED
    choices = list(zip(labels, place.choices[_key(element)], strict=True))
    return html.render("copy_buttons", label=element.proto.label, hidden=hidden, choices=choices)


def _component(element: Element | Block, place: Place) -> Markup:
    name = _COMPONENTS[element.proto.component_name]
    (data,) = json.loads(element.proto.json)
    content = json.loads(data)
    still = _still(content, place)
    return plain.component(
        name,
        brought(data, place.root),
        _key(element),
        id=content.get("name", ""),
        picture=still,
        alt=content.get("alt", ""),
    )


def _still(content: Mapping[str, Any], place: Place) -> str:
    """The picture that a chart is where no script runs; empty where there is none of just what is picked."""
    query = parse_qsl(urlsplit(content.get("link", "")).query)
    picked = tuple(pair for pair in query if pair[0] not in ("lang", "chart"))
    picture = pictures.of(content["name"], picked, place.words.language, pictures.THEMES[0]) if query else None
    return f"{place.root}charts/{picture.name}.svg" if picture else ""


def brought(data: str, root: str) -> str:
    """What a component is given, with the addresses of the copy."""
    content = json.loads(data)
    if "script" in content:
        content |= {"script": root + PLOTLY_JS}
        content |= {name: names.inward(content[name], root) for name in ("link", "embed") if content[name]}
        content["share"] = [way for way in content["share"] if content["embed"] or "$embed" not in way["text"]]
    return json.dumps(content, ensure_ascii=False)


def _expander(block: Element | Block, place: Place) -> Markup:
    body = within(block, place)
    return html.render("copy_expander", label=block.proto.label, body=body) if body else body


def _space(element: Element | Block, place: Place) -> Markup:
    return html.render("copy_space")


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
