"""A reader without a browser: Streamlit's websocket spoken as its own front end speaks it.

async with Reader.joined(server.url) as reader:
    await reader.open("read", "lang=uz")
    await reader.submit("Oʻqish", read_text="2023-yilda savdo 4,6 mlrd dollar boʻldi.")
    reader.article()["tables"]
"""

from __future__ import annotations

import asyncio
import json
import re
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from html import unescape
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ButtonGroup_pb2 import ButtonGroup
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

_PATIENCE = 60  # seconds for one answer; who waits longer has none
_TOKEN = "_streamlit_xsrf"  # noqa: S105 - the name of the cookie
_UNTOLD = "PLACEHOLDER_AUTH_TOKEN"  # what the front end says where it has no token
_KEPT = 2  # runs for which the front end keeps a message that is not shown
_DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Reader:
    """One session: what its page shows after each answer.

    session: its id at the server. query: the address's query, as the server last wrote it. received: bytes of all
    messages. elements: by place, what is on the page. answered: kinds of the last answer's messages, in order.
    """

    def __init__(self, url: str, socket: ClientConnection, cookies: str = "", token: str = "") -> None:
        self.session = ""
        self.query = ""
        self.received = 0
        self.elements: dict[tuple[int, ...], Element] = {}
        self.answered: list[str] = []
        self._url = url
        self._socket = socket
        self._allowed = {"Cookie": cookies, "X-Xsrftoken": token}
        self._page = ""
        self._files: list[tuple[str, str]] = []  # ids and names of those uploaded
        self._texts: dict[str, str] = {}  # by field
        self._fragments: dict[tuple[int, ...], str] = {}
        # Large messages, which the server need not send twice, with the run that last had them.
        self._kept: dict[str, tuple[ForwardMsg, int]] = {}
        self._runs = 0

    @classmethod
    @asynccontextmanager
    async def joined(cls, url: str, *, session: str = "", cookies: str = "") -> AsyncIterator[Reader]:
        """A session with the site at `url`, its base path included; `session`: one that was lost, to be taken up.

        `cookies` are those that the reader has already; more are taken from the site, as the front end does it.
        """
        site = "/".join(url.split("/")[:3])
        jar = SimpleCookie(cookies)
        jar.update(await asyncio.to_thread(_given, f"{url}/_stcore/health", cookies))
        token = jar[_TOKEN].value if _TOKEN in jar else _UNTOLD
        protocols = ["streamlit", token, *filter(None, (session,))]
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())
        async with connect(
            f"ws{url.removeprefix('http')}/_stcore/stream",
            origin=Origin(site),
            subprotocols=[Subprotocol(protocol) for protocol in protocols],
            additional_headers={"Cookie": cookies},
            max_size=None,
            open_timeout=_PATIENCE,
            proxy=None,
        ) as socket:
            yield cls(url, socket, cookies, token)

    async def open(self, page: str = "", query: str = "") -> None:
        """Open a page (`trade`; empty: the first) with the query of its address (`lang=uz&metric=exports`)."""
        self._page, self.query = page, query
        await self._run()

    async def go_on_from(self, lost: Reader) -> None:
        """Bring what the page had in a session that was lost, as the front end does once it is connected again."""
        self._page, self.query, self._texts, self._files = lost._page, lost.query, lost._texts, lost._files
        self.elements, self._fragments = lost.elements, lost._fragments
        await self._run()

    async def submit(self, label: str, number: int = 0, /, **texts: str) -> None:
        """Write texts into the fields of these keys (`read_text` for read-text) and press a button of this label.

        `number`: which of several, by their order on the page.
        """
        for key, text in texts.items():
            self._texts[self._field(key.replace("_", "-"))] = text
        buttons = [element.button for element in self.elements.values() if element.HasField("button")]
        await self._run(pressed=[button.id for button in buttons if button.label == label][number])

    async def pick(self, key: str, *labels: str) -> None:
        """Have just these options picked in the widget of this key; the answer may be the widget's part of the page."""
        place, widget = self._widget(key)
        del widget.raw_values[:]
        widget.raw_values.extend(labels)
        await self._run(self._fragments[place])

    async def upload(self, name: str, content: bytes) -> None:
        """Choose a file for the page's field of files; RuntimeError where it is refused."""
        file = f"{len(self._files)}-{name}"
        place = urlsplit(self._url)
        receiving, sending = await asyncio.open_connection(place.hostname, place.port)
        sending.writelines(self.upload_request(file, name, content))
        status = await receiving.readline()
        sending.close()
        if b" 204 " not in status:
            raise RuntimeError(status)
        self._files.append((file, name))
        await self._run()

    def upload_request(self, file: str, name: str, content: bytes) -> tuple[bytes, bytes]:
        """Return head and body of the request that sends a file to the session, under the id `file`."""
        place = urlsplit(self._url)
        part = f'--a\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = part.encode() + content + b"\r\n--a--\r\n"
        lines = [f"PUT {place.path}/_stcore/upload_file/{self.session}/{file} HTTP/1.1", f"Host: {place.netloc}"]
        lines += [f"{name}: {value}" for name, value in self._allowed.items()]
        lines += ["Content-Type: multipart/form-data; boundary=a", f"Content-Length: {len(body)}", "\r\n"]
        return "\r\n".join(lines).encode(), body

    async def download(self, label: str) -> bytes:
        """Press the button with this label that downloads a file, and return the file."""
        buttons = (element.download_button for element in self.elements.values() if element.HasField("download_button"))
        asked = BackMsg()
        asked.backend_operation_request.request_id = "1"
        asked.backend_operation_request.session_id = self.session
        asked.backend_operation_request.deferred_file.file_id = next(
            button.deferred_file_id for button in buttons if button.label == label
        )
        await self._socket.send(asked.SerializeToString())
        async with asyncio.timeout(_PATIENCE):
            while not (message := await self._received()).HasField("backend_operation_response"):
                self._take(message)
        return await asyncio.to_thread(_file, f"{self._url}{message.backend_operation_response.deferred_file.url}")

    def article(self) -> dict[str, Any]:
        """What the page shows of an article that was given: passages, tables, … (components/rendering/article.py)."""
        found = re.search(r'<div class="article" data-payload="([^"]*)"', self.text())
        if not found:
            raise LookupError("no article")
        article: dict[str, Any] = json.loads(unescape(found[1]))
        return article

    def written(self, key: str) -> str:
        """What stands in the field of this key."""
        return self._texts.get(self._field(key), "")

    def text(self) -> str:
        """All HTML and plain text of the page."""
        return "\n".join(element.html.body or element.text.body for element in self.elements.values())

    def _field(self, key: str) -> str:
        return next(name for name in self._fields() if name.endswith(f"-{key}"))

    def _fields(self) -> Iterator[str]:
        for element in self.elements.values():
            for field in (element.text_area, element.text_input):
                if field.id:
                    yield field.id

    def _widget(self, key: str) -> tuple[tuple[int, ...], ButtonGroup]:
        return next((place, widget) for place, widget in self._widgets() if widget.id.endswith(f"-{key}"))

    def _widgets(self) -> Iterator[tuple[tuple[int, ...], ButtonGroup]]:
        for place, element in self.elements.items():
            if element.HasField("button_group"):
                yield place, element.button_group

    async def _run(self, fragment: str = "", *, pressed: str = "") -> None:
        """Have the script run, or only its `fragment`, and take what it shows; RuntimeError where it fails.

        `pressed`: the id of a button.
        """
        self._runs += 1
        self._kept = {name: kept for name, kept in self._kept.items() if self._runs - kept[1] <= _KEPT}
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_name = self._page
        asked.rerun_script.fragment_id = fragment
        asked.rerun_script.cached_message_hashes.extend(self._kept)
        asked.rerun_script.context_info.url = f"{self._url}/{self._page}"
        for _, widget in self._widgets():
            state = asked.rerun_script.widget_states.widgets.add(id=widget.id)
            state.string_array_value.data.extend(widget.raw_values)
        for name in self._fields():
            asked.rerun_script.widget_states.widgets.add(id=name).string_value = self._texts.get(name, "")
        for element in self.elements.values():
            if element.HasField("file_uploader") and self._files:
                state = asked.rerun_script.widget_states.widgets.add(id=element.file_uploader.id)
                for file, name in self._files:
                    state.file_uploader_state_value.uploaded_file_info.add(file_id=file, name=name)
        if pressed:
            asked.rerun_script.widget_states.widgets.add(id=pressed).trigger_value = True
        for place in [place for place in self.elements if not fragment or self._fragments[place] == fragment]:
            del self.elements[place], self._fragments[place]
        self.answered = []
        await self._socket.send(asked.SerializeToString())
        async with asyncio.timeout(_PATIENCE):
            while not self._take(await self._received()):
                pass

    async def _received(self) -> ForwardMsg:
        raw = await self._socket.recv(decode=False)
        self.received += len(raw)
        message = ForwardMsg()
        message.ParseFromString(raw)
        return message

    def _take(self, message: ForwardMsg) -> bool:
        """Whether the answer is whole with this message."""
        kind = message.WhichOneof("type")
        self.answered.append(str(kind))
        if kind == "ref_hash":
            place, message = message.metadata.delta_path, self._kept[message.ref_hash][0]
            message.metadata.delta_path[:] = place
            kind = "delta"
        if message.metadata.cacheable:
            self._kept[message.hash] = message, self._runs
        if kind == "new_session" and message.new_session.HasField("initialize"):
            self.session = message.new_session.initialize.session_id
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.HasField("new_element"):
            element = message.delta.new_element
            if element.HasField("exception"):
                raise RuntimeError(element.exception.message)
            at = tuple(message.metadata.delta_path)
            self.elements[at] = element
            for field in (element.text_area, element.text_input):
                if field.set_value:
                    self._texts[field.id] = field.value
            self._fragments[at] = message.delta.fragment_id
        elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            if message.script_finished not in _DONE:
                raise RuntimeError("the script does not compile")
            return True
        return False


def _given(address: str, cookies: str) -> SimpleCookie:
    """Cookies that an address gives."""
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Cookie": cookies}), timeout=_PATIENCE) as got:
        return SimpleCookie("; ".join(value.partition(";")[0] for value in got.headers.get_all("Set-Cookie", [])))


def _file(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=_PATIENCE) as got:
        return bytes(got.read())
