"""Hostile requests, websocket frames and files: no fault is shown, the server stays up and does not grow."""

from __future__ import annotations

import gzip
import io
import random
import re
import urllib.request
import zipfile
from collections import Counter
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from components.given import MOST, uploaded
from components.pages import PAGES
from components.site import SWITCH
from components.words import Words
from data.reading import read
from tests.faults.hostile import Hostile
from tests.faults.session import joined
from tests.faults.wire import Reply, connected
from tests.server import Server

ROOT = Path(__file__).parents[2]
REQUESTS, FILLING = 12_000, 7_000  # in all, and those that fill what is kept of answers
QUERIES = 25  # of sessions
FRAMES = 40
GROWN = 12  # MB; the rest adds what the caches still had room for and what the allocator does not give back


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The project as it is, on a server that only these tests ask."""
    running = Server(ROOT, tmp_path_factory.mktemp("attacked") / "log")
    yield running
    running.stop()


def memory(server: Server) -> float:
    """Memory that the server holds, in MB."""
    status = Path(f"/proc/{server.process.pid}/status").read_text("ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1024


def is_harmless(reply: Reply) -> bool:
    """Whether it is no fault of the server, tells nothing of its inside, and nothing strange is let through."""
    if not 200 <= reply.status < 500 or b"Traceback" in reply.body or b"site-packages" in reply.body:
        return False
    head = reply.head.lower()
    if b"a=b" in head or re.search(rb"\r\nlocation: (//|\\|[a-z]+:(?!//localhost|//127))", head):
        return False
    return b"text/html" not in head or not re.search(rb"<script>alert|<img src=x", reply.body)


def test_no_request_is_a_fault_and_memory_is_bounded(attacked: Server) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("the system does not tell what memory a process holds")
    seen: Counter[int] = Counter()
    held = []
    with connected(attacked) as wire:
        for number, request in enumerate(Hostile(7).requests(REQUESTS), 1):
            reply = wire.ask(request)
            assert is_harmless(reply), (request[:2000], reply.status, reply.head, reply.body[:2000])
            seen[reply.status] += 1
            if number in (FILLING, REQUESTS):
                held.append(memory(attacked))
    assert held[1] - held[0] < GROWN
    # They came some way: not all were turned away at the door.
    assert seen[200] > REQUESTS / 4
    assert seen[404] > REQUESTS / 20
    assert "Traceback" not in attacked.log.read_text("utf-8", "replace")


def test_no_query_of_a_session_is_a_fault(attacked: Server) -> None:
    hostile, chance = Hostile(11), random.Random(11)  # noqa: S311 - no secret
    before = memory(attacked)
    with joined(attacked) as session:
        for _ in range(QUERIES):
            page, query = chance.choice(PAGES).path, hostile.text()
            said = session.page(page, query)
            assert "exception {" not in said, (page, query)
            assert "footer" in said
    assert memory(attacked) - before < 2 * GROWN
    assert "Traceback" not in attacked.log.read_text("utf-8", "replace")


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", bytes(50_000_000))
    return file.getvalue()


LAUGHS = (
    "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><rss version='2.0'><channel><title>&j;</title><item><title>&j;</title></item></channel></rss>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title>'
)
FILES = {
    "bomb.zip": zipped(),
    "bomb.txt": zipped(),
    "bomb.html.gz": gzip.compress(bytes(50_000_000)),
    "bomb.html": gzip.compress(b"<p>" * 10_000_000),
    "laughs.xml": LAUGHS.encode(),
    "laughs.rss": LAUGHS.encode(),
    "laughs.txt": LAUGHS.encode(),
    "outside.xml": OUTSIDE.encode(),
    "outside.html": OUTSIDE.encode(),
    "line.txt": "экспорт 5 млн долларов, ".encode() * 20_000,
    "digits.txt": b"9" * 500_000,
    "numbers.txt": b"1 000 000 " * 40_000,
    "brackets.html": b"<div>" * 100_000,
    "deep.html": b"<table><tr><td>" * 20_000,
    "open.html": b"<html><body><p>Exports were $5 million in 2017" + b"<a href='" * 5_000,
    "comment.html": b"<!--" * 50_000 + b"Exports",
    "attributes.html": b"<p " + b"a=b " * 100_000 + b">Exports were $5 million",
    "entities.html": b"<p>" + b"&#x1F600;&amp;&nosuch;&#99999999;" * 10_000,
    "zero.txt": bytes(10_000),
    "half.txt": "Алматы".encode()[:-1],
    "utf16.txt": "Алматы облысы 5 млн доллар".encode("utf-16"),
    "utf16.html": "<p>Алматы облысы 5 млн доллар</p>".encode("utf-16-le"),
    "cp1251.txt": "Экспорт составил 5 млн долларов".encode("cp1251"),
    "utf7.html": b"<meta charset=utf-7>+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "surrogates.txt": "\ud800".encode("utf-8", "surrogatepass") * 99,
    "marks.txt": ("e" + "\u0301" * 5_000 + " ").encode() * 20,
    "bidi.txt": "\u202eExports were $5 million\u2066 in 2017".encode() * 50,
    "breaks.txt": b"\r" * 100_000 + b"\x0b\x0c\x1c\x85",
    "png.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
    "pdf.txt": b"%PDF-1.7\n" + bytes(range(256)) * 100,
    "exe.rss": b"MZ" + bytes(range(256)) * 100,
    "../../etc/passwd": b"root:x:0:0",
    "\0\r\n<b>.txt": b"Exports were $5 million in 2017.",
    "": b"Exports were $5 million in 2017.",
    "a" * 5_000 + ".txt": b"Exports were $5 million in 2017.",
    "many.xml": b"<rss><channel>" + b"<item><title>a</title></item>" * 5_000 + b"</channel></rss>",
}


@pytest.mark.parametrize("name", FILES, ids=lambda name: re.sub(r"\W", "-", name)[:20] or "nameless")
def test_no_file_is_a_fault(name: str) -> None:
    """Taken in or refused in a line of the reader's language; what is taken in can be read."""
    words = Words("en")
    intake = uploaded([(name, FILES[name])], words)
    assert intake.given or intake.faults
    assert len(intake.given) <= MOST
    for fault in intake.faults:
        assert "\n" not in fault.strip() and "Traceback" not in fault and len(fault) < 1000
    for given in intake.given[:3]:
        assert "root:x" not in given.text or name == "../../etc/passwd"
        assert given.text.count("ha") < 10_000
        read(given.text, given.published)


