"""The log: each failure is one line, and nothing private is in it, whoever tells of it and however."""

from __future__ import annotations

import json
import logging
import subprocess
import sys

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message

from components.server import logs
from tests.conftest import ROOT
from tests.server import FIELDS, OF_A_FAILURE
from tests.tools import run

pytestmark = pytest.mark.slow

PRIVATE = "who-reads-what"

# What libraries, threads and finalizers do with what only they know.
PROGRAM = f"""
import gc, logging, sys, threading, warnings
from components.server import logs

logs.configure_logging()
secret = "{PRIVATE}"


def fail():
    raise ValueError(secret)


class Unraisable:
    def __del__(self):
        fail()


class Frozen(Exception):
    __slots__ = ()


def failed(kind=ValueError):
    try:
        raise kind(secret) from OSError(secret)
    except kind as error:
        return error


log = logging.getLogger
log("streamlit.sessions").warning("Session with id %s is here", secret, extra={{"session": secret}})
log("some.library").warning(failed())
log("some.library").error("%d of %d", secret)
log("uvicorn.error").warning("Invalid HTTP request received from " + secret)
log("uvicorn.error").info("%s asked", secret)
log("asyncio").error("Task exception was never retrieved\\nfuture: " + secret, exc_info=failed())
error = failed(Frozen)
log("dashboard.requests").error("request", extra={{"path": "/"}}, exc_info=error)
log("uvicorn.error").error("Exception in ASGI application\\n", exc_info=error)
log("starlette").error("again", exc_info=error)
warnings.warn("beware\\n" + secret)
thread = threading.Thread(target=fail)
thread.start()
thread.join()
Unraisable()
gc.collect()
fail()
"""


@pytest.fixture(scope="module")
def lines() -> list[dict[str, str]]:
    """What such a program writes."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert PRIVATE not in done.stderr
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_each_failure_is_one_line(lines: list[dict[str, str]]) -> None:
    assert [(line["level"], line["message"].rpartition(": ")[2]) for line in lines] == [
        ("WARNING", "Session with id %s is here"),
        ("WARNING", "ValueError"),
        ("ERROR", "Task exception was never retrieved"),
        ("ERROR", "request"),
        ("WARNING", "beware"),
        ("ERROR", "nothing caught this"),
        ("ERROR", "nothing caught this"),
        ("ERROR", "nothing caught this"),
    ]


def test_a_failure_tells_its_places_and_kinds(lines: list[dict[str, str]]) -> None:
    told = [line["traceback"] for line in lines if "traceback" in line]
    assert ["builtins.ValueError" in each for each in told] == [True, False, True, True, True]
    assert all("builtins.OSError" in each and "line 2" in each for each in told[:2])
    assert all("in fail" in each for each in told[2:])


def test_the_fields_are_those_that_are_documented(lines: list[dict[str, str]]) -> None:
    for line in lines:
        assert line.keys() - OF_A_FAILURE == FIELDS | ({"path"} if line["message"] == "request" else set())


def test_a_reader_who_leaves_while_the_answer_is_sent_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    async def send(message: Message) -> None:
        raise RuntimeError("the handler is closed")

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "GET", "path": "/", "headers": []}
    with caplog.at_level(logging.INFO, "dashboard.requests"), pytest.raises(RuntimeError) as raised:
        run(logs.RequestLogMiddleware(PlainTextResponse("a"))(scope, receive, send))
    (record,) = caplog.records
    assert (record.levelname, record.exc_info) == ("INFO", None)
    failed = (RuntimeError, raised.value, raised.tb)
    assert not logs._is_wanted(logging.LogRecord("uvicorn.error", logging.ERROR, "", 0, "failed", (), failed))
