"""The files of the static site: path and content of each."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator

from markupsafe import Markup

from components import rendering
from components.article.article_input import load_example
from components.article.article_view import ArticleView
from components.charts import factory_output, trade_balance
from components.charts.registry import charts
from components.i18n import Messages
from components.pages import PAGES
from components.pages.blocks import ArticleForm, Note
from components.pages.spec import PageSpec, build
from components.rendering import article, cards
from components.rendering.cards import RenderContext
from components.rendering.document import ICON_PATH, render_page_body
from components.server import assets, sitemap, web_font
from components.server.open_data.files import ARCHIVE, FILE_NAMES, load_archive, load_file
from components.server.page_head import render_head
from components.static_site.chart_files import chart_files
from components.static_site.document import FONT_SCRIPT, ROOT, absolute_urls, static_document
from components.theme.theme_files import ICON_FILE
from components.urls.site_urls import StaticUrls, archive_file, page_file
from components.view import View, in_language
from data.extraction import read
from data.model.language import LANGUAGES

START_FILE = "index.html"
# Pages that offer more with a server.
_PAGES_NEEDING_SERVER = ("read", "record", "trade")
# A script that contains the font, because a page opened from disk may not load font files. It also sets the theme of
# the address before anything is shown.
_LOAD_FONT = """((face) => {
  const theme = new URLSearchParams(location.search).get("theme");
  if (theme) document.documentElement.dataset.theme = theme;
  document.head.append(Object.assign(document.createElement("style"), { textContent: face }));
})"""


def site_files(address: str = "") -> Iterator[tuple[str, str | bytes]]:
    """Yield path and content of every file. address: where the site will be, if that is known.

    Raises DataError if a table is not sound.
    """
    yield from _assets()
    dataset = in_language(LANGUAGES[0]).data
    for name in FILE_NAMES:
        if name != ARCHIVE:
            yield f"open/{name}", load_file(dataset, name)
    for language in LANGUAGES:
        view = in_language(language)
        yield f"open/{archive_file(language)}", load_archive(view)
        for page in PAGES:
            yield f"{language}/{page_file(page.path)}", _page_html(page, view, address)
        for spec in charts().values():
            yield from chart_files(spec, view, address)
    yield START_FILE, _start_page()
    if urls := absolute_urls(address, LANGUAGES[0]):
        yield sitemap.FILE_NAME, sitemap.render_sitemap(urls)


def _assets() -> Iterator[tuple[str, str | bytes]]:
    encoded = base64.b64encode(web_font.load_woff2()).decode()
    yield FONT_SCRIPT, f"{_LOAD_FONT}({json.dumps(assets.font_face(f'data:font/woff2;base64,{encoded}'))});"
    yield assets.PLOTLY_JS_PATH, assets.load_plotly_js()
    yield ICON_PATH, ICON_FILE.read_bytes()
    for asset in (assets.STYLE, assets.SCRIPT):
        yield asset.path, asset.text


def _page_html(page: PageSpec, view: View, address: str) -> str:
    context = RenderContext(view, StaticUrls(ROOT, view.language))
    blocks = build(page, view, {})
    if page.key in _PAGES_NEEDING_SERVER:
        blocks.insert(1, Note(view.words("copy.live")))
    body = render_page_body(page, [block for block in blocks if not isinstance(block, ArticleForm)], context)
    if any(isinstance(block, ArticleForm) for block in blocks):
        body = rendering.trusted_html(str(body).replace("</main>", f"{_example(view)}</main>"))
    return static_document(
        render_head(page, view, {}, absolute_urls(address, view.language)), body, view.language, "page"
    )


def _example(view: View) -> Markup:
    """Return what is read from the example article, in place of the form, which needs a server."""
    (example,) = load_example(view.words).articles
    one = ArticleView(view.data, view.language, view, example, read(example.text, example.published))
    parts = [article.render_article(one)]
    if one.trade_groups and (chart := trade_balance.build(one.with_chosen(one.trade_groups[0]), {})):
        parts.append(cards.render_article_card(chart, one.words))
    if one.output_pairs:
        output = one.with_chosen(tuple(one.output_pairs[0]))
        parts.append(cards.render_article_card(factory_output.build(output, {}), one.words))
    return Markup("").join(rendering.render("block", kind="article", body=part) for part in parts)


def _start_page() -> str:
    """Return the page with links to the site in each language."""
    messages = [Messages(language) for language in LANGUAGES]
    name = messages[0]("site.name")
    links = [(words.language, words(f"language.{words.language}"), words("site.name")) for words in messages]
    body = rendering.render("language_index", site=name, languages=links)
    return static_document(Markup("<title>{}</title>").format(name), body, LANGUAGES[0], "page language-choice", "")
