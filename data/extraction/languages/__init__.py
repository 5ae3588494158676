"""What reading needs to know of each language, a package a language; `GRAMMARS` holds their grammars by code."""

from __future__ import annotations

from data.extraction.languages.en.grammar import GRAMMAR as _ENGLISH
from data.extraction.languages.kk.grammar import GRAMMAR as _KAZAKH
from data.extraction.languages.ru.grammar import GRAMMAR as _RUSSIAN
from data.extraction.languages.uz.grammar import GRAMMAR as _UZBEK

GRAMMARS = {grammar.language: grammar for grammar in (_KAZAKH, _RUSSIAN, _UZBEK, _ENGLISH)}
