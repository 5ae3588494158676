"""The page that lists the open data for people: `/open`, asked by a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlencode

from markupsafe import Markup

from components.i18n.rich_text import Cell, Part
from components.pages.blocks import Block, Fold, Heading, Table
from components.pages.spec import PageSpec
from components.rendering.cards import RenderContext
from components.rendering.document import render_document, render_page_body
from components.server.assets import page_assets
from components.server.open_data.files import ARCHIVE, DESCRIPTOR, OPENAPI
from components.server.open_data.query import ColumnFilter, column_filters
from components.urls.base_path import base_path
from components.urls.site_urls import Urls, server_urls
from components.view import View
from data import DataError
from data.export import OPEN_TABLES, open_table_rows
from data.export.formats import MEDIA_TYPES


def index_page(view: View) -> Markup:
    """Return the page: each file, and what the rows of each table can be filtered by, with an example."""
    words, urls = view.words, server_urls(view.language)
    title = words("api.title")
    files: list[list[Cell]] = [
        [(Part(name, link=link),), (Part(words(key)),)]
        for name, link, key in (
            (ARCHIVE, urls.archive(), "sources.zip"),
            (DESCRIPTOR, urls.data(DESCRIPTOR), "sources.package"),
            (OPENAPI, urls.data(OPENAPI), "api.openapi"),
        )
    ]
    blocks: list[Block] = []
    for name, table in OPEN_TABLES.items():
        meaning = words.schema_text(table.meaning)
        links = (Part(f"{name}.{format}", link=urls.data(f"{name}.{format}")) for format in MEDIA_TYPES)
        files.append([tuple(part for link in links for part in (link, Part(" · ")))[:-1], (Part(meaning),)])
        columns = [words("api.parameter"), words("readme.meaning"), words("api.example")]
        parameters = Table(name, columns, list(_filter_rows(view, urls, name)), title_hidden=True)
        blocks.append(Fold(words("api.filters", table=name), [parameters]))
    listed = Table(words("api.addresses"), [words("api.address"), words("readme.meaning")], files, title_hidden=True)
    page = PageSpec("api", "open", ())  # to which the switch of languages leads
    context = RenderContext(view, urls)
    body = render_page_body(page, [Heading(title, words("api.about")), listed, *blocks], context)
    head = Markup("<title>{}</title>\n{}").format(
        words("site.title", page=title, site=words("site.name")), page_assets(base_path())
    )
    return render_document(body, language=view.language, kind="page", head=head)


def _filter_rows(view: View, urls: Urls, name: str) -> Iterator[list[Cell]]:
    """Yield each parameter of a table with what it means and an address that uses it."""
    for parameter, column_filter in column_filters(name).items():
        yield [(Part(parameter),), (Part(_meaning(view, column_filter)),), _example(view, urls, name, column_filter)]


def _meaning(view: View, column_filter: ColumnFilter) -> str:
    if column_filter.meaning == column_filter.columns[0].meaning:
        return view.words.schema_text(column_filter.meaning)
    return view.words("api.area", columns=", ".join(column.name for column in column_filter.columns))


def _example(view: View, urls: Urls, name: str, column_filter: ColumnFilter) -> Cell:
    with suppress(DataError):  # said where the table is asked for
        occurring = {value for row in open_table_rows(view.data, name) for value in column_filter.values(row)}
        if occurring:
            query = urlencode({column_filter.name: min(occurring)})
            return (Part(f"?{query}", link=f"{urls.data(name)}.csv?{query}"),)
    return (Part(""),)
