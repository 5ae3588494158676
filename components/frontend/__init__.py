"""The scripts of the pages: ES modules, bundled as classic scripts so that pages opened from disk can run them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent

# The modules of a script, each after those that it imports.
PAGE_MODULES = (
    *("dom", "query_params", "card", "data", "scroll_restoration", "filter_state", "share", "keyboard", "card_update"),
    *("chart", "filter", "records", "card_events", "page", "embed", "article_elements", "article", "hydrate"),
)
STREAMLIT_MODULES = ("dom", "streamlit_translation", "connection", "upload", "streamlit_startup")

_COMMENT = re.compile(r"^ *(?://.*|/\*\*(?:(?!\*/)[\s\S])*\*/)\n", re.M)  # on lines of its own
_IMPORT = re.compile(r'^import \{([\w,\s]+)\} from "\./(\w+)\.js";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.M)
_NAME = re.compile(r"^(export )?(?:async )?(?:function|const|let|class) (\w+)", re.M)
_UNBUNDLED = re.compile(r"^(?:import|export)\b.*", re.M)


class BundleError(ValueError):
    """The modules cannot be bundled."""


def bundle(config: Mapping[str, object], names: Sequence[str] = PAGE_MODULES) -> str:
    """Return the modules as one classic script with a scope of its own, without their comments.

    config: the constant CONFIG of the modules; addresses in it are relative to that of the script. names: the modules,
    in order. Raises BundleError if a module imports what none before it exports, or if two declare the same name.
    """
    exported: dict[str, set[str]] = {}
    declared: dict[str, str] = {}
    parts = [
        f"const CONFIG = {_to_js_literal(config)};",
        "const SCRIPT_URL = document.currentScript?.src ?? location.href;",
    ]
    for name in names:
        text = _module_source(name)
        for imported, origin in _IMPORT.findall(text):
            if missing := set(re.findall(r"\w+", imported)) - exported.get(origin, set()):
                raise BundleError(f"{name}.js imports {', '.join(sorted(missing))}, which no {origin}.js before it has")
        for _, own in _NAME.findall(text):
            if own in declared:
                raise BundleError(f"{own} is declared in both {declared[own]}.js and {name}.js")
            declared[own] = name
        exported[name] = {own for is_exported, own in _NAME.findall(text) if is_exported}
        plain = _COMMENT.sub("", _EXPORT.sub("", _IMPORT.sub("", text)))
        if left := _UNBUNDLED.search(plain):
            raise BundleError(f"{name}.js has a statement in a form that is not bundled: {left[0]}")
        parts.append(plain)
    body = "\n".join(parts)
    return f'(() => {{\n"use strict";\n{body}}})();\n'


@cache
def _module_source(name: str) -> str:
    return (_FOLDER / f"{name}.js").read_text("utf-8")


def _to_js_literal(value: object) -> str:
    """Return JSON as a JavaScript expression that can also be in an HTML page."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
