"""Long tables as HTML, with the form that searches and filters them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from components import rendering
from components.charts.spec import FilterSpec, Selection, TextFilterSpec, pairs
from components.pages.blocks import RecordTable
from components.rendering.cards import RenderContext


def render_record_table(block: RecordTable, context: RenderContext) -> Markup:
    """Return the table with as many rows as are shown. Plain files have all rows, of which the others are hidden."""
    words, urls = context.view.words, context.urls
    shown = len(block.records) if block.is_whole else min(block.limit, len(block.records))
    filters = [each for each in block.filters if isinstance(each, TextFilterSpec) or each.parameter in _CHOICES]
    return rendering.render(
        "record_table",
        quotes=words.quotes,
        block=block,
        records=block.records[:shown] if urls.answers_queries else block.records,
        shown=shown,
        action=urls.page(block.path).partition("?")[0],
        language=context.view.language if urls.answers_queries else "",
        fields=[_field(each, block.selection, context) for each in filters],
        sort=block.selection.get("sort", ("",))[0],
        columns=list(_columns(block, context)),
        status=words("sources.shown", shown=shown, total=len(block.records)),
        data={
            "table": block.id,
            "limit": block.limit,
            "total": block.total,
            "url": urls.page(block.path, [("show", block.id)]) if urls.answers_queries else "",
            "status": words("sources.shown", shown="{shown}", total="{total}"),
            "more": words("sources.more", total="{total}"),
            "loading": words("card.loading"),
        },
        more=words("sources.more", total=len(block.records)),
        more_url=urls.page(block.path, pairs({**block.selection, "show": (block.id,)}), anchor=block.id),
        clear_url=urls.page(block.path),
        is_filtered=any(each.parameter in block.selection for each in filters),
        words={name: words(f"sources.{name}") for name in ("search", "clear", "sort")},
    )


_CHOICES = ("page", "kind", "confidence")


def _field(each: FilterSpec, selection: Selection, context: RenderContext) -> dict[str, Any]:
    """Return the variables of a field of the form; a text has no options."""
    words = context.view.words
    chosen = selection.get(each.parameter, ())
    options = [
        {"value": option, "label": each.option_label(option, words), "selected": option in chosen}
        for option in each.options(context.view)
    ]
    return {
        "name": each.parameter,
        "label": each.label(words),
        "value": "".join(chosen),
        "options": options,
        "max_letters": getattr(each, "max_letters", None),
    }


def _columns(block: RecordTable, context: RenderContext) -> Iterator[Mapping[str, str]]:
    """Yield each column's heading, its order now, and the address of the page in another order by it."""
    is_sortable = any(each.parameter == "sort" for each in block.filters)
    (now,) = block.selection.get("sort", ("",))
    for key, heading in block.columns.items():
        following = f"-{key}" if now == key else key
        yield {
            "key": key,
            "heading": heading,
            "order": {key: "ascending", f"-{key}": "descending"}.get(now, "") if is_sortable else "",
            "url": context.urls.page(block.path, pairs({**block.selection, "sort": (following,)}))
            if is_sortable
            else "",
        }
