"""plotly.js reduced to what the charts use: a quarter of the file in the plotly package (tree shaking).

That file is one function, in which each module of plotly.js is a variable, run when another calls it:

    var Plotly=(()=>{ … var bar=W((e,t)=>{"use strict";var lib=it(); … }); … return entry();})();

The last module, the entry, registers the trace types. Those that are not in `TRACES` are removed from its list, then
every module, function and variable that cannot be reached from it. A parser of JavaScript finds the names and where
variables begin and end; if two scopes share a name, too much may stay, never too little.
"""

from __future__ import annotations

import hashlib
import logging
import re
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from data.system.files import load_cached

# Trace types that the charts use.
TRACES = ("bar", "scatter")

_log = logging.getLogger("dashboard")
_ROOT = Path(__file__).parents[2]

_NAME = rb"[A-Za-z_$][\w$]*"
_WORD = re.compile(_NAME)
_BUNDLE = re.compile(
    rb"(?P<head>.*?var Plotly=\(\(\)=>\{)(?P<body>.*)(?P<tail>return (?P<entry>%s)\(\);?\}\)\(\);.*)" % _NAME, re.S
)
# The function around that, for module loaders (UMD).
_WRAPPER = re.compile(
    rb"(?P<licence>/\*.*?\*/\s*)\(\s*function\(root, factory\) \{\s*if \(typeof module.*?\(\) => \{\s*(?P<start>.*)",
    re.S,
)
_WRAPPER_END = re.compile(rb"return Plotly;\s*\}\)\);\s*$")
# Where a variable with a module begins: the script is split there, if the parser agrees.
_MODULE_START = re.compile(rb"(?<=[;}])(?=var (?:%s,)*%s=%s\(\(?[\w$,]*\)?=>\{)" % (_NAME, _NAME, _NAME))
_REGISTERED = re.compile(rb"\.register\(\[((?:%s\(\),?)+)\]\)" % _NAME)
_CALL = re.compile(rb"(%s)\(\),?" % _NAME)
_EXPORTED = re.compile(rb"\.exports=(%s)\(\)" % _NAME)
_TRACE = re.compile(rb'moduleType:"trace",name:"(\w+)"')
# The style sheet of maps, 80 KB, to which the core refers.
_STYLE_OF_MAPS = re.compile(rb"var %s=%s\(\(\)=>\{.*\.maplibregl-map\{" % (_NAME, _NAME), re.S)

_FUNCTIONS = ("arrow_function", "function_expression")
# Types of expressions that have no effect; `{}` is one too.
_PURE_VALUES = (*_FUNCTIONS, "identifier", "member_expression", "string", "number", "true", "false")
_NAME_NODES = ("identifier", "shorthand_property_identifier")
_MAX_FAILED_SPLITS = 8  # module starts in a row that the parser may refuse

_loading_lock = threading.Lock()


class UnknownBundleError(ValueError):
    """The file is not built as this module expects."""


@dataclass(frozen=True)
class _Declaration:
    """A statement or variable. It stays if the name `owner` is reachable, and always if that is None."""

    owner: bytes | None
    text: bytes


def fingerprint(file: Path) -> str:
    """Return a hash that changes with whatever changes the result of `load_trimmed`."""
    return hashlib.sha256(file.read_bytes() + Path(__file__).read_bytes()).hexdigest()


def load_trimmed(file: Path) -> bytes:
    """Return the script for browsers: the parts of the file that the charts use, or all if it cannot be reduced.

    That takes a second, so the result is stored in the user's cache folder.
    """
    with _loading_lock:
        return _load_trimmed(file)


@cache
def _load_trimmed(file: Path) -> bytes:
    try:
        return load_cached(f"plotly-{fingerprint(file)[:16]}.js", lambda: _trim_in_subprocess(file))
    except (OSError, subprocess.CalledProcessError) as error:  # the whole file draws the same, it is only larger
        lines = getattr(error, "stderr", b"").decode(errors="replace").strip().splitlines()
        _log.warning("plotly.js is served whole: %s", lines[-1] if lines else error)
        return file.read_bytes()


def _trim_in_subprocess(file: Path) -> bytes:
    """Return what `trim` does, from a process of its own: in this one it would delay the start of the server."""
    command = [sys.executable, "-m", __name__, str(file)]
    return subprocess.run(command, cwd=_ROOT, capture_output=True, check=True).stdout  # noqa: S603


def trim(whole: bytes) -> bytes:
    """Return the script with `TRACES` only, the same bytes for the same file. Raises UnknownBundleError."""
    bundle = _BUNDLE.fullmatch(whole)
    if not bundle:
        raise UnknownBundleError("it is not one function that returns its last module")
    parts = list(_declarations(bundle["body"]))
    texts: defaultdict[bytes, list[bytes]] = defaultdict(list)
    for part in parts:
        if part.owner:
            texts[part.owner].append(part.text)
    replacements = dict(_replacements(bundle["entry"], texts))
    for name, text in replacements.items():
        texts[name] = [text]
    permanent = [part.text for part in parts if not part.owner]
    reachable = _reachable_names(bundle["entry"], permanent, texts)
    traces = {name.decode() for owner in reachable for text in texts[owner] for name in _TRACE.findall(text)}
    if not traces.issuperset(TRACES):
        raise UnknownBundleError(f"of the traces, it would have {', '.join(sorted(traces)) or 'none'} only")
    left = (
        replacements.get(part.owner or b"", part.text) for part in parts if not part.owner or part.owner in reachable
    )
    head, tail = _strip_module_wrapper(bundle["head"], bundle["tail"])
    return b"".join((head, *left, tail))


