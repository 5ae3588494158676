"""What docstrings and the guides to the data set as code exists: commands, files, addresses, names, columns."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from pkgutil import resolve_name

import pytest

import data
from components.theme.tokens import Palette
from data.export import OPEN_TABLES
from tests.documents import ADDRESSES, API, COMMANDS, MODEL, coded, options

ROOT = Path(__file__).parents[1]
ROOMS = ("data", "components")
FILES = [*ROOT.glob(".streamlit/*"), *(path for room in ROOMS for path in (ROOT / room).rglob("*"))]
SOURCES = [ROOT / "dashboard.py", *sorted(path for path in FILES if path.suffix == ".py")]

WORD = re.compile(r"[A-Za-z_]\w*(?:-\w+)*")
FILE = re.compile(r"[\w./<>*-]*(?:/|\w\.(?:py|js|css|html|md|csv|json|toml|po|txt|zip))")
DOTTED = re.compile(r"[a-z]+(?:\.\w+)+")


def described(tree: ast.AST) -> Iterator[ast.Module | ast.ClassDef | ast.FunctionDef]:
    """All that has a docstring."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            yield node


def named(path: Path) -> set[str]:
    """What the docstrings of a file set as code."""
    texts = (ast.get_docstring(node) or "" for node in described(ast.parse(path.read_text("utf-8"))))
    return {code for text in texts for code in re.findall(r"`([^`]+)`", text)}


@cache
def words(path: Path) -> set[str]:
    """The words of a file's code; its docstrings and comments are none of it."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in described(tree):
        node.body = node.body[1:] or [ast.Pass()]
    return set(WORD.findall(ast.unparse(tree)))


@cache
def shared() -> frozenset[str]:
    """Words that mean the same in every file: modules, classes, functions, constants, columns, codes."""
    known = {column.name for table in OPEN_TABLES.values() for column in table.columns} | {*OPEN_TABLES, *data.__all__}
    for path in SOURCES:
        known.add(path.stem)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                known.add(node.name)
            elif isinstance(node, ast.Name) and node.id.isupper():
                known.add(node.id)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and WORD.fullmatch(node.value):
                known.add(node.value)
    return frozenset(known)


def resolves(name: str) -> bool:
    """Whether a dotted name can be imported."""
    try:
        return resolve_name(name) is not None
    except (ImportError, AttributeError):
        return False


def is_there(code: str, path: Path) -> bool:
    """Whether what a docstring of the file at `path` names is in the project."""
    if code.startswith("streamlit run "):
        return (ROOT / code.removeprefix("streamlit run ")).exists()
    if command := re.match(r"python -m (\w+)(?: (\w+))?(.*)", code):
        room, name, rest = command.groups()
        asked = set(re.findall(r"--[\w-]+", rest))
        return room in ROOMS and (not name or asked <= options(COMMANDS[f"{room} {name}"]).keys())
    if code.startswith("/"):
        return code in ADDRESSES  # which tests/test_docs.py keeps true
    if FILE.fullmatch(code):
        return any(known.match(re.sub("<[^>]*>", "*", code)) for known in FILES)
    first = code.partition(".")[0]
    if DOTTED.fullmatch(code) and (first in ROOMS or first not in words(path)):
        return resolves(code)
    return is_markup(code) or set(WORD.findall(code)) <= words(path) | shared()


def is_markup(code: str) -> bool:
    """Whether it is a colour of the palette as CSS has it, or an attribute that some file sets."""
    colour = re.fullmatch(r"var\(--(\w+)\)", code)
    if colour:
        return colour[1] in {field.name for field in fields(Palette)}
    return code.startswith("data-") and any(code in words(source) for source in SOURCES)


@pytest.mark.parametrize("path", [path for path in SOURCES if named(path)], ids=lambda path: path.stem)
def test_what_docstrings_name_exists(path: Path) -> None:
    assert [code for code in named(path) if not is_there(code, path)] == []


def test_columns_and_codes_that_the_guides_to_the_data_name_exist() -> None:
    told = {code for code in coded(API + MODEL) if re.fullmatch("[a-z_]+", code)}
    assert len(told) > 20
    assert told <= shared()
