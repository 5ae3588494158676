"""Pages of other sites read, and do nothing else; Streamlit's metrics stay on the machine."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from starlette.types import Message, Receive, Scope, Send

from components.server.access_control import AccessControlMiddleware
from tests.components.asgi import Client
from tests.tools import run

SITE = "https://trade.example"
Pairs = Sequence[tuple[str, str]]


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_ADDRESS", raising=False)


def passed(kind: str, headers: Pairs, **more: object) -> tuple[list[Scope], list[Message]]:
    """What the app behind is asked, and what is answered before it."""
    asked: list[Scope] = []
    answered: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(scope)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        answered.append(message)

    encoded = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    scope = {"type": kind, "path": "/_stcore/stream", "headers": encoded, "client": ("127.0.0.1", 5), **more}
    run(AccessControlMiddleware(app)(scope, receive, send))
    return asked, answered


@pytest.mark.parametrize(
    ("origin", "host", "site", "is_own"),
    [
        ("http://localhost:8501", "localhost:8501", "", True),
        ("http://trade.example", "trade.example", "", True),
        ("https://trade.example", "trade.example", "", True),  # a proxy has the certificate, and says nothing of it
        ("https://trade.example", "trade.example:443", "", True),
        ("http://trade.example:80", "TRADE.example", "", True),
        ("https://trade.example:8443", "trade.example:8443", "", True),
        ("http://[::1]:8501", "[::1]:8501", "", True),
        ("https://[2001:db8::80]", "[2001:db8::80]:443", "", True),
        ("https://trade.example", "127.0.0.1:8501", SITE, True),  # the proxy asks by another name
        ("https://trade.example:443", "127.0.0.1:8501", f"{SITE}/", True),
        ("http://localhost:8501", "localhost:8501", SITE, True),  # who runs it looks at it without the proxy
        ("https://evil.example", "trade.example", "", False),
        ("https://evil.example", "trade.example", SITE, False),
        ("https://trade.example:8443", "trade.example", SITE, False),
        ("https://trade.example.evil.example", "trade.example", SITE, False),
        ("https://eviltrade.example", "trade.example", SITE, False),
        ("http://localhost:8502", "localhost:8501", "", False),
        ("http://localhost:80", "localhost:443", "", False),
        ("null", "trade.example", SITE, False),
        ("null", "", "", False),
        ("", "", "", False),
        ("https://", "", "", False),
        ("https://:443", "", "", False),
        ("file://", "localhost:8501", "", False),
        ("chrome-extension://trade.example", "localhost", "", False),
        ("\xff\xfe://\xff", "\xff", "", True),  # no browser sends it: whatever it is, it is no fault
    ],
)
def test_only_pages_of_the_site_open_a_session_or_change_anything(
    origin: str, host: str, site: str, is_own: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_ADDRESS", site)
    headers = [("host", host), ("origin", origin)]
    asked, answered = passed("websocket", headers)
    assert [message["type"] for message in answered] == ([] if is_own else ["websocket.close"])
    assert len(asked) == is_own
    for method in ("POST", "PUT", "DELETE", "PATCH", "FOO"):
        asked, answered = passed("http", headers, method=method)
        assert [message["status"] for message in answered if "status" in message] == ([] if is_own else [403])
        assert len(asked) == is_own


def test_of_two_origins_both_have_to_be_the_site_s() -> None:
    own, other = ("origin", SITE), ("origin", "https://evil.example")
    for pair in ((own, other), (other, own)):
        asked, _ = passed("websocket", [("host", "trade.example"), *pair])
        assert not asked


def test_who_names_no_origin_is_no_browser() -> None:
    for kind, more in (("websocket", {}), ("http", {"method": "PUT"})):
        asked, answered = passed(kind, [("host", "trade.example")], **more)
        assert asked and not answered


def test_streamlit_has_no_origin_to_look_up() -> None:
    cookie = ("cookie", "a=b")
    (scope,), _ = passed("websocket", [("host", "trade.example"), ("origin", SITE), cookie])
    assert scope["headers"] == [(b"host", b"trade.example"), (b"cookie", b"a=b")]


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_other_sites_may_read(method: str) -> None:
    asked, answered = passed("http", [("host", "trade.example"), ("origin", "https://evil.example")], method=method)
    assert asked and not answered


def test_what_other_sites_take_they_still_get(client: Client) -> None:
    for path in ("/embed/factory-output", "/charts/factory-output.svg", "/open/areas.csv"):
        assert client(path, Origin="https://elsewhere.example").status == 200


@pytest.mark.parametrize(
    ("client", "headers", "is_local"),
    [
        ("127.0.0.1", [], True),
        ("::1", [], True),
        ("::ffff:127.0.0.1", [], True),
        ("192.0.2.7", [], False),
        ("::ffff:192.0.2.7", [], False),
        ("testclient", [], False),
        ("127.0.0.1", [("x-forwarded-for", "127.0.0.1")], False),
        ("127.0.0.1", [("x-forwarded-proto", "https")], False),
        ("127.0.0.1", [("forwarded", "for=127.0.0.1")], False),
    ],
)
def test_metrics_are_for_the_machine_itself(client: str, headers: Pairs, is_local: bool) -> None:
    for base in ("", "/trade"):
        asked, answered = passed("http", headers, method="GET", path=f"{base}/_stcore/metrics", client=(client, 5))
        assert len(asked) == is_local
        assert [message["status"] for message in answered if "status" in message] == ([] if is_local else [403])
