"""A grammar is spelled as the text it is compared with, and the rules know no language by its code or its words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from data import extraction
from data.extraction.grammar import ProducerGrammar, Spelling
from data.extraction.languages import GRAMMARS
from data.extraction.normalize import fold_word

CORE = sorted(Path(extraction.__file__).parent.glob("*.py"))
CYRILLIC_WORD = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)


def words(value: Any) -> Iterator[str]:
    """The words and endings that the settings of a grammar hold, but for those compared with the original text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, frozenset)):
        for part in value:
            yield from words(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            if isinstance(part, frozenset):
                yield from words(part)
    elif is_dataclass(value) and not isinstance(value, (ProducerGrammar, Spelling)):
        for field in fields(value):
            if field.name not in ("language", "table_script", "spellings", "romanization", "country", "marking"):
                yield from words(getattr(value, field.name))


@pytest.mark.parametrize("language", GRAMMARS)
def test_a_grammar_is_written_in_folded_letters(language: str) -> None:
    found = list(words(GRAMMARS[language]))
    assert len(found) > 50
    assert {word: fold_word(word, language) for word in found if fold_word(word, language) != word} == {}


@pytest.mark.parametrize("path", CORE, ids=[path.stem for path in CORE])
def test_the_rules_name_no_language(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    literals = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]
    assert [word for word in literals if CYRILLIC_WORD.search(word) or word in GRAMMARS] == []
