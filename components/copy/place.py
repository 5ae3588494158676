"""Where elements are put in the copy: files of one folder, without a server."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from markupsafe import Markup
from streamlit.testing.v1.element_tree import Block, Element

from components import pictures
from components.copy import names
from components.still.elements import Choice, Place
from components.web import plain
from components.web.assets import PLOTLY_JS
from components.words import Words

ROOT = "../"  # the way from a page to the copy's folder


class CopyPlace(Place):
    """A page of the copy."""

    def __init__(self, words: Words, choices: Mapping[str, Sequence[Choice]], here: str) -> None:
        """The page that is the file `here`."""
        super().__init__(words, choices)
        self.here = here

    def address(self, address: str) -> str:
        """A file of the copy."""
        return names.inward(address, ROOT)

    def page(self, path: str) -> tuple[str, bool]:
        """The file of a page; it is here with all that is picked of it."""
        file = names.page(path)
        return file, self.here.partition(".")[0].split("-")[0] == file.removesuffix(".html")

    def component(self, name: str, data: str, key: str) -> Markup:
        """With the addresses of the copy, and a picture for where no script runs."""
        content = json.loads(data)
        picture = _picture(content, self.words.language)
        named = {"id": content.get("name", ""), "picture": picture, "alt": content.get("alt", "")}
        return plain.component(name, brought(data, ROOT), key, **named)

    def asking(self, element: Element | Block) -> Markup:
        """Nobody is here to be asked."""
        return Markup("")


def brought(data: str, root: str) -> str:
    """What a component is given, with the addresses of the copy."""
    content = json.loads(data)
    if "script" in content:
        content |= {"script": root + PLOTLY_JS, "data": "", "picks": None}
        content |= {name: names.inward(content[name], root) for name in ("link", "embed") if content[name]}
        content["share"] = [way for way in content["share"] if content["embed"] or "$embed" not in way["text"]]
    return json.dumps(content, ensure_ascii=False)


def _picture(content: Mapping[str, Any], language: str) -> str:
    """The picture that a chart is where no script runs; empty where there is none of just what is picked."""
    query = parse_qsl(urlsplit(content.get("link", "")).query)
    picked = tuple(pair for pair in query if pair[0] not in ("lang", "chart"))
    picture = pictures.of(content["name"], picked, language, pictures.THEMES[0]) if query else None
    return f"{ROOT}charts/{picture.name}.svg" if picture else ""
