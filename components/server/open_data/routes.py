"""The addresses of the open data, all under `/open`, read-only, for any page of any site."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import urlencode

from anyio import to_thread
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.i18n.negotiation import language_of
from components.i18n.rich_text import Cell, Part
from components.pages.blocks import Block, Heading, Section, Table
from components.pages.spec import PageSpec
from components.rendering.cards import Context
from components.rendering.document import document, page_body
from components.server.api_responses import served
from components.server.assets import page_assets
from components.server.open_data.files import ARCHIVE, DESCRIPTOR, NAMES, OPENAPI, ZIP, file
from components.server.open_data.openapi import description
from components.server.open_data.query import LANGUAGE, Filter, QueryError, asked, chosen, filters
from components.server.response_cache import SELECTED
from components.server.responses import answered, problem
from components.urls.base_path import base as site_root
from components.urls.site_urls import Urls
from components.urls.site_urls import served as served_urls
from components.view import View, in_language
from data import DataError
from data.export import OPEN, rows
from data.export.formats import MEDIA_TYPES, made, written
from data.store.datapackage import ABOUT, LICENCE, NAME, TITLE
from data.store.dataset_reloader import SHELF

_JSON = MEDIA_TYPES["json"]
_HTML = "text/html; charset=utf-8"


def routes(base: str) -> list[Route]:
    """Routes under `base`, the path that the app is served at, with a slash at both ends."""
    folder = f"{base}open"
    found = [
        *(Route(address, _apart(_index)) for address in (folder, f"{folder}/")),
        Route(f"{folder}/{DESCRIPTOR}", _apart(_descriptor)),
        Route(f"{folder}/{ARCHIVE}", _apart(_archive)),
        Route(f"{folder}/{OPENAPI}", _openapi),
        Route(f"{folder}/{{table}}.{{format}}", _apart(_table)),
        Route(f"{folder}/{{rest:path}}", _nothing),
    ]
    return served(folder, found, {QueryError: _wrong_query})


def _apart(answer: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers likewise, as one of few at a time: to write a table may take long."""

    async def one_of_few(request: Request) -> Response:
        return await to_thread.run_sync(answer, request, limiter=SELECTED)

    return one_of_few


def _index(request: Request) -> Response:
    asked(request.query_params.multi_items())
    headers = {"Vary": "Accept, Accept-Language"}
    if "text/html" in request.headers.get("accept", ""):
        language = language_of(request.query_params.getlist(LANGUAGE), request.headers.get("accept-language", ""))
        page = _page(in_language(language)).encode()
        return answered(request, page, _HTML, None, headers=headers)  # its words may change, the tables not
    folder = request.app.state.folder
    tables = [
        {
            "name": name,
            "description": table.meaning,
            **{format: f"{folder}/{name}.{format}" for format in MEDIA_TYPES},
            "filters": list(filters(name)),
        }
        for name, table in OPEN.items()
    ]
    told = {"name": NAME, "title": TITLE, "description": ABOUT, "license": LICENCE, "tables": tables}
    told |= {"datapackage": f"{folder}/{DESCRIPTOR}", "archive": f"{folder}/{ARCHIVE}"}
    told |= {"openapi": f"{folder}/{OPENAPI}"}
    return answered(request, written(told), _JSON, SHELF.shown().modified, headers=headers)


def _page(view: View) -> Markup:
    """Return the list for people: each file, and what its rows can be selected by, with an example of each."""
    words, urls = view.words, served_urls(view.language)
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
    for name, table in OPEN.items():
        about = words.meaning(table.meaning)
        links = (Part(f"{name}.{format}", link=urls.data(f"{name}.{format}")) for format in MEDIA_TYPES)
        files.append([tuple(part for link in links for part in (link, Part(" · ")))[:-1], (Part(about),)])
        blocks.append(Section(words("api.filters", table=name), about, name))
        columns = [words("api.parameter"), words("readme.meaning"), words("api.example")]
        blocks.append(Table(name, columns, list(_filter_rows(view, urls, name)), title_hidden=True))
    listed = Table(words("api.addresses"), [words("api.address"), words("readme.meaning")], files, title_hidden=True)
    place = PageSpec("api", "open", ())  # to which the switch of languages leads
    body = page_body(place, [Heading(title, words("api.about")), listed, *blocks], Context(view, urls))
    head = Markup("<title>{}</title>\n{}").format(
        words("site.title", page=title, site=words("site.name")), page_assets(site_root())
    )
    return document(body, language=view.language, kind="page", head=head)


