"""Columns that several tables have."""

from __future__ import annotations

from dataclasses import replace

from data.model.column_types import Column

ID = Column("id", "Short name of the row, never reused", required=True)
SPAN = (
    Column("source", "Source that the words stand in", required=True, references="sources"),
    Column(
        "phrase_start",
        "First character of the phrase in the source's text, counted from 0",
        *("integer", "characters", True),
        formerly="start",
    ),
    Column("phrase_end", "Character after the last one of the phrase", "integer", "characters", True, formerly="stop"),
    Column("phrase", "The words of the source at [phrase_start, phrase_end), in its own language", required=True),
)
# Where the text of the source is not held, the phrase has no span; some figures have no phrase.
SPAN_IF_HELD = (SPAN[0], *(replace(column, required=False) for column in SPAN[1:]))
# What is told by pages whose text is not held: the page, its words, and how far whoever transcribed them trusts them.
QUOTATION = (
    Column("source", "Page that says so; empty where a search found none", references="sources"),
    Column("phrase", "Words of the page, in its own language"),
    Column("confidence", "How far it is trusted", required=True, allowed=("high", "medium", "low")),
)
