"""Render the blocks of a page as HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from components import rendering
from components.pages import blocks as kinds
from components.pages.blocks import Block
from components.rendering import cards
from components.rendering.cards import RenderContext
from components.rendering.open_tables import open_tables
from components.rendering.record_table import render_record_table


def render_blocks(blocks: Sequence[Block], context: RenderContext) -> Markup:
    """Return all blocks in order, each in a `div` of the class `block`."""
    return Markup("\n").join(_wrap_block(block, context) for block in blocks)


def _wrap_block(block: Block, context: RenderContext) -> Markup:
    return rendering.render("block", kind=type(block).__name__.lower(), body=render_block(block, context))


def render_block(block: Block, context: RenderContext) -> Markup:
    """Return one block. Raises KeyError if its type is unknown here."""
    return _RENDERERS[type(block)](block, context)


def _render_fields(name: str) -> Callable[[Any, RenderContext], Markup]:
    def render(block: Any, context: RenderContext) -> Markup:  # noqa: ANN401 - each template knows its block
        return rendering.render(name, quotes=context.view.words.quotes, **vars(block))

    return render


def _table(block: kinds.Table, context: RenderContext) -> Markup:
    titled = {"is_titled": True} if block.title_hidden else {}
    parts = {"title": block.title, "columns": block.columns, "rows": block.rows, **titled}
    return rendering.render("table", quotes=context.view.words.quotes, **parts)


def _open_tables(block: kinds.OpenTables, context: RenderContext) -> Markup:
    columns, rows = open_tables(context.view, context.urls)
    return _table(kinds.Table(block.title, columns, rows, title_hidden=True), context)


def _section(block: kinds.Section, context: RenderContext) -> Markup:
    named = {"id": block.id} if block.id else {}
    return rendering.render("section", title=block.title, about=block.about, kind=block.kind, **named)


def _page_link(block: kinds.PageLink, context: RenderContext) -> Markup:
    return rendering.render("page_link", url=context.urls.page(block.path), text=block.text)


def _fold(block: kinds.Fold, context: RenderContext) -> Markup:
    body = render_blocks(block.blocks, context)
    state = {"is_open": block.is_open, "is_section": block.is_section}
    return rendering.render("details", label=block.label, body=body, **state)


def _columns(block: kinds.Columns, context: RenderContext) -> Markup:
    return rendering.render("columns", columns=[render_blocks(column, context) for column in block.columns])


def _form(block: kinds.ArticleForm, context: RenderContext) -> Markup:
    return rendering.render("article_form", text=context.view.words("site.needs_script"))


_RENDERERS: dict[type[Block], Callable[[Any, RenderContext], Markup]] = {
    kinds.Heading: _render_fields("heading"),
    kinds.Figures: _render_fields("headline_figures"),
    kinds.ChartCard: cards.render_card,
    kinds.Table: _table,
    kinds.OpenTables: _open_tables,
    kinds.RecordTable: render_record_table,
    kinds.Section: _section,
    kinds.Anchor: _render_fields("anchor"),
    kinds.JumpList: _render_fields("jump_list"),
    kinds.PageLink: _page_link,
    kinds.Note: _render_fields("note"),
    kinds.Problems: _render_fields("problems"),
    kinds.Fold: _fold,
    kinds.Columns: _columns,
    kinds.Entry: _render_fields("entry"),
    kinds.ArticleForm: _form,
}