def _filter_rows(view: View, urls: Urls, name: str) -> Iterator[list[Cell]]:
    """Yield each parameter of a table with what it means and an address that uses it."""
    for parameter, by in filters(name).items():
        yield [(Part(parameter),), (Part(_meaning(view, by)),), _example(view, urls, name, by)]


def _meaning(view: View, by: Filter) -> str:
    if by.meaning == by.columns[0].meaning:
        return view.words.meaning(by.meaning)
    return view.words("api.area", columns=", ".join(column.name for column in by.columns))


def _example(view: View, urls: Urls, name: str, by: Filter) -> Cell:
    with suppress(DataError):  # said where the table is asked for
        occurring = {value for row in rows(view.data, name) for value in by.values(row)}
        if occurring:
            query = urlencode({by.name: min(occurring)})
            return (Part(f"?{query}", link=f"{urls.data(name)}.csv?{query}"),)
    return (Part(""),)


def _descriptor(request: Request) -> Response:
    asked(request.query_params.multi_items())
    now = SHELF.shown()
    return answered(request, file(now.dataset, DESCRIPTOR), _JSON, now.modified)


def _openapi(request: Request) -> Response:
    asked(request.query_params.multi_items())
    return answered(request, written(description(request.app.state.folder)), _JSON, SHELF.shown().modified)


def _archive(request: Request) -> Response:
    asked(request.query_params.multi_items())
    language = language_of(request.query_params.getlist(LANGUAGE), request.headers.get("accept-language", ""))
    headers = {"Vary": "Accept-Language", "Content-Language": language, **_named(ARCHIVE, "attachment")}
    now = SHELF.shown()
    return answered(request, file(now.dataset, ARCHIVE, language), ZIP, now.modified, headers=headers)


def _table(request: Request) -> Response:
    name, format = request.path_params["table"], request.path_params["format"]
    if name not in OPEN:
        return problem(HTTPStatus.NOT_FOUND, f"There is no table '{name}'", exists=list(OPEN))
    if format not in MEDIA_TYPES:
        return problem(HTTPStatus.NOT_FOUND, f"No table comes as '{format}'", exists=list(MEDIA_TYPES))
    name_of_file = f"{name}.{format}"
    now = SHELF.shown()
    wanted = asked(request.query_params.multi_items(), filters(name))
    if wanted:
        body = made(format, OPEN[name], chosen(now.dataset, name, wanted), wanted)
    else:
        body = file(now.dataset, name_of_file)
    disposition = _named(f"{NAME}-{name_of_file}", "attachment" if format == "xlsx" else "inline")
    return answered(request, body, MEDIA_TYPES[format], now.modified, headers=disposition)


def _nothing(request: Request) -> Response:
    folder = request.app.state.folder
    exists = [folder, *(f"{folder}/{name}" for name in (*NAMES, OPENAPI))]
    return problem(HTTPStatus.NOT_FOUND, f"Nothing is at {request.url.path}", exists=exists)


def _named(file: str, disposition: str) -> dict[str, str]:
    return {"Content-Disposition": f'{disposition}; filename="{file}"'}


def _wrong_query(request: Request, error: QueryError) -> Response:
    format = request.url.path.rpartition(".")[2]
    elsewhere = [f"{request.app.state.folder}/{name}.{format}?{query}" for name, query in error.elsewhere]
    return problem(HTTPStatus.BAD_REQUEST, error.detail, exists=error.exists, elsewhere=elsewhere)
