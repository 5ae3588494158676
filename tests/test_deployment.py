"""The recipe in `.deploy/`: its unit starts what the tests start, its nginx serves over TLS and HTTP/2, and only that.

browser/test_replicas.py has two servers behind it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from email import message_from_string
from email.message import Message
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.replicas import HOST, NAME, Proxy, behind
from tests.server import Server, free_port
from tests.tools import program

DEPLOY = Path(__file__).parents[1] / ".deploy"
UNIT = DEPLOY / "almaty-uzbekistan-trade@.service"
FOLDER = "/opt/almaty-uzbekistan-trade"


def test_the_unit_starts_what_is_tested(server: Server) -> None:
    (command,) = re.findall(r"^ExecStart=(.*)$", UNIT.read_text("utf-8"), re.M)
    told = command.replace(f"{FOLDER}/.venv/bin/python", sys.executable).replace("%i", str(server.port)).split()
    # The path, if there is one, comes from the file of variables.
    assert told == server.command[: server.command.index("--server.baseUrlPath")]


@pytest.mark.slow
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    systemd_analyze = program("systemd-analyze", package="systemd")
    text = UNIT.read_text("utf-8").replace(f"{FOLDER}/.venv/bin/python", sys.executable)
    unit = tmp_path / UNIT.name
    unit.write_text(text.replace(f"file:{FOLDER}/README.md", f"file:{DEPLOY}/README.md"), "utf-8")
    checked = subprocess.run(
        [systemd_analyze, "verify", str(unit)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"},
    )
    assert not checked.stderr
    assert checked.returncode == 0


def test_both_name_the_same_ports() -> None:
    told = set(re.findall(r"trade@(\d+)", (DEPLOY / "README.md").read_text("utf-8")))
    assert told == set(re.findall(r"server 127\.0\.0\.1:(\d+)", (DEPLOY / "nginx.conf").read_text("utf-8")))


@pytest.mark.slow
def test_a_name_set_once_is_set_everywhere() -> None:
    """The README's commands put the site's name where it belongs."""
    readme = (DEPLOY / "README.md").read_text("utf-8")
    for file in (UNIT, DEPLOY / "nginx.conf"):
        (command,) = re.findall(rf'^(sed "[^"]+" )\.deploy/{re.escape(file.name)} > ', readme, re.M)
        done = subprocess.run(
            ["sh", "-c", f"site=a.example; {command} {file}"], capture_output=True, text=True, check=True
        )
        assert NAME not in done.stdout
        assert "a.example" in done.stdout
    (address,) = re.findall("^Environment=SITE_ADDRESS=(.*)$", UNIT.read_text("utf-8"), re.M)
    names = re.findall("^ *server_name (.*);$", (DEPLOY / "nginx.conf").read_text("utf-8"), re.M)
    assert {f"https://{name}" for name in names} == {address}


@pytest.fixture(scope="module")
def proxy(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """The recipe's nginx before one server; the other is down."""
    proxy = Proxy(tmp_path_factory.mktemp("proxy"))
    with behind(proxy, (server.port, free_port())):
        yield proxy


def curl(proxy: Proxy, *words: str) -> subprocess.CompletedProcess[str]:
    trust = ("--cacert", str(proxy.folder / "fullchain.pem"))
    command = [program("curl", package="curl"), "-sS", "--path-as-is", *trust, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def head(proxy: Proxy, address: str, *words: str) -> tuple[str, Message]:
    """The first line and the headers of an answer."""
    done = curl(proxy, "-D", "-", "-o", os.devnull, *words, address)
    assert done.returncode == 0, done.stderr
    line, _, headers = done.stdout.partition("\n")
    return line.strip(), message_from_string(headers)


@pytest.mark.parametrize(("option", "line"), [("--http2", "HTTP/2 200"), ("--http1.1", "HTTP/1.1 200 OK")])
def test_it_is_served_over_tls_and_http_2(proxy: Proxy, option: str, line: str) -> None:
    for path in ("/trade?lang=uz", "/charts/factory-output.png", "/_stcore/health", "/health"):
        said, headers = head(proxy, proxy.url + path, option)
        assert said == line
        assert headers["strict-transport-security"] == "max-age=31536000"
        assert headers["server"] == "nginx"
    page = curl(proxy, option, f"{proxy.url}/trade?lang=uz").stdout
    assert f'<link rel="canonical" href="https://{HOST}/trade?lang=uz">' in page


def test_without_tls_there_is_nothing_but_the_way_to_it(proxy: Proxy) -> None:
    plain = f"http://{HOST}:{proxy.plain}"
    for path in ("/", "/read?lang=ru", "/_stcore/stream", "/open/areas.csv"):
        said, headers = head(proxy, plain + path)
        assert said == "HTTP/1.1 301 Moved Permanently"
        assert headers["location"] == f"https://{HOST}{path}"
    assert head(proxy, f"{plain}/.well-known/acme-challenge/none")[0] == "HTTP/1.1 404 Not Found"


def test_all_cookies_are_for_tls_alone(proxy: Proxy) -> None:
    cookies = head(proxy, f"{proxy.url}/_stcore/health")[1].get_all("set-cookie", [])
    assert {cookie.partition("=")[0] for cookie in cookies} == {"_streamlit_xsrf", "trade_server"}
    assert all("; Secure" in cookie for cookie in cookies)


def test_another_name_is_not_believed(proxy: Proxy) -> None:
    for name in ("evil.example", "127.0.0.1", f"{HOST}.evil.example"):
        assert head(proxy, proxy.url, "-H", f"Host: {name}")[0] == "HTTP/2 421"
        assert head(proxy, f"http://{HOST}:{proxy.plain}", "-H", f"Host: {name}")[0].startswith("HTTP/1.1 421")
    # Whoever means another name from the start is shown no certificate.
    there = ("--resolve", f"evil.example:{proxy.port}:127.0.0.1")
    assert curl(proxy, "-k", *there, f"https://evil.example:{proxy.port}/").returncode == 35
    assert curl(proxy, "-k", f"https://127.0.0.1:{proxy.port}/").returncode == 35
    # What stands in the first line counts, whatever Host says then.
    assert head(proxy, proxy.url, "--http1.1", "--request-target", "http://evil.example/")[0].startswith("HTTP/1.1 421")


@pytest.mark.parametrize("path", ["", "/trade", "/%5Fstcore/..", "/"])
def test_metrics_stay_inside(proxy: Proxy, path: str) -> None:
    said, headers = head(proxy, f"{proxy.url}{path}/_stcore/metrics")
    assert said == "HTTP/2 404"
    assert headers["strict-transport-security"]


@pytest.mark.parametrize(("origin", "is_own"), [(f"https://{HOST}", True), (None, True), ("https://e.example", False)])
def test_only_its_own_pages_open_sessions(proxy: Proxy, origin: str | None, is_own: bool) -> None:
    address = f"{proxy.url.replace('https', 'wss')}/_stcore/stream"
    try:
        with connect(address, origin=Origin(origin) if origin else None, ssl=proxy.trust(), proxy=None):
            assert is_own
    except InvalidStatus as error:
        assert (error.response.status_code, is_own) == (403, False)


def test_who_asks_too_often_is_told_so(proxy: Proxy) -> None:
    """A visit may take a thousand requests at once; three thousand are more than one address is given."""
    done = curl(proxy, "--parallel", "-o", os.devnull, "-w", "%{http_code}\n", f"{proxy.url}/health?[1-3000]")
    told = Counter(done.stdout.split())
    assert set(told) == {"200", "429"}
    assert told["200"] >= 1000
