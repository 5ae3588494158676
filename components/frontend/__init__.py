"""The browser's half of the pages: ES modules, served as classic scripts, which a page opened from disk runs too."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent

# The modules of a script, each after those that it imports.
PAGE = (
    *("dom", "query_params", "card", "data", "scroll_restoration", "filter_state", "share", "keyboard", "card_update"),
    *("chart", "filter", "card_events", "page", "embed", "article_elements", "article", "hydrate"),
)
STREAMLIT = ("dom", "streamlit_translation", "connection", "upload", "streamlit_startup")

_COMMENT = re.compile(r"^ *(?://.*|/\*\*(?:(?!\*/)[\s\S])*\*/)\n", re.M)  # on lines of its own
_IMPORT = re.compile(r'^import \{([\w,\s]+)\} from "\./(\w+)\.js";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.M)
_NAME = re.compile(r"^(export )?(?:async )?(?:function|const|let|class) (\w+)", re.M)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.M)


class BundleError(ValueError):
    """The modules cannot be made one script."""


def bundle(config: Mapping[str, object], names: Sequence[str] = PAGE) -> str:
    """Return the modules as one classic script with a scope of its own, without their comments.

    config: what the modules read as CONFIG; addresses in it are relative to the script's own. names: the modules, in
    order. Raises BundleError if a module imports what none before it exports, or if two declare the same name.
    """
    exported: dict[str, set[str]] = {}
    declared: dict[str, str] = {}
    parts = [f"const CONFIG = {_literal(config)};", "const SCRIPT_URL = document.currentScript?.src ?? location.href;"]
    for name in names:
        text = _source(name)
        for imported, origin in _IMPORT.findall(text):
            if missing := set(re.findall(r"\w+", imported)) - exported.get(origin, set()):
                raise BundleError(f"{name}.js imports {', '.join(sorted(missing))}, which no {origin}.js before it has")
        for _, own in _NAME.findall(text):
            if own in declared:
                raise BundleError(f"{own} is declared in both {declared[own]}.js and {name}.js")
            declared[own] = name
        exported[name] = {own for is_exported, own in _NAME.findall(text) if is_exported}
        plain = _COMMENT.sub("", _EXPORT.sub("", _IMPORT.sub("", text)))
        if left := _LEFT.search(plain):
            raise BundleError(f"{name}.js has a statement in a form that is not bundled: {left[0]}")
        parts.append(plain)
    body = "\n".join(parts)
    return f'(() => {{\n"use strict";\n{body}}})();\n'


@cache
def _source(name: str) -> str:
    return (_FOLDER / f"{name}.js").read_text("utf-8")


def _literal(value: object) -> str:
    """JSON as an expression of JavaScript that can also stand in an HTML page."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
