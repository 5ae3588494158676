"""Whole pages as HTML: header, blocks and footer, and the document around them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from components import rendering
from components.i18n import Messages
from components.pages import PAGES
from components.pages.blocks import Block
from components.pages.spec import PageSpec
from components.rendering.blocks import render_blocks
from components.rendering.cards import RenderContext
from components.urls.site_urls import Pairs, Urls
from data.model.language import LANGUAGES

ICON_PATH = "assets/icon.svg"


def render_header(
    page: PageSpec | None, urls: Urls, words: Messages, selected: Pairs = (), *, has_languages: bool = True
) -> Markup:
    """Return the site's name, the links to its pages, and the switch of languages.

    selected: query parameters of the page, which the links to other languages keep.
    """
    path = page.path if page else ""
    return rendering.render(
        "header",
        name=words("site.name"),
        language=words.language,
        label=words("site.pages"),
        pages=[
            {"url": urls.page(each.path), "title": words(f"page.{each.key}"), "is_open": each is page} for each in PAGES
        ],
        languages_label=words("language.switch"),
        languages=[
            {
                "url": urls.page(path, selected, language=language),
                "language": language,
                "name": words(f"language.{language}"),
                "is_spoken": language == words.language,
            }
            for language in LANGUAGES
            if has_languages
        ],
    )


def render_footer(urls: Urls, words: Messages) -> Markup:
    """Return the footer of every page, with a link to the open data."""
    url = urls.page("sources", anchor="data")
    return rendering.render("footer", text=words("site.footer"), url=url, data=words("site.data"))


def render_page_body(
    page: PageSpec | None, blocks: Sequence[Block], context: RenderContext, selected: Pairs = ()
) -> Markup:
    """Return the body of a page. page: None if the address has none. selected: as in `render_header`."""
    words = context.view.words
    return rendering.render(
        "page",
        skip=words("shell.skip"),
        header=render_header(page, context.urls, words, selected),
        blocks=render_blocks(blocks, context),
        footer=render_footer(context.urls, words),
    )


def render_document(
    body: Markup,
    *,
    language: str,
    kind: str,
    head: Markup,
    attributes: Sequence[tuple[str, str]] = (),
) -> Markup:
    """Return a whole HTML document. kind: a class of its body. attributes: of its root, beside the language."""
    return rendering.render("document", body=body, language=language, kind=kind, head=head, attributes=attributes)