def test_random_bytes_are_no_fault() -> None:
    chance = random.Random(17)  # noqa: S311 - no secret
    bases = [content[:2_000] for content in FILES.values() if len(content) < 5_000] + [LAUGHS.encode()]
    for number in range(400):
        content = bytearray(chance.choice(bases) or b"a")
        for _ in range(chance.randint(1, 12)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        intake = uploaded(
            [(f"{number}.{chance.choice(('txt', 'html', 'xml', 'rss', 'bin'))}", bytes(content))], Words("ru")
        )
        assert intake.given or intake.faults
        for given in intake.given[:1]:
            read(given.text, given.published)


def put(session: str, file: str, kind: bytes, body: bytes, token: str = "") -> bytes:
    """The request that uploads a file."""
    head = f"PUT /_stcore/upload_file/{session}/{file} HTTP/1.1\r\nHost: localhost\r\n"
    head += f"Cookie: _streamlit_xsrf={token}\r\nX-Xsrftoken: {token}\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"Content-Type: multipart/form-data" + kind + b"\r\n\r\n" + body


def test_no_upload_is_a_fault(attacked: Server) -> None:
    with urllib.request.urlopen(f"{attacked.url}/_stcore/health", timeout=30) as answer:
        cookies = SimpleCookie("; ".join(answer.headers.get_all("set-cookie")))
    (token,) = (cookie.value for name, cookie in cookies.items() if name.endswith("_xsrf"))
    part = b'--a\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n%s\r\n--a--\r\n'
    with joined(attacked) as session, connected(attacked) as wire:
        begun = session.page("read")
        key = re.search(r'file_uploader \{\s+id: "([^"]+)"', begun)
        assert key
        before = memory(attacked)
        for number in range(40):
            body = random.Random(number).randbytes(3000)  # noqa: S311 - no secret
            for kind in (b"", b"; boundary=", b"; boundary=a", b"; boundary=" + b"-" * 300):
                for name in (session.name, "a" * (number + 1)):
                    assert 400 <= wire.ask(put(name, "x", kind, body, token)).status < 500
                assert wire.ask(put(session.name, "x", kind, body)).status == 403
        for number, (name, content) in enumerate(FILES.items()):
            whole = part % (name.encode().replace(b"\r\n", b""), content)
            status = wire.ask(put(session.name, str(number), b"; boundary=a", whole, token)).status
            assert status == 204 or (status == 400 and len(name) > 1000)
            if status == 204 and len(content) < 50_000:
                said = session.page("read", files=[(str(number), name)], key=key[1])
                assert "exception {" not in said, name
                assert said != begun
        assert "exception {" not in session.page("read")
        assert memory(attacked) - before < 10 * GROWN  # the files are kept for as long as the session is
    assert "Traceback" not in attacked.log.read_text("utf-8", "replace")


def forged(widgets: list[str], chance: random.Random) -> bytes:
    """A rerun with values that the page's widgets cannot have, or should not."""
    asked = BackMsg()
    asked.rerun_script.query_string = "lang=en"
    asked.rerun_script.page_name = "read"
    for name in chance.sample(widgets, 4):
        state = asked.rerun_script.widget_states.widgets.add(id=name)
        kind = chance.randrange(8)
        if kind == 0:
            state.int_value = -(2**40)
        elif kind == 1:
            state.string_value = "<script>alert(1)</script> Exports were $5 million in 2017. \ud7a3\0\x1b[2J" * 99
        elif kind == 2:
            state.int_array_value.data.extend([-1, 10**9])
        elif kind == 3:
            state.json_value = "{" * 999
        elif kind == 4:
            state.trigger_value = True
        elif kind == 5:
            state.file_uploader_state_value.uploaded_file_info.add(file_id="../../etc/passwd", name="a.txt")
        elif kind == 6:
            state.bytes_value = chance.randbytes(1000)
        else:
            state.string_array_value.data.extend(["\0"] * 99)
    return bytes(asked.SerializeToString())


def test_no_frame_harms_others(attacked: Server) -> None:
    chance = random.Random(13)  # noqa: S311 - no secret
    address = attacked.url.replace("http", "ws", 1) + "/_stcore/stream"
    with joined(attacked) as reader:
        before = reader.page("read")
        widgets = sorted(set(re.findall(r'id: "(\$\$[^"]+)"', before)))
        assert len(widgets) > 6
        for number in range(FRAMES):
            frames: list[str | bytes] = [
                *(
                    "text",
                    b"",
                    chance.randbytes(chance.choice((1, 100, 100_000))),
                    bytes(60_000_000 if number == 3 else 9),
                ),
                *(forged(widgets, chance) for _ in range(3)),
            ]
            with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None, proxy=None) as socket:
                try:
                    socket.send(frames[number % len(frames)])
                    for _ in range(30):
                        content = socket.recv(0.05)
                        assert b"Traceback" not in bytes(content if isinstance(content, bytes) else content.encode())
                except (TimeoutError, ConnectionClosed):
                    pass
        shown = re.compile("(?:body|label|content): .*")
        assert shown.findall(reader.page("read")) == shown.findall(before)
    for page in ("record", "read"):
        with urllib.request.urlopen(f"{attacked.url}/{page}?lang=en", timeout=30) as answer:
            assert answer.status == 200


def test_every_language_still_answers(attacked: Server) -> None:
    for language in SWITCH:
        with urllib.request.urlopen(f"{attacked.url}/?lang={language}", timeout=30) as answer:
            assert f'lang="{language}"'.encode() in answer.read()
