"""Unwrap tables that only lay out an old page: cells with prose become blocks, cells with menus are removed."""

from __future__ import annotations

from lxml.html import HtmlElement  # type: ignore[import-untyped]

_MIN_PROSE_CHARACTERS = 300  # outside links; a table with such a cell lays the page out, it holds no data
_MAX_MENU_CHARACTERS = 100  # outside links; a cell with links and less text is a menu


def unwrap_layout_tables(tree: HtmlElement) -> None:
    """Turn the tables that only place parts of the page into blocks, in `tree` itself.

    trafilatura takes every table for data and would print menus and article as cells of one row. Cells
    without links stay, whatever their size: they may hold figures.
    """
    for table in reversed(list(tree.iter("table"))):  # the inner ones first
        cells = table.xpath("./tr/*[self::td or self::th] | ./*/tr/*[self::td or self::th]")
        prose = [_prose_characters(cell) for cell in cells]
        if max(prose, default=0) < _MIN_PROSE_CHARACTERS:
            continue
        for cell, length in zip(cells, prose, strict=True):
            if length < _MAX_MENU_CHARACTERS and cell.find(".//a") is not None and cell.find(".//h1") is None:
                cell.drop_tree()
            else:
                cell.tag = "div"
        for part in (table, *table.xpath("./tr | ./tbody | ./thead | ./tfoot | ./*/tr")):
            part.tag = "div"


def _prose_characters(element: HtmlElement) -> int:
    """Return the number of characters of an element outside links."""
    links = sum(len(link.text_content()) for link in element.iter("a"))
    return len(element.text_content()) - links
