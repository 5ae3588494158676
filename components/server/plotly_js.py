"""plotly.js without what no chart here draws: a quarter of the file that the plotly package carries.

That file is one function, in which each module of plotly.js is a variable, run when another calls it:

    var Plotly=(()=>{ … var bar=W((e,t)=>{"use strict";var lib=it(); … }); … return entry();})();

The last module, the entry, registers the traces. Here those that are not in `TRACES` leave its list, then goes every
module, function and variable that nothing reaches any more. Which words of the script are names, and where a variable
begins and ends, a parser of JavaScript tells; a name that stands in two scopes may keep too much, never too little.
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

from data.system.files import cached

# What the charts are drawn with.
TRACES = ("bar", "scatter")

_log = logging.getLogger("dashboard")
_ROOT = Path(__file__).parents[2]

_NAME = rb"[A-Za-z_$][\w$]*"
_WORD = re.compile(_NAME)
_BUNDLE = re.compile(
    rb"(?P<head>.*?var Plotly=\(\(\)=>\{)(?P<body>.*)(?P<tail>return (?P<entry>%s)\(\);?\}\)\(\);.*)" % _NAME, re.S
)
# The function around that, for whoever loads modules.
_WRAPPER = re.compile(
    rb"(?P<licence>/\*.*?\*/\s*)\(\s*function\(root, factory\) \{\s*if \(typeof module.*?\(\) => \{\s*(?P<start>.*)",
    re.S,
)
_WRAPPER_END = re.compile(rb"return Plotly;\s*\}\)\);\s*$")
# Where a variable with a module in it begins: there the script is taken apart, if the parser agrees.
_SEAM = re.compile(rb"(?<=[;}])(?=var (?:%s,)*%s=%s\(\(?[\w$,]*\)?=>\{)" % (_NAME, _NAME, _NAME))
_REGISTERED = re.compile(rb"\.register\(\[((?:%s\(\),?)+)\]\)" % _NAME)
_CALL = re.compile(rb"(%s)\(\),?" % _NAME)
_EXPORTED = re.compile(rb"\.exports=(%s)\(\)" % _NAME)
_TRACE = re.compile(rb'moduleType:"trace",name:"(\w+)"')
# The style of maps, which only a map would call for, 80 KB of it: named in the core all the same.
_STYLE_OF_MAPS = re.compile(rb"var %s=%s\(\(\)=>\{.*\.maplibregl-map\{" % (_NAME, _NAME), re.S)

_FUNCTIONS = ("arrow_function", "function_expression")
# Values that do nothing where they stand; `{}` is one too.
_STILL = (*_FUNCTIONS, "identifier", "member_expression", "string", "number", "true", "false")
_MENTIONS = ("identifier", "shorthand_property_identifier")
_PATIENCE = 8  # seams in a row that may lie within something: each is parsed from the last good one on

_one_at_a_time = threading.Lock()


class OtherShapeError(ValueError):
    """The file is not built as this module knows it."""


@dataclass(frozen=True)
class _Part:
    """A statement or a variable; it stays if what it belongs to does, and for good where that is None."""

    owner: bytes | None
    text: bytes


def fingerprint(file: Path) -> str:
    """Changes with whatever changes what `served` gives for the file."""
    return hashlib.sha256(file.read_bytes() + Path(__file__).read_bytes()).hexdigest()


def served(file: Path) -> bytes:
    """Return the script for browsers: what is needed of the file, or all of it if it is built in another way.

    The cut takes a second, so it is kept in the user's folder for caches and made again if it is not there whole.
    """
    with _one_at_a_time:
        return _served(file)


@cache
def _served(file: Path) -> bytes:
    try:
        return cached(f"plotly-{fingerprint(file)[:16]}.js", lambda: _cut_apart(file))
    except (OSError, subprocess.CalledProcessError) as error:  # the whole file draws the same, it is only larger
        said = getattr(error, "stderr", b"").decode(errors="replace").strip().splitlines()
        _log.warning("plotly.js is served whole: %s", said[-1] if said else error)
        return file.read_bytes()


def _cut_apart(file: Path) -> bytes:
    """As `cut`, in a process of its own: within this one the server would have to wait for it at its start."""
    command = [sys.executable, "-m", __name__, str(file)]
    return subprocess.run(command, cwd=_ROOT, capture_output=True, check=True).stdout  # noqa: S603


def cut(whole: bytes) -> bytes:
    """The script with `TRACES` only, the same bytes for the same file; OtherShapeError where it cannot be told."""
    bundle = _BUNDLE.fullmatch(whole)
    if not bundle:
        raise OtherShapeError("it is not one function that returns its last module")
    parts = list(_parts(bundle["body"]))
    texts: defaultdict[bytes, list[bytes]] = defaultdict(list)
    for part in parts:
        if part.owner:
            texts[part.owner].append(part.text)
    changed = dict(_changed(bundle["entry"], texts))
    for name, text in changed.items():
        texts[name] = [text]
    lasting = [part.text for part in parts if not part.owner]
    kept = _reached(bundle["entry"], lasting, texts)
    drawn = {name.decode() for owner in kept for text in texts[owner] for name in _TRACE.findall(text)}
    if not drawn.issuperset(TRACES):
        raise OtherShapeError(f"of the traces, it would have {', '.join(sorted(drawn)) or 'none'} only")
    left = (changed.get(part.owner or b"", part.text) for part in parts if not part.owner or part.owner in kept)
    head, tail = _unwrapped(bundle["head"], bundle["tail"])
    return b"".join((head, *left, tail))


def _unwrapped(head: bytes, tail: bytes) -> tuple[bytes, bytes]:
    """Return both ends without the function around all of it: browsers parse what is in a function once more.

    They do so after the gesture that starts a chart, so a reader would wait for it.
    """
    wrapper, end = _WRAPPER.fullmatch(head), _WRAPPER_END.search(tail)
    return (wrapper["licence"] + wrapper["start"], tail[: end.start()]) if wrapper and end else (head, tail)


def _tree(script: bytes) -> Node:
    return Parser(Language(tree_sitter_javascript.language())).parse(script).root_node


def _parts(body: bytes) -> Iterator[_Part]:
    """The script's statements, a variable each.

    Taken apart before it is parsed, for the whole tree would take 300 MB: what has no fault is whole.
    """
    seams = [*(seam.start() for seam in _SEAM.finditer(body)), len(body)]
    lazy: set[bytes] = set()
    start = tried = 0
    for end in seams:
        tree = _tree(body[start:end])
        if tree.has_error:  # the seam lies within a function or a text
            tried += 1
            if tried > _PATIENCE:
                break
            continue
        start, tried = end, 0
        for statement in tree.children:
            yield from _taken_apart(statement, lazy)
    if start != len(body):
        raise OtherShapeError("it is no JavaScript that the parser knows")


def _taken_apart(statement: Node, lazy: set[bytes]) -> Iterator[_Part]:
    """The statement's parts; `lazy` gathers the functions that only wrap the one they are given."""
    text = _text(statement)
    match statement.type:
        case "variable_declaration":
            for variable in statement.named_children:
                name, value = variable.child_by_field_name("name"), variable.child_by_field_name("value")
                owner = _text(name) if name and name.type == "identifier" else None
                if owner and value and _wraps(value):
                    lazy.add(owner)
                yield _Part(owner if _is_still(value, lazy) else None, b"var %s;" % _text(variable))
        case "function_declaration":
            yield _Part(_text(statement.child_by_field_name("name")), text)
        case "expression_statement" if (call := statement.named_children[0]).type == "call_expression":
            # As `Fp(module,{…})`, which gives a module its names.
            first = _argument(call)
            yield _Part(_text(first) if first and first.type == "identifier" else None, text)
        case _:
            yield _Part(None, text)