def _strip_module_wrapper(head: bytes, tail: bytes) -> tuple[bytes, bytes]:
    """Return both ends of the script without the function for module loaders.

    Browsers parse a function again when they call it, here while a reader waits for a chart to start.
    """
    wrapper, end = _WRAPPER.fullmatch(head), _WRAPPER_END.search(tail)
    return (wrapper["licence"] + wrapper["start"], tail[: end.start()]) if wrapper and end else (head, tail)


def _parse(script: bytes) -> Node:
    return Parser(Language(tree_sitter_javascript.language())).parse(script).root_node


def _declarations(body: bytes) -> Iterator[_Declaration]:
    """Yield the statements of the script, a variable each.

    It is split before it is parsed, because the tree of all of it would take 300 MB. A piece without syntax errors is
    complete.
    """
    starts = [*(match.start() for match in _MODULE_START.finditer(body)), len(body)]
    lazy: set[bytes] = set()
    start = failures = 0
    for end in starts:
        tree = _parse(body[start:end])
        if tree.has_error:  # this start is within a function or a string
            failures += 1
            if failures > _MAX_FAILED_SPLITS:
                break
            continue
        start, failures = end, 0
        for statement in tree.children:
            yield from _split_statement(statement, lazy)
    if start != len(body):
        raise UnknownBundleError("it is no JavaScript that the parser knows")


def _split_statement(statement: Node, lazy: set[bytes]) -> Iterator[_Declaration]:
    """Yield the parts of a statement. lazy: collects the names of functions that only wrap their argument."""
    text = _text(statement)
    match statement.type:
        case "variable_declaration":
            for variable in statement.named_children:
                name, value = variable.child_by_field_name("name"), variable.child_by_field_name("value")
                owner = _text(name) if name and name.type == "identifier" else None
                if owner and value and _is_wrapper(value):
                    lazy.add(owner)
                yield _Declaration(owner if _has_no_effect(value, lazy) else None, b"var %s;" % _text(variable))
        case "function_declaration":
            yield _Declaration(_text(statement.child_by_field_name("name")), text)
        case "expression_statement" if (call := statement.named_children[0]).type == "call_expression":
            # As `Fp(module,{…})`, which gives a module its names.
            first = _first_argument(call)
            yield _Declaration(_text(first) if first and first.type == "identifier" else None, text)
        case _:
            yield _Declaration(None, text)


def _is_wrapper(value: Node) -> bool:
    """Return whether it is a function that only returns another: `(e,t)=>()=>…`."""
    body = value.child_by_field_name("body")
    return value.type == "arrow_function" and body is not None and body.type == "arrow_function"


def _has_no_effect(value: Node | None, lazy: set[bytes]) -> bool:
    """Return whether evaluating this expression has no effect."""
    if value is None or value.type in _PURE_VALUES or _text(value) == b"{}":
        return True
    first = _first_argument(value)
    return _text(value.child_by_field_name("function")) in lazy and first is not None and first.type in _FUNCTIONS


def _first_argument(call: Node) -> Node | None:
    """Return the first argument of a call."""
    arguments = call.child_by_field_name("arguments")
    return arguments.named_children[0] if arguments and arguments.named_children else None


def _text(node: Node | None) -> bytes:
    return (node.text if node else None) or b""


def _replacements(entry: bytes, texts: dict[bytes, list[bytes]]) -> Iterator[tuple[bytes, bytes]]:
    """Yield names with new code: the entry with fewer traces, and the style sheet of maps as an empty function."""
    text = b"".join(texts.get(entry, ()))
    registered = _REGISTERED.search(text)
    if not registered:
        raise UnknownBundleError("its last module registers no list of traces")
    calls = [
        call[0].rstrip(b",") for call in _CALL.finditer(registered[1]) if _registered_trace(call[1], texts) in TRACES
    ]
    yield entry, text[: registered.start(1)] + b",".join(calls) + text[registered.end(1) :]
    for name, (only, *_) in texts.items():
        if _STYLE_OF_MAPS.match(only):
            yield name, b"var %s=()=>{};" % name


def _registered_trace(module: bytes, texts: dict[bytes, list[bytes]]) -> str | None:
    """Return the trace that a module registers, itself or through the module that it exports; None if neither."""
    seen: set[bytes] = set()
    while module in texts and module not in seen:
        seen.add(module)
        text = b"".join(texts[module])
        if found := _TRACE.search(text):
            return found[1].decode()
        exported = _EXPORTED.search(text)
        module = exported[1] if exported else b""
    return None


def _reachable_names(entry: bytes, permanent: Sequence[bytes], texts: dict[bytes, list[bytes]]) -> set[bytes]:
    """Return the entry and all names that are used by it, by what always stays, or by what those names declare."""
    reached = {entry}
    waiting = [*texts[entry], *permanent]
    while waiting:
        new = _names_used(waiting.pop(), texts.keys() - reached)
        reached |= new
        waiting += [text for name in sorted(new) for text in texts[name]]
    return reached


def _names_used(script: bytes, names: set[bytes]) -> set[bytes]:
    """Return those of the names that the script uses as variables, not in a string or as a property."""
    places = [word for word in _WORD.finditer(script) if word[0] in names]
    if not places:
        return set()
    tree = _parse(script)
    found = ((word[0], tree.descendant_for_byte_range(word.start(), word.end())) for word in places)
    return {name for name, node in found if node and node.type in _NAME_NODES}


if __name__ == "__main__":
    sys.stdout.buffer.write(trim(Path(sys.argv[1]).read_bytes()))
