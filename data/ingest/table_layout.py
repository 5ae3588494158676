"""Old pages laid out by tables: the cells with prose become plain blocks, the cells with menus go."""

from __future__ import annotations

from lxml.html import HtmlElement  # type: ignore[import-untyped]

_PROSE = 300  # characters outside links: a table with such a cell lays the page out, it holds no data
_MENU = 100  # characters outside links: a cell with links and less than that is a menu


def unfold(tree: HtmlElement) -> None:
    """Turn the tables that only place parts of the page into blocks, in `tree` itself.

    trafilatura takes every table for data and would print menus and article as cells of one row. Cells
    without links stay, whatever their size: they may hold figures.
    """
    for table in reversed(list(tree.iter("table"))):  # the inner ones first
        cells = table.xpath("./tr/*[self::td or self::th] | ./*/tr/*[self::td or self::th]")
        prose = [_prose(cell) for cell in cells]
        if max(prose, default=0) < _PROSE:
            continue
        for cell, length in zip(cells, prose, strict=True):
            if length < _MENU and cell.find(".//a") is not None and cell.find(".//h1") is None:
                cell.drop_tree()
            else:
                cell.tag = "div"
        for part in (table, *table.xpath("./tr | ./tbody | ./thead | ./tfoot | ./*/tr")):
            part.tag = "div"


def _prose(element: HtmlElement) -> int:
    """Characters of an element that stand outside links."""
    links = sum(len(link.text_content()) for link in element.iter("a"))
    return len(element.text_content()) - links