def _wraps(value: Node) -> bool:
    """Whether it is a function that does nothing but make another: `(e,t)=>()=>…`."""
    body = value.child_by_field_name("body")
    return value.type == "arrow_function" and body is not None and body.type == "arrow_function"


def _is_still(value: Node | None, lazy: set[bytes]) -> bool:
    """Whether to have this value does nothing else."""
    if value is None or value.type in _STILL or _text(value) == b"{}":
        return True
    first = _argument(value)
    return _text(value.child_by_field_name("function")) in lazy and first is not None and first.type in _FUNCTIONS


def _argument(call: Node) -> Node | None:
    """The first argument of a call."""
    given = call.child_by_field_name("arguments")
    return given.named_children[0] if given and given.named_children else None


def _text(node: Node | None) -> bytes:
    return (node.text if node else None) or b""


def _changed(entry: bytes, texts: dict[bytes, list[bytes]]) -> Iterator[tuple[bytes, bytes]]:
    """The parts that are to be other than they were: the list of traces, and the style of maps."""
    text = b"".join(texts.get(entry, ()))
    registered = _REGISTERED.search(text)
    if not registered:
        raise OtherShapeError("its last module registers no list of traces")
    wanted = [call[0].rstrip(b",") for call in _CALL.finditer(registered[1]) if _trace(call[1], texts) in TRACES]
    yield entry, text[: registered.start(1)] + b",".join(wanted) + text[registered.end(1) :]
    for name, (only, *_) in texts.items():
        if _STYLE_OF_MAPS.match(only):
            yield name, b"var %s=()=>{};" % name


def _trace(module: bytes, texts: dict[bytes, list[bytes]]) -> str | None:
    """The trace that a module registers, itself or through the one it hands on."""
    seen: set[bytes] = set()
    while module in texts and module not in seen:
        seen.add(module)
        text = b"".join(texts[module])
        if found := _TRACE.search(text):
            return found[1].decode()
        handed = _EXPORTED.search(text)
        module = handed[1] if handed else b""
    return None


def _reached(entry: bytes, lasting: Sequence[bytes], texts: dict[bytes, list[bytes]]) -> set[bytes]:
    """The entry, the names that it and what lasts mention, those that what bears these names mentions, and so on."""
    reached = {entry}
    waiting = [*texts[entry], *lasting]
    while waiting:
        new = _mentioned(waiting.pop(), texts.keys() - reached)
        reached |= new
        waiting += [text for name in sorted(new) for text in texts[name]]
    return reached


def _mentioned(script: bytes, names: set[bytes]) -> set[bytes]:
    """Those of the names that the script has as names, not in a text or as a property."""
    places = [word for word in _WORD.finditer(script) if word[0] in names]
    if not places:
        return set()
    tree = _tree(script)
    found = ((word[0], tree.descendant_for_byte_range(word.start(), word.end())) for word in places)
    return {name for name, node in found if node and node.type in _MENTIONS}


if __name__ == "__main__":
    sys.stdout.buffer.write(cut(Path(sys.argv[1]).read_bytes()))
