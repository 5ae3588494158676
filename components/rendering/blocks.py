"""Blocks of a page as HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from components import rendering
from components.pages import blocks as kinds
from components.pages.blocks import Block
from components.rendering import cards
from components.rendering.cards import Context
from components.rendering.open_tables import open_tables


def render_blocks(blocks: Sequence[Block], context: Context) -> Markup:
    """Return blocks one after another, each in a `div` of class block."""
    return Markup("\n").join(_in_place(block, context) for block in blocks)


def _in_place(block: Block, context: Context) -> Markup:
    return rendering.render("block", kind=type(block).__name__.lower(), body=render_block(block, context))


def render_block(block: Block, context: Context) -> Markup:
    """Return one block. Raises KeyError if its type is unknown here."""
    return _RENDERERS[type(block)](block, context)


def _template(name: str) -> Callable[[Any, Context], Markup]:
    def render(block: Any, context: Context) -> Markup:  # noqa: ANN401 - each template knows its block
        return rendering.render(name, quotes=context.view.words.quotes, **vars(block))

    return render


def _table(block: kinds.Table, context: Context) -> Markup:
    titled = {"is_titled": True} if block.title_hidden else {}
    parts = {"title": block.title, "columns": block.columns, "rows": block.rows, **titled}
    return rendering.render("facts", quotes=context.view.words.quotes, **parts)


def _open_tables(block: kinds.OpenTables, context: Context) -> Markup:
    columns, rows = open_tables(context.view, context.urls)
    return _table(kinds.Table(block.title, columns, rows, title_hidden=True), context)


def _section(block: kinds.Section, context: Context) -> Markup:
    return rendering.render("section", title=block.title, about=block.about, **({"id": block.id} if block.id else {}))


def _page_link(block: kinds.PageLink, context: Context) -> Markup:
    return rendering.render("page_link", url=context.urls.page(block.path), text=block.text)


def _fold(block: kinds.Fold, context: Context) -> Markup:
    return rendering.render("fold", label=block.label, body=render_blocks(block.blocks, context))


def _form(block: kinds.ArticleForm, context: Context) -> Markup:
    return rendering.render("article_form", text=context.view.words("site.needs_script"))


_RENDERERS: dict[type[Block], Callable[[Any, Context], Markup]] = {
    kinds.Heading: _template("heading"),
    kinds.Figures: _template("headline"),
    kinds.ChartCard: cards.render,
    kinds.Table: _table,
    kinds.OpenTables: _open_tables,
    kinds.Records: _template("records"),
    kinds.Section: _section,
    kinds.Anchor: _template("anchor"),
    kinds.JumpList: _template("jump"),
    kinds.PageLink: _page_link,
    kinds.Note: _template("note"),
    kinds.Sum: _template("check"),
    kinds.Problems: _template("problems"),
    kinds.Fold: _fold,
    kinds.ArticleForm: _form,
}
