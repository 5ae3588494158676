"""The files of the static site: path and content of each."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator

from markupsafe import Markup

from components import rendering
from components.article.article_input import example
from components.article.article_view import ArticleView
from components.charts import factory_output, trade_balance
from components.charts.registry import charts
from components.charts.spec import Chart, ChartSpec, FilterSpec, Selection, YearFilterSpec, pairs
from components.i18n import Words
from components.i18n.negotiation import SWITCH
from components.pages import PAGES
from components.pages.blocks import ArticleForm, ChartCard, Note
from components.pages.spec import PageSpec, build
from components.rendering import article, cards
from components.rendering.cards import Context
from components.rendering.document import ICON, document, page_body
from components.rendering.share import link_pairs
from components.server import assets, embed, sitemap, web_font
from components.server.assets import page_assets
from components.server.open_data.files import ARCHIVE, NAMES, file
from components.server.page_head import head
from components.server.security_headers import COPIED
from components.svg import chart_images
from components.theme.tokens import THEMES
from components.urls.site_urls import IMAGE_FORMATS, Pairs, StaticUrls, archive_file, chart_file, page_file
from components.view import View, in_language
from data.extraction import read

Content = str | bytes

FONT = "assets/font.js"
START = "index.html"
_ROOT = "../"  # from a page to the folder of the site
# Pages that do more where a server is.
_PARTLY_LIVE = ("read", "record")
# A script brings the font: a page opened from disk may load no font file. It also sets the theme that the address asks
# for, before anything is seen.
_LOAD_FONT = """((face) => {
  const theme = new URLSearchParams(location.search).get("theme");
  if (theme) document.documentElement.dataset.theme = theme;
  document.head.append(Object.assign(document.createElement("style"), { textContent: face }));
})"""


def files(address: str = "") -> Iterator[tuple[str, Content]]:
    """Yield path and content of every file. address: where the site will be, if that is known.

    Raises DataError if a table is not valid.
    """
    yield from _assets()
    dataset = in_language(SWITCH[0]).data
    for name in NAMES:
        if name != ARCHIVE:
            yield f"open/{name}", file(dataset, name)
    for language in SWITCH:
        view = in_language(language)
        yield f"open/{archive_file(language)}", file(dataset, ARCHIVE, language)
        for page in PAGES:
            yield f"{language}/{page_file(page.path)}", _page(page, view, address)
        for spec in charts().values():
            yield from _chart(spec, view, address)
    yield START, _start()
    if address:
        yield sitemap.FILE, sitemap.sitemap(StaticUrls(f"{address.rstrip('/')}/", SWITCH[0]))


def _assets() -> Iterator[tuple[str, Content]]:
    encoded = base64.b64encode(web_font.content()).decode()
    yield FONT, f"{_LOAD_FONT}({json.dumps(assets.font_face(f'data:font/woff2;base64,{encoded}'))});"
    yield assets.PLOTLY_JS, assets.plotly_script()
    yield ICON, assets.icon_file().read_bytes()
    for asset in (assets.STYLE, assets.SCRIPT):
        yield asset.path, asset.text


def _page(page: PageSpec, view: View, address: str) -> str:
    words = view.words
    context = Context(view, StaticUrls(_ROOT, view.language))
    blocks = build(page, view, {})
    if page.key in _PARTLY_LIVE:
        blocks.insert(1, Note(words("copy.live")))
    body = page_body(page, [block for block in blocks if not isinstance(block, ArticleForm)], context)
    if len(blocks) and any(isinstance(block, ArticleForm) for block in blocks):
        body = rendering.own(str(body).replace("</main>", f"{_example(view, context)}</main>"))
    whole = StaticUrls(f"{address.rstrip('/')}/", view.language) if address else None
    return _document(head(page, view, {}, whole), body, view.language, "page")


def _example(view: View, context: Context) -> Markup:
    """Return what the reader makes of the example: the form itself needs a server."""
    (given,) = example(view.words).given
    one = ArticleView(view.data, view.language, view, given, read(given.text, given.published))
    parts = [article.render(one)]
    if one.trades:
        chosen = one.of(one.trades[0])
        parts.append(cards.render_own(trade_balance.build(chosen, chosen.selection), one.words))
    if one.outputs:
        parts.append(cards.render_own(factory_output.build(one.of(tuple(one.outputs[0])), {}), one.words))
    return Markup("").join(rendering.render("block", kind="article", body=part) for part in parts)


def _chart(spec: ChartSpec, view: View, address: str) -> Iterator[tuple[str, Content]]:
    """Yield the files of a chart: alone on a page, and for each single choice of its filters."""
    urls = StaticUrls(_ROOT, view.language)
    for selection in _selections(spec, view):
        chart = spec.build(view, selection)
        card = ChartCard(spec, chart, selection)
        chosen = pairs(selection)
        data = cards.payload(card, Context(view, urls))
        yield _path(spec, "json", view, chosen), _script(spec, view, chosen, data)
        if chart is None:
            continue
        if not selection:
            alone = embed.page(card, Context(view, urls, is_embed=True), _tags(_ROOT))
            yield f"embed/{spec.name}-{view.language}.html", _static(alone)
        yield _path(spec, "csv", view, chosen), f"\ufeff{chart.csv}"
        yield from _images(chart, spec, view, selection, address)


def _images(
    chart: Chart, spec: ChartSpec, view: View, selection: Selection, address: str
) -> Iterator[tuple[str, Content]]:
    whole = StaticUrls(f"{address.rstrip('/')}/", view.language) if address else None
    page = whole.page(spec.page, link_pairs(spec, selection)) if whole else ""
    for theme in THEMES if not selection else THEMES[:1]:
        for form in IMAGE_FORMATS if not selection else ("svg",):
            make = chart_images.svg_file if form == "svg" else chart_images.png
            yield _path(spec, form, view, pairs(selection), theme), make(chart, view.words, theme, page)


def _selections(spec: ChartSpec, view: View) -> Iterator[Selection]:
    """Yield nothing selected, then each single choice."""
    yield {}
    for each in spec.filters:
        for option in _options(each, view):
            yield {each.parameter: (option,)}


def _options(each: FilterSpec, view: View) -> list[str]:
    options = list(each.options(view))
    if isinstance(each, YearFilterSpec):
        return []
    return options if each.multiple else options[1:]


def _path(spec: ChartSpec, form: str, view: View, chosen: Pairs, theme: str = "") -> str:
    return f"charts/{chart_file(spec.name, form, view.language, chosen, theme)}"


def _script(spec: ChartSpec, view: View, chosen: Pairs, data: dict[str, object]) -> str:
    """Return JSON as a script: pages opened from disk may load scripts only."""
    key = chart_file(spec.name, "json", view.language, chosen).removesuffix(".js")
    return f"window.chartData({json.dumps(key)}, {json.dumps(data, ensure_ascii=False)});"


def _start() -> str:
    """Return the page that leads to the reader's language."""
    first = Words(SWITCH[0])
    names = [(language, Words(language)(f"language.{language}"), Words(language)("site.name")) for language in SWITCH]
    body = rendering.render("copy_start", site=first("site.name"), languages=names)
    title = Markup("<title>{}</title>").format(first("site.name"))
    return _document(title, body, SWITCH[0], "page language-choice", "")


def _document(described: Markup, body: Markup, language: str, kind: str, root: str = _ROOT) -> str:
    whole = Markup("{}\n{}").format(described, _tags(root))
    return _static(document(body, language=language, kind=kind, head=whole))


def _tags(root: str) -> Markup:
    return page_assets(root, f'<script src="{root}{FONT}"></script>')


def _static(whole: Markup) -> str:
    """Return a page with what plain files need: their policy, and that scripts know where they are."""
    policy = Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(COPIED)
    return str(whole).replace("<html ", "<html data-static ", 1).replace("<head>", f"<head>\n{policy}", 1)
