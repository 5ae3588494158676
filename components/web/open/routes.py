"""The addresses of the open data, all under `/open`, read-only, for any page of any site."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.site import language_of
from components.view import in_language
from components.web.answers import answered, problem
from components.web.open.files import ARCHIVE, DESCRIPTOR, NAMES, OPENAPI, ZIP, file
from components.web.open.openapi import description
from components.web.open.query import LANGUAGE, QueryError, asked, chosen, filters
from components.web.programs import served
from data import Dataset
from data.open import OPEN
from data.open.formats import MEDIA_TYPES, made, written
from data.package import ABOUT, LICENCE, NAME, TITLE
from data.tables import FOLDER

_JSON = MEDIA_TYPES["json"]
# What the files are made of besides the tables; it changes only when the server is started anew.
_MADE_BY = ("data/**/*.py", "components/**/*.py", "components/words/*.po", "components/web/open/*.md")
_ROOT = Path(__file__).parents[3]


def routes(base: str) -> list[Route]:
    """Routes under `base`, the path that the app is served at, with a slash at both ends."""
    folder = f"{base}open"
    found = [
        *(Route(address, _index) for address in (folder, f"{folder}/")),
        Route(f"{folder}/{DESCRIPTOR}", _descriptor),
        Route(f"{folder}/{ARCHIVE}", _archive),
        Route(f"{folder}/{OPENAPI}", _openapi),
        Route(f"{folder}/{{table}}.{{format}}", _table),
        Route(f"{folder}/{{rest:path}}", _nothing),
    ]
    return served(folder, found, {QueryError: _wrong_query})


def _index(request: Request) -> Response:
    asked(request.query_params.multi_items())
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
    return answered(request, written(told), _JSON, _modified())


def _descriptor(request: Request) -> Response:
    asked(request.query_params.multi_items())
    changed = _modified()
    return answered(request, file(_dataset(), DESCRIPTOR), _JSON, changed)


def _openapi(request: Request) -> Response:
    asked(request.query_params.multi_items())
    return answered(request, written(description(request.app.state.folder)), _JSON, _modified())


def _archive(request: Request) -> Response:
    asked(request.query_params.multi_items())
    language = language_of(request.query_params.getlist(LANGUAGE), request.headers.get("accept-language", ""))
    headers = {"Vary": "Accept-Language", "Content-Language": language, **_named(ARCHIVE, "attachment")}
    changed = _modified()
    return answered(request, file(_dataset(), ARCHIVE, language), ZIP, changed, headers=headers)


def _table(request: Request) -> Response:
    name, format = request.path_params["table"], request.path_params["format"]
    if name not in OPEN:
        return problem(HTTPStatus.NOT_FOUND, f"There is no table '{name}'", exists=list(OPEN))
    if format not in MEDIA_TYPES:
        return problem(HTTPStatus.NOT_FOUND, f"No table comes as '{format}'", exists=list(MEDIA_TYPES))
    name_of_file = f"{name}.{format}"
    changed, dataset = _modified(), _dataset()
    wanted = asked(request.query_params.multi_items(), filters(name))
    body = made(format, OPEN[name], chosen(dataset, name, wanted), wanted) if wanted else file(dataset, name_of_file)
    disposition = _named(f"{NAME}-{name_of_file}", "attachment" if format == "xlsx" else "inline")
    return answered(request, body, MEDIA_TYPES[format], changed, headers=disposition)


def _nothing(request: Request) -> Response:
    folder = request.app.state.folder
    exists = [folder, *(f"{folder}/{name}" for name in (*NAMES, OPENAPI))]
    return problem(HTTPStatus.NOT_FOUND, f"Nothing is at {request.url.path}", exists=exists)


def _named(file: str, disposition: str) -> dict[str, str]:
    return {"Content-Disposition": f'{disposition}; filename="{file}"'}


def _dataset() -> Dataset:
    """The tables as they are now, read once; any language's view has them."""
    return in_language(language_of([])).data


def _modified() -> float:
    """When what is served last changed: the tables, or what makes the files of them.

    Asked before the tables are, so that no older table ever bears a newer date.
    """
    return max([_made_by(), *(path.stat().st_mtime for path in FOLDER.glob("*.*"))])


@cache
def _made_by() -> float:
    return max(path.stat().st_mtime for pattern in _MADE_BY for path in _ROOT.glob(pattern))


def _wrong_query(request: Request, error: QueryError) -> Response:
    format = request.url.path.rpartition(".")[2]
    elsewhere = [f"{request.app.state.folder}/{name}.{format}?{query}" for name, query in error.elsewhere]
    return problem(HTTPStatus.BAD_REQUEST, error.detail, exists=error.exists, elsewhere=elsewhere)
