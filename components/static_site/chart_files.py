"""The files of a chart in the static site: data, images, and its page for frames on other sites."""

from __future__ import annotations

import json
from collections.abc import Iterator

from components.charts.spec import Chart, ChartSpec, FilterSpec, Selection, YearFilterSpec, pairs
from components.pages.blocks import ChartCard
from components.rendering import cards
from components.rendering.cards import RenderContext
from components.rendering.share import link_pairs
from components.server import embed
from components.static_site.document import ROOT, absolute_urls, asset_tags, make_static
from components.svg import chart_images
from components.theme.tokens import THEMES
from components.urls.site_urls import IMAGE_FORMATS, Pairs, StaticUrls, chart_file
from components.view import View


def chart_files(spec: ChartSpec, view: View, address: str) -> Iterator[tuple[str, str | bytes]]:
    """Yield path and content of a chart's files: without a selection, and for each single choice of its filters.

    address: where the site will be, if that is known.
    """
    urls = StaticUrls(ROOT, view.language)
    for selection in _selections(spec, view):
        chart = spec.build(view, selection)
        card = ChartCard(spec, chart, selection)
        selected = pairs(selection)
        data = cards.card_payload(card, RenderContext(view, urls))
        yield _path(spec, "json", view, selected), _data_script(spec, view, selected, data)
        if chart is None:
            continue
        if not selection:
            document = embed.embed_page(card, RenderContext(view, urls, is_embed=True), asset_tags())
            yield f"embed/{spec.name}-{view.language}.html", make_static(document)
        yield _path(spec, "csv", view, selected), f"\ufeff{chart.csv}"
        yield from _images(chart, spec, view, selection, address)


def _images(
    chart: Chart, spec: ChartSpec, view: View, selection: Selection, address: str
) -> Iterator[tuple[str, str | bytes]]:
    """Yield all images of a chart without a selection; of a selection, the SVG in light colours."""
    urls = absolute_urls(address, view.language)
    page = urls.page(spec.page, link_pairs(spec, selection)) if urls else ""
    for theme in THEMES if not selection else THEMES[:1]:
        for form in IMAGE_FORMATS if not selection else ("svg",):
            make = chart_images.chart_svg if form == "svg" else chart_images.chart_png
            yield _path(spec, form, view, pairs(selection), theme), make(chart, view.words, theme, page)


def _selections(spec: ChartSpec, view: View) -> Iterator[Selection]:
    """Yield the empty selection, then each single choice."""
    yield {}
    for each in spec.filters:
        for option in _options(each, view):
            yield {each.parameter: (option,)}


def _options(each: FilterSpec, view: View) -> list[str]:
    if isinstance(each, YearFilterSpec):
        return []
    default = each.default_option(view, {})
    return [option for option in each.available_options(view, {}) if option != default]


def _path(spec: ChartSpec, form: str, view: View, selected: Pairs, theme: str = "") -> str:
    return f"charts/{chart_file(spec.name, form, view.language, selected, theme)}"


def _data_script(spec: ChartSpec, view: View, selected: Pairs, data: dict[str, object]) -> str:
    """Return JSON as a script: pages opened from disk may load scripts only."""
    key = chart_file(spec.name, "json", view.language, selected).removesuffix(".js")
    return f"window.chartData({json.dumps(key)}, {json.dumps(data, ensure_ascii=False)});"
