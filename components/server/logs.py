"""The server's log: one JSON object a line on stderr, without anything about who reads what.

A line has time (UTC), level, logger and message. One of a request has its method, the path of what was served or the
pattern of its route (never the query, the reader's address or browser, or a session), the status, and how long it took
in milliseconds. An error has its traceback without its own words, which may quote an article. So may what libraries
fill into their messages, or name a session; it is left out. Each error is logged once.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from http import HTTPStatus
from types import TracebackType
from typing import Any

import streamlit.logger
from pythonjsonlogger.json import JsonFormatter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server import api_responses
from components.urls.base_path import base_path

_LOGGER_NAME = "dashboard"  # of this project; modules have loggers below it
_LOG = logging.getLogger(f"{_LOGGER_NAME}.requests")
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# Requested many times a page or a minute: logged only if they fail.
_FREQUENT_FOLDERS = ("assets", "static", "_stcore", "media", "health", "ready")
# Their addresses name sessions and files.
_PRIVATE_FOLDERS = ("_stcore", "media")
# Loggers whose messages below ERROR are about clients, with their addresses and mistakes.
_CLIENT_LOGGERS = ("uvicorn", "websockets", "python_multipart")
_FIELDS = {"level", "logger", "message", "time", "traceback", "stack"}
# Attribute of an error that is in the log.
_LOGGED_MARK = "_is_in_the_log"


class _JsonLines(JsonFormatter):
    def __init__(self) -> None:
        names = {"levelname": "level", "name": "logger", "exc_info": "traceback", "stack_info": "stack"}
        super().__init__(
            "{levelname}{name}{message}", style="{", rename_fields=names, timestamp="time", json_ensure_ascii=False
        )

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        """Set the fields of a line; of a library's message, the first line without its arguments."""
        super().add_fields(log_data, record, message_dict)
        if not record.name.startswith(_LOGGER_NAME):
            for name in log_data.keys() - _FIELDS:
                del log_data[name]
            text = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
            log_data["message"] = text.strip().partition("\n")[0]

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - the name that logging calls
        """Return the traceback and type of an error and of those that led to it, the first cause first."""
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            kind = type(error)
            places = traceback.format_tb(error.__traceback__)
            lines = [*places, f"{kind.__module__}.{kind.__qualname__}\n", *lines]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(lines)


def _is_wanted(record: logging.LogRecord) -> bool:
    if record.exc_info and record.exc_info[1] is not None:
        error = vars(record.exc_info[1])
        if error.get(_LOGGED_MARK) and not record.name.startswith(_LOGGER_NAME):
            return False  # a library logs it again on its way out
        error[_LOGGED_MARK] = True
    return record.levelno >= logging.ERROR or not record.name.startswith(_CLIENT_LOGGERS)


def configure_logging() -> None:
    """Have all loggers of this process, also those of Streamlit and uvicorn, write such lines from now on.

    Exceptions that nobody catches are logged as well.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonLines())
    handler.addFilter(_is_wanted)
    logging.root.handlers = [handler]
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # else a line that cannot be written would be printed as it is
    logging.getLogger(_LOGGER_NAME).setLevel(logging.INFO)
    sys.excepthook = _log_uncaught
    threading.excepthook = sys.unraisablehook = _log_unraisable
    # Streamlit gives each of its loggers a handler of its own, anew whenever its options are read; its options can
    # change the level and the text of a message, but not the handler.
    streamlit.logger.setup_formatter = _propagate_to_root
    for logger in map(logging.getLogger, tuple(logging.root.manager.loggerDict)):
        if logger.name.startswith(("streamlit", *_CLIENT_LOGGERS)):
            _propagate_to_root(logger)


def _log_unraisable(failed: sys.UnraisableHookArgs | threading.ExceptHookArgs) -> None:
    if failed.exc_value is not None and not isinstance(failed.exc_value, SystemExit):
        _log_uncaught(failed.exc_type, failed.exc_value, failed.exc_traceback)


def _log_uncaught(kind: type[BaseException], error: BaseException, places: TracebackType | None) -> None:
    logging.getLogger(_LOGGER_NAME).error("nothing caught this", exc_info=(kind, error, places))


def _propagate_to_root(logger: logging.Logger) -> None:
    logger.handlers = []
    logger.propagate = True


class RequestLogMiddleware:
    """Logs a line for each request. One that fails is answered with 500, and logged with its traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and log it once it is answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status, is_complete, is_gone = time.perf_counter(), 0, False, False

        async def send_and_note(message: Message) -> None:
            nonlocal status, is_complete, is_gone
            if message["type"] == "http.response.start":
                status = message["status"]
            is_complete = message["type"] == "http.response.body" and not message.get("more_body")
            try:
                await send(message)
            except Exception as error:  # the client is gone, which is no fault
                is_gone = vars(error)[_LOGGED_MARK] = True
                raise

        failure: Exception | None = None
        try:
            await self._app(scope, receive, send_and_note)
        except Exception as error:  # whatever it is, it is logged, and the server goes on
            failure = error
            if not status:
                await api_responses.internal_error_response()(scope, receive, send_and_note)
        if status:
            _log_request(scope, status, time.perf_counter() - started, None if is_gone else failure)
        if failure and (is_gone or not is_complete):
            raise failure  # so that uvicorn closes the connection, which tells the client that the response broke off


def _log_request(scope: Scope, status: int, seconds: float, failure: Exception | None) -> None:
    folder = scope["path"].removeprefix(base_path()).partition("/")[0]
    is_fault = bool(failure) or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    if folder in _FREQUENT_FOLDERS and status < HTTPStatus.BAD_REQUEST and not failure:
        return
    # A path that does not exist here may hold anything.
    is_safe = status < HTTPStatus.BAD_REQUEST and folder not in _PRIVATE_FOLDERS
    path = scope["path"] if is_safe else getattr(scope.get("route"), "path", "")
    fields = {"method": scope["method"], "path": path, "status": status, "ms": round(1000 * seconds, 1)}
    _LOG.log(logging.ERROR if is_fault else logging.INFO, "request", extra=fields, exc_info=failure)
