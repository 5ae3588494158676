"""Whole pages as HTML: header, blocks and footer; and the document around them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from components import rendering
from components.i18n import Words
from components.i18n.negotiation import SWITCH
from components.pages import PAGES
from components.pages.blocks import Block
from components.pages.spec import PageSpec
from components.rendering.blocks import render_blocks
from components.rendering.cards import Context
from components.urls.site_urls import Pairs, Urls

ICON = "assets/icon.svg"


def header(
    page: PageSpec | None, urls: Urls, words: Words, chosen: Pairs = (), *, has_languages: bool = True
) -> Markup:
    """Return the site's name, the links to its pages, and the switch of languages.

    chosen: what is selected on the page, which a change of language keeps.
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
                "url": urls.page(path, chosen, language=language),
                "language": language,
                "name": words(f"language.{language}"),
                "is_spoken": language == words.language,
            }
            for language in SWITCH
            if has_languages
        ],
    )


def footer(urls: Urls, words: Words) -> Markup:
    """Return what stands at the end of every page."""
    url = urls.page("sources", anchor="data")
    return rendering.render("footer", text=words("site.footer"), url=url, data=words("site.data"))


def page_body(page: PageSpec | None, blocks: Sequence[Block], context: Context, chosen: Pairs = ()) -> Markup:
    """Return all that the body of a page shows."""
    words = context.view.words
    return rendering.render(
        "page",
        skip=words("shell.skip"),
        header=header(page, context.urls, words, chosen),
        blocks=render_blocks(blocks, context),
        footer=footer(context.urls, words),
    )


def document(
    body: Markup,
    *,
    language: str,
    kind: str,
    head: Markup,
    attributes: Sequence[tuple[str, str]] = (),
) -> Markup:
    """Return a whole HTML document. kind: a class of its body. attributes: of its root, beside the language."""
    return rendering.render("document", body=body, language=language, kind=kind, head=head, attributes=attributes)
