"""Scripts and style sheets use what browsers of the last five years know: Chrome 96, Firefox 95, Safari 15.2.

What is newer stands in a script only where its absence is provided for, and in a style sheet only as what
`tests/browser/test_degraded.py` takes away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from components import frontend
from components.server.assets import STYLE, load_plotly_js

FOLDER = Path(frontend.__file__).parent
MODULES = sorted(path.stem for path in FOLDER.glob("*.js"))
PARSER = Parser(Language(tree_sitter_javascript.language()))

# Nodes of the grammar that ended no sooner than 2022, or not at all, in one of the three.
SYNTAX = {"class_static_block", "import_attribute", "decorator", "using_declaration", "ERROR"}
# In patterns: what looks behind, flags within, a name twice.
PATTERN = re.compile(r"\(\?<[=!]|\(\?[a-z]*-?[a-z]+:")
FLAGS = set("gimsuy")
# Functions, properties and classes, of whatever object.
API = {
    *("at", "hasOwn", "findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "with", "groupBy"),
    *("withResolvers", "fromAsync", "isWellFormed", "toWellFormed", "union", "intersection", "difference"),
    *("symmetricDifference", "isSubsetOf", "isSupersetOf", "isDisjointFrom", "canParse", "structuredClone"),
    *("showPopover", "hidePopover", "togglePopover", "showModal", "startViewTransition", "highlights"),
    *("userActivation", "checkVisibility", "randomUUID", "setHTML", "setHTMLUnsafe", "getHTML", "moveBefore"),
    *("requestClose", "scheduler", "locks", "requestIdleCallback", "ClipboardItem", "BroadcastChannel", "Highlight"),
    *("OffscreenCanvas", "CompressionStream", "DecompressionStream", "Temporal", "Segmenter", "Iterator"),
    *("CloseWatcher", "ToggleEvent", "EditContext"),
}
WHOLE = {"AbortSignal.timeout", "AbortSignal.any", "Promise.try", "RegExp.escape", "window.navigation"}
SELECTORS = re.compile(r":(?:has|popover-open|modal|user-valid|user-invalid|open)\b")
STYLES = re.compile(
    r"@(?:layer|scope|starting-style|property|view-transition)\b|\d[dsl]v[hwib]\b|\bsubgrid\b|(?:okl|l)(?:ch|ab)\("
    r"|(?<![-\w])color\(|:(?:user-(?:in)?valid|popover-open|modal|open|state)\b|@media[^{]*(?:[<>]|scripting)"
    r"|\banchor\(|overflow-wrap: *anywhere|(?:^|[{;}])\s*&"
)


def walk(node: Node) -> Iterator[Node]:
    """A node and all within."""
    yield node
    for child in node.children:
        yield from walk(child)


def is_guarded(node: Node) -> bool:
    """Whether a script goes on where the thing is not there: asked with `?.` or `??`, or tried."""
    found: Node | None = node
    while found and found.type not in ("function_declaration", "arrow_function", "program"):
        if found.type == "try_statement" or (found.type == "binary_expression" and b"??" in (found.text or b"")):
            return True
        found = found.parent
    return bool(found and found.parent and found.parent.type == "try_statement")


def newer(script: str) -> list[str]:
    """What of a script is newer than the browsers that it is for."""
    return [text for node in walk(PARSER.parse(script.encode()).root_node) for text in _newer(node)]


def _newer(node: Node) -> Iterator[str]:
    text = (node.text or b"").decode()
    kind, parent = node.type, node.parent.type if node.parent else ""
    is_newer = kind in SYNTAX
    if kind == "private_property_identifier":
        is_newer = parent == "binary_expression"  # #a in b
    elif kind == "regex_pattern":
        is_newer = bool(PATTERN.search(text))
    elif kind == "regex_flags":
        is_newer = bool(set(text) - FLAGS)
    elif kind in ("string_fragment", "template_string"):
        is_newer = bool(SELECTORS.search(text))
    elif kind == "await_expression":
        is_newer = not _is_within_function(node)
    elif kind == "property_identifier" and parent == "member_expression" and node.parent:
        is_newer = (text in API or (node.parent.text or b"").decode() in WHOLE) and not is_guarded(node)
    elif kind == "identifier" and parent in ("call_expression", "new_expression"):
        is_newer = text in API and not is_guarded(node)
    if is_newer:
        yield text


def _is_within_function(node: Node) -> bool:
    found: Node | None = node
    while found and "function" not in found.type and found.type != "method_definition":
        found = found.parent
    return found is not None


@pytest.mark.parametrize("name", MODULES)
def test_a_script_is_of_2021(name: str) -> None:
    assert newer((FOLDER / f"{name}.js").read_text("utf-8")) == []


@pytest.mark.parametrize(
    "script",
    [
        *("/(?<=a)b/u", "/(?<!a)b/", "/a/v", "/a/d", "/(?i:a)b/", "class A { static { a(); } }", "#a in b"),
        *("[1].at(-1)", "structuredClone(a)", "a.findLast(b)", "Object.groupBy(a, b)", "a.with(0, 1)", "await a"),
        *("URL.canParse(a)", "AbortSignal.timeout(1)", "new Set().union(a)", "a.querySelector('b:has(c)')"),
        *("document.startViewTransition(a)", "CSS.highlights.set(a, b)", "new ClipboardItem({})", "@a class B {}"),
        "import a from './a.json' with { type: 'json' }",
    ],
)
def test_what_is_newer_is_found(script: str) -> None:
    assert newer(script)


@pytest.mark.parametrize(
    "script",
    [
        *("a ??= 1", "a.replaceAll('b', c)", "/\\p{L}(?<name>a)/u", "window.requestIdleCallback ?? setTimeout"),
        *("try { new ClipboardItem({}); } catch { b(); }", "async () => { await a; }", "a?.b", "10_000"),
    ],
)
def test_what_is_old_or_provided_for_is_let_through(script: str) -> None:
    assert newer(script) == []


def test_plotly_js_looks_behind_nowhere() -> None:
    assert not re.search(rb"\(\?<[=!]", load_plotly_js())


def test_the_style_sheet_is_of_2021() -> None:
    assert [found[0] for found in STYLES.finditer(STYLE.text)] == []
