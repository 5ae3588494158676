"""What stands between the app and the world: headers, health, and over a real socket the log."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

from tests.components.asgi import Client
from tests.server import Server

READER = "who-reads-this"


def asked(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
    connection = http.client.HTTPConnection(server.url.partition("//")[2], timeout=20)
    connection.request(method, path, headers=headers)
    with connection.getresponse() as answer:
        result = answer.status, answer.headers, answer.read()
    connection.close()
    return result


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Iterator[Server]:
    """The project with a table that is not sound and a template that is not there."""
    events = project / "data" / "tables" / "events.csv"
    events.write_text(events.read_text("utf-8").replace("id,", "id,mood,", 1), "utf-8")
    (project / "components" / "rendering" / "templates" / "embed.html").unlink()
    running = Server(project, tmp_path_factory.mktemp("broken") / "log")
    yield running
    running.stop()


OWN = (
    "/",
    "/trade?lang=kk",
    "/read",
    "/nosuch",
    "/health",
    "/ready",
    "/media/none.csv",
    "/_stcore/health",
    "/robots.txt",
)
TAKEN = (
    *("/embed/factory-output", "/embed/nosuch", "/open", "/open/areas.csv", "/open/none.csv", "/charts/none.svg"),
    *("/charts/factory-output.json", "/charts/factory-output.csv", "/charts/factory-output.svg", "/static/js/none.js"),
)


@pytest.mark.parametrize("path", [*OWN, *TAKEN])
def test_every_answer_tells_browsers_what_not_to_do(client: Client, path: str) -> None:
    headers = client(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert "'self'" in policy["img-src"].split()  # the icon, which browsers ask for beside a file too
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:"} & set(policy.get("script-src", "").split())
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cross-origin-opener-policy"] == "same-origin"
    is_own = path in OWN
    assert headers["cross-origin-resource-policy"] == ("same-origin" if is_own else "cross-origin")
    assert headers.get("x-frame-options") == ("SAMEORIGIN" if is_own else None)
    assert policy["frame-ancestors"] == ("*" if path.startswith("/embed") else "'self'")


@pytest.mark.parametrize("path", [*OWN[:4], "/open", "/embed/factory-output", "/embed/nosuch"])
def test_no_script_stands_in_a_page(client: Client, path: str) -> None:
    tree = client(path, Accept="text/html").page
    scripts = list(tree.iter("script"))
    assert scripts
    assert all(script.get("src") or "json" in script.get("type", "") for script in scripts)
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    links = [*tree.xpath("//script/@src"), *tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href")]
    assert all(link.startswith("/") for link in links)


def test_health_and_readiness(client: Client) -> None:
    for path in ("/health", "/ready"):
        answer = client(path)
        assert (answer.status, answer.body) == (200, b"ok")
        assert client(path, "HEAD").status == 200


@pytest.mark.slow
def test_tables_that_are_not_sound_are_not_ready_but_alive(broken: Server) -> None:
    assert asked(broken, "/health")[0] == 200
    status, headers, body = asked(broken, "/ready")
    assert (status, headers["content-type"]) == (503, "application/problem+json")
    assert [fault["file"] for fault in json.loads(body)["problems"]] == ["events.csv"]


@pytest.mark.slow
def test_the_log_is_json_and_knows_no_reader(broken: Server) -> None:
    headers = {"User-Agent": READER, "X-Forwarded-For": READER, "Cookie": READER, "Referer": f"http://{READER}/"}
    for path in (f"/trade?q={READER}", f"/{READER}", f"/open/{READER}.csv", f"/media/{READER}"):
        asked(broken, path, **headers)
    asked(broken, f"/_stcore/upload_file/{READER}/{READER}", "PUT", **headers)
    status, answered, body = asked(broken, f"/embed/factory-output?lang=en&utm_source={READER}", **headers)
    assert (status, answered["content-type"]) == (500, "application/problem+json")
    assert b"Traceback" not in body and b"embed.html" not in body and b"File" not in body
    assert answered["content-security-policy"]
    deadline = time.monotonic() + 10
    while "embed.py" not in (log := broken.log.read_text("utf-8")):  # told of once it is answered
        assert time.monotonic() < deadline, log
        time.sleep(0.05)
    assert READER not in log and "127.0.0.1" not in log.replace(broken.url, "")
    lines: list[dict[str, Any]] = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert all({"time", "level", "logger", "message"} <= line.keys() for line in lines)
    # What is no JSON is Streamlit's greeting.
    assert {line.strip().split(":")[0] for line in log.splitlines() if not line.startswith("{")} <= {
        "",
        "You can now view your Streamlit app in your browser.",
        "URL",
    }
    requests = [(line["path"], line["status"], line["level"]) for line in lines if line["message"] == "request"]
    assert ("/trade", 200, "INFO") in requests
    assert ("/open/{table}.{format}", 404, "INFO") in requests
    assert ("/{path:path}", 404, "INFO") in requests
    assert ("/ready", 503, "ERROR") in requests
    (failed,) = [line for line in lines if line.get("status") == 500]
    assert "embed.py" in failed["traceback"] and "jinja2.exceptions.TemplateNotFound" in failed["traceback"]
    assert failed["ms"] > 0


def test_over_https_no_cookie_goes_out_unencrypted(server: Server) -> None:
    """As nginx asks, on this machine; over plain http a cookie that is secure would be lost."""
    for scheme, is_secure in (("https", True), ("http", False)):
        (cookie,) = asked(server, "/_stcore/health", **{"X-Forwarded-Proto": scheme})[1].get_all("set-cookie", [])
        assert cookie.startswith("_streamlit_xsrf=")
        assert cookie.lower().count("; secure") == is_secure


def test_what_only_the_machine_may_ask_no_proxy_passes_on(server: Server) -> None:
    status, _, body = asked(server, "/_stcore/metrics")
    assert status == 200 and b"# EOF" in body
    for header in ("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded"):
        status, headers, body = asked(server, "/_stcore/metrics", **{header: "127.0.0.1"})
        assert status == 403 and b"# EOF" not in body
        assert headers["x-content-type-options"] == "nosniff"
