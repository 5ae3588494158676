"""Read: an article that the reader submits, with every figure highlighted, and the charts drawn from it."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.spec import Query
from components.pages.blocks import ArticleForm, Block, Heading
from components.pages.spec import PageSpec
from components.view import View


def _blocks(view: View, query: Query) -> Sequence[Block]:
    return [Heading(view.words("read.finding"), view.words("read.about")), ArticleForm()]


PAGE = PageSpec("read", "read", (_blocks,))
