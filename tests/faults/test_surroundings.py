"""A system that gives the server less than it is used to: nowhere to write, and another Streamlit."""

from __future__ import annotations

import subprocess
import urllib.request
from http.cookies import SimpleCookie
from pathlib import Path

import pytest

from components.i18n import Messages
from components.pages import PAGES
from data.model.language import LANGUAGES
from tests.cards import cards
from tests.conftest import ROOT
from tests.faults.session import joined
from tests.server import Server

pytestmark = pytest.mark.slow

# All that is mounted, where nobody may write, not even root; no folder for what is kept for a moment or for longer.
READ_ONLY = (
    *("unshare", "--mount", "sh", "-ec"),
    """mount --make-rprivate /
    for at in / $(cut -d ' ' -f 2 /proc/mounts | grep -vE '^/(proc|sys|dev)'); do
        mount -o remount,bind,ro "$at"
    done
    exec env HOME=/nowhere XDG_CACHE_HOME=/nowhere TMPDIR=/nowhere "$@" """,
    "sh",
)


def get(server: Server, path: str) -> str:
    with urllib.request.urlopen(f"{server.url}{path}", timeout=60) as answer:
        assert answer.status == 200
        return bytes(answer.read()).decode(errors="replace")


def test_a_server_that_may_write_nowhere_serves_all(tmp_path: Path) -> None:
    tried = subprocess.run([*READ_ONLY, "touch", str(tmp_path / "x")], capture_output=True, text=True, check=False)
    if "Read-only" not in tried.stderr:
        pytest.skip(f"nothing can be made read-only here: {tried.stderr.strip()}")
    server = Server(ROOT, tmp_path / "log", within=READ_ONLY)
    try:
        for page in PAGES:
            assert '<html lang="en"' in get(server, f"/{page.path}?lang=en")
        for path in ("/charts/trade-balance.png", "/open/areas.xlsx", "/open/almaty-uzbekistan-trade.zip", "/ready"):
            assert get(server, path)
        upload(server, b"words " * 300_000)
    finally:
        server.stop()
    assert server.faults() == []


def upload(server: Server, content: bytes) -> None:
    """Give a file to the reader of articles, larger than what is kept in memory on its way."""
    with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=30) as answer:
        cookies = SimpleCookie("; ".join(answer.headers.get_all("set-cookie")))
    (token,) = (cookie.value for name, cookie in cookies.items() if name.endswith("_xsrf"))
    part = b'--a\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n%s\r\n--a--\r\n'
    headers = {"Cookie": f"_streamlit_xsrf={token}", "X-Xsrftoken": token}
    headers["Content-Type"] = "multipart/form-data; boundary=a"
    with joined(server) as session:
        session.page("read")
        address = f"{server.url}/_stcore/upload_file/{session.name}/1"
        asked = urllib.request.Request(address, part % content, headers, method="PUT")
        with urllib.request.urlopen(asked, timeout=60) as answer:
            assert answer.status == 204


@pytest.mark.parametrize("kind", ["manifest", "index"])
def test_with_another_streamlit_all_pages_but_the_reader_are_whole(copy: Path, tmp_path: Path, kind: str) -> None:
    """Its front end is as it is known no more: that is said once, whoever asks how often for what."""
    internals = copy / "components" / "streamlit_app" / "internals.py"
    text = internals.read_text("utf-8")
    file = {"manifest": 'FRONTEND_FOLDER / "manifest.json"', "index": "FRONTEND_FOLDER / _START_CHUNK"}[kind]
    assert file in text
    internals.write_text(text.replace(file, 'FRONTEND_FOLDER / "nowhere"'), "utf-8")
    server = Server(copy, tmp_path / "log")
    try:
        for page in PAGES:
            body = get(server, f"/{page.path}?lang=en")
            assert '<html lang="en"' in body and "</footer>" in body
            assert bool(cards(body)) == (page.key not in ("read", "sources"))
        for language in LANGUAGES:
            body = get(server, f"/read?lang={language}")
            is_said = Messages(language)("read.unavailable") in body
            assert ('<script type="module"' in body) != is_said == (kind == "index")
        assert get(server, "/ready") == "ok"
    finally:
        server.stop()
    (told,) = [line for line in server.lines() if line["level"] != "INFO"]
    assert "internals.py" in told["traceback"]
