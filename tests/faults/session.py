"""A reader's session over its websocket: what the address asks for, and all that the page then says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.server import Server

_PATIENCE = 60  # seconds for one page


class Session:
    """One connection; each page is drawn in the same session. `name` is its id at the server, once a page is drawn."""

    def __init__(self, socket: ClientConnection) -> None:
        self.name = ""
        self._socket = socket

    def page(self, page: str = "", query: str = "lang=en", files: Sequence[tuple[str, str]] = (), key: str = "") -> str:
        """Draw the page (`trade`; empty: the first) with this query; everything that was sent for it, as text.

        `files`: ids and names of what was uploaded to the widget `key`.
        """
        asked = BackMsg()
        asked.rerun_script.query_string = query
        if files:
            state = asked.rerun_script.widget_states.widgets.add(id=key)
            for file, name in files:
                state.file_uploader_state_value.uploaded_file_info.add(file_id=file, name=name)
        asked.rerun_script.page_name = page
        self._socket.send(asked.SerializeToString())
        said: list[str] = []
        while True:
            content = self._socket.recv(_PATIENCE)
            assert isinstance(content, bytes)
            message = ForwardMsg.FromString(content)
            self.name = message.new_session.initialize.session_id or self.name
            said.append(str(message.delta))
            if message.WhichOneof("type") == "script_finished":
                assert message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
                return "\n".join(said)


@contextmanager
def joined(server: Server) -> Iterator[Session]:
    """A session with this server."""
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    subprotocols = [Subprotocol("streamlit")]
    with connect(address, subprotocols=subprotocols, max_size=None, compression=None, proxy=None) as socket:
        yield Session(socket)
