"""What the server tells its operator: one JSON object a line on stderr, and nothing about who reads what.

A line has time (UTC), level, logger and message. One of a request has its method, the path of what was served or the
form of the route (never the query, the address of the reader, their browser, or a session), the status, and how
long it took. An error has the places that it came through, without its own words: they may quote an article. So may
what libraries fill into their messages, or name a session; it is left out. Each failure is one line.
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
from components.urls.base_path import base

_OWN = "dashboard"
_LOG = logging.getLogger(f"{_OWN}.requests")
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# Asked for many times a page or a minute: told of only when they fail.
_USUAL = ("assets", "static", "_stcore", "media", "health", "ready")
# Their addresses name sessions and files.
_PRIVATE = ("_stcore", "media")
# They speak with clients: what they tell below an error is of those, with their addresses, and of what those do wrong.
_TALKATIVE = ("uvicorn", "websockets", "python_multipart")
_FIELDS = {"level", "logger", "message", "time", "traceback", "stack"}
# Marks an error that the log has.
_TOLD = "_is_in_the_log"


class _Lines(JsonFormatter):
    def __init__(self) -> None:
        names = {"levelname": "level", "name": "logger", "exc_info": "traceback", "stack_info": "stack"}
        super().__init__(
            "{levelname}{name}{message}", style="{", rename_fields=names, timestamp="time", json_ensure_ascii=False
        )

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        """The fields of a line; of what a library says, the first line of its message, with nothing filled in."""
        super().add_fields(log_data, record, message_dict)
        if not record.name.startswith(_OWN):
            for name in log_data.keys() - _FIELDS:
                del log_data[name]
            text = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
            log_data["message"] = text.strip().partition("\n")[0]

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - the name that logging calls
        """The places of an error and of those that led to it, the first cause first."""
        told: list[str] = []
        error = ei[1]
        while error is not None:
            kind = type(error)
            places = traceback.format_tb(error.__traceback__)
            told = [*places, f"{kind.__module__}.{kind.__qualname__}\n", *told]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(told)


def _wanted(record: logging.LogRecord) -> bool:
    if record.exc_info and record.exc_info[1] is not None:
        error = vars(record.exc_info[1])
        if error.get(_TOLD) and not record.name.startswith(_OWN):
            return False  # it passes a library on its way out, which tells of it as well
        error[_TOLD] = True
    return record.levelno >= logging.ERROR or not record.name.startswith(_TALKATIVE)


def start() -> None:
    """From now on, all loggers of this process write such lines, those of Streamlit and uvicorn too.

    So does what fails where nobody catches it.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    handler.addFilter(_wanted)
    logging.root.handlers = [handler]
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # a line that cannot be written is not quoted in place of itself
    logging.getLogger(_OWN).setLevel(logging.INFO)
    sys.excepthook = _tell_uncaught
    threading.excepthook = sys.unraisablehook = _tell_unseen
    # Streamlit gives each of its loggers a handler of its own, anew whenever its options are read.
    streamlit.logger.setup_formatter = _through_root
    for logger in map(logging.getLogger, tuple(logging.root.manager.loggerDict)):
        if logger.name.startswith(("streamlit", *_TALKATIVE)):
            _through_root(logger)


def _tell_unseen(failed: sys.UnraisableHookArgs | threading.ExceptHookArgs) -> None:
    if failed.exc_value is not None and not isinstance(failed.exc_value, SystemExit):
        _tell_uncaught(failed.exc_type, failed.exc_value, failed.exc_traceback)


def _tell_uncaught(kind: type[BaseException], error: BaseException, places: TracebackType | None) -> None:
    logging.getLogger(_OWN).error("nothing caught this", exc_info=(kind, error, places))


def _through_root(logger: logging.Logger) -> None:
    logger.handlers = []
    logger.propagate = True


class Logged:
    """Middleware: a line for each request; one that fails is told of with where it failed, the reader of nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, and tell of it once it is answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status, ended, is_gone = time.perf_counter(), 0, False, False

        async def sent(message: Message) -> None:
            nonlocal status, ended, is_gone
            if message["type"] == "http.response.start":
                status = message["status"]
            ended = message["type"] == "http.response.body" and not message.get("more_body")
            try:
                await send(message)
            except Exception as error:  # nobody is there any more to send it to, which is no fault
                is_gone = vars(error)[_TOLD] = True
                raise

        failed: Exception | None = None
        try:
            await self._app(scope, receive, sent)
        except Exception as error:  # whatever it is, it is told of, and the server goes on
            failed = error
            if not status:
                await api_responses.failed()(scope, receive, sent)
        if status:
            _tell(scope, status, time.perf_counter() - started, None if is_gone else failed)
        if failed and (is_gone or not ended):
            raise failed  # the answer is broken off, which the server says by closing the connection


def _tell(scope: Scope, status: int, seconds: float, failed: Exception | None) -> None:
    part = scope["path"].removeprefix(base()).partition("/")[0]
    is_fault = bool(failed) or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    if part in _USUAL and status < HTTPStatus.BAD_REQUEST and not failed:
        return
    # A path that is none of ours may hold anything.
    is_ours = status < HTTPStatus.BAD_REQUEST and part not in _PRIVATE
    path = scope["path"] if is_ours else getattr(scope.get("route"), "path", "")
    told = {"method": scope["method"], "path": path, "status": status, "ms": round(1000 * seconds, 1)}
    _LOG.log(logging.ERROR if is_fault else logging.INFO, "request", extra=told, exc_info=failed)
