"""Everything that relies on what Streamlit does not document.

Tests name each of these, so that a new version of Streamlit shows what it broke.

Relied on: where the package keeps its front end, how its index.html names the modules that start it, the manifest of
its chunks, the managers of uploaded files and of those for download, where sessions without a connection are kept, what
sends to them, and that a script ends at its next look at the session's state once nobody is there.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit import runtime
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.runtime import RuntimeStoppedError
from streamlit.runtime.session_manager import SessionClient, SessionInfo, SessionStorage
from streamlit.runtime.uploaded_file_manager import UploadedFile
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

FOLDER = Path(st.__file__).parent / "static"

_MODULES = re.compile('<(?:script type="module"|link rel="modulepreload") [^>]*>(?:</script>)?')
# What index.html shows without scripts; it stands where the body begins.
NOSCRIPT = re.compile("<noscript>.*</noscript>", re.S)
_START = "index.html"
_log = logging.getLogger("dashboard")
TOGETHER = 0.5  # seconds in which sessions are closed before their memory is given back
# The kinds of elements that the article reader has, as the manifest names them.
_ELEMENTS = ("Html", "ButtonGroup", "TextArea", "TextInput", "FileUploader")


@cache
def index_page(base: str, icon: str) -> str:
    """Return Streamlit's page without scripts. base: the app's path. icon: address of the site's icon.

    Its inline scripts are left out because the Content-Security-Policy allows files only.
    """
    page = (FOLDER / _START).read_text("utf-8").replace("./favicon.png", icon).replace("./", base)
    return _MODULES.sub("", re.sub("<script>.*?</script>", "", page, flags=re.S))


@cache
def start_tags(base: str) -> str:
    """Return the tags that start Streamlit's front end, with early requests for the modules that it needs later.

    Raises LookupError if there are none.
    """
    page = (FOLDER / _START).read_text("utf-8").replace("./", base)
    tag = '<link rel="modulepreload" crossorigin fetchpriority="low" href="{}{}">'
    tags = _MODULES.findall(page)
    if not tags or not NOSCRIPT.search(page):
        raise LookupError(_START)
    return "\n".join([*tags, *(tag.format(base, file) for file in early_files()[1])])


@cache
def early_files() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return `start_files` and `element_modules`; none if the manifest is not as it is known, which is logged once."""
    try:
        return start_files(), element_modules()
    except (OSError, ValueError, LookupError, TypeError):
        _log.exception("Streamlit's manifest is not as it is known: its modules are requested when they are needed")
        return (), ()


def element_modules() -> tuple[str, ...]:
    """Return paths of the modules that draw the elements of the article reader, beside those that start the app."""
    known = set(_with_imports(_START))
    found = dict.fromkeys(key for name in _ELEMENTS for key in _with_imports(_dynamic()[name]) if key not in known)
    return tuple(_chunk(key)["file"] for key in found)


def start_files() -> tuple[str, ...]:
    """Return paths of what index.html names: the module that starts the app, its styles, all modules it imports."""
    start = _chunk(_START)
    return (start["file"], *start["css"], *(_chunk(key)["file"] for key in _with_imports(_START) if key != _START))


def upload_sizes() -> list[tuple[str, int]]:
    """Return the uploaded files that sessions hold: pairs of session and bytes."""
    manager = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    return sizes(manager) if isinstance(manager, MemoryUploadedFileManager) else []


def sizes(manager: MemoryUploadedFileManager) -> list[tuple[str, int]]:
    """Return the files that a manager holds: pairs of session and bytes."""
    found = [(session, tuple(files.values())) for session, files in tuple(manager.file_storage.items())]
    return [(session, len(file.data)) for session, files in found for file in files]


def drop_uploads(session: str) -> None:
    """Drop the uploaded files of a session that is no more; a file may come after it."""
    if runtime.exists() and runtime.get_instance()._session_mgr.get_session_info(session) is None:
        runtime.get_instance().uploaded_file_mgr.remove_session_files(session)


def available_files(files: Iterable[object]) -> list[UploadedFile]:
    """Return those files of a file field's value that the server has: of one that is lost, the value has the id."""
    return [file for file in files if isinstance(file, UploadedFile)]


def check_connected() -> None:
    """End the script here if its page is gone or asks for something else."""
    st.session_state.get("nothing")  # at each look, Streamlit first does what it was asked for meanwhile


def close_disconnected_sessions(seconds: float, closed: Callable[[], None]) -> None:
    """From now on, shut sessions down so many seconds after their connection was lost; then call `closed`."""
    serving = runtime.get_instance()
    if not isinstance(serving._session_mgr, WebsocketSessionManager):
        raise TypeError("sessions are managed in another way")
    serving._session_mgr._session_storage = DisconnectedSessions(seconds, closed)
    serving._media_file_mgr = SessionDownloads(serving._media_file_mgr._storage)


class DisconnectedSessions(SessionStorage):
    """Sessions without a connection: each may be taken up again for so many seconds, then goes with all that it holds.

    Streamlit's own storage forgets them when the next one comes, if ever.
    """

    def __init__(self, seconds: float, closed: Callable[[], None]) -> None:
        self._seconds, self._closed = seconds, closed
        self._lost: dict[str, tuple[SessionInfo, asyncio.TimerHandle]] = {}
        self._is_due = False

    def get(self, session_id: str) -> SessionInfo | None:
        """Return a session that can be taken up, or None."""
        return self._lost[session_id][0] if session_id in self._lost else None

    def save(self, session_info: SessionInfo) -> None:
        """Hold a session for so long."""
        self.delete(session_info.session.id)
        timer = asyncio.get_running_loop().call_later(self._seconds, self._close, session_info.session.id)
        self._lost[session_info.session.id] = session_info, timer

    def delete(self, session_id: str) -> None:
        """Hold a session no more: it was taken up, or is shut down."""
        if session_id in self._lost:
            self._lost.pop(session_id)[1].cancel()

    def list(self) -> list[SessionInfo]:
        """Return all that are held."""
        return [info for info, _ in self._lost.values()]

    def _close(self, session_id: str) -> None:
        runtime.get_instance().close_session(session_id)
        if not self._is_due:  # many may be closed at a time
            self._is_due = True
            asyncio.get_running_loop().call_later(TOGETHER, self._flush)

    def _flush(self) -> None:
        """Have Streamlit let go of what was closed."""
        self._is_due = False
        serving = runtime.get_instance()
        serving.media_file_mgr.remove_orphaned_files()  # the end of a session only marks its downloads
        # The loop that sends refers to the last messages and their session until it has others: those of nobody.
        with suppress(RuntimeStoppedError):
            nobody = _NullClient(self._flushed)
            nobody.session = serving.connect_session(nobody, {})
            if session := serving.get_app_session(nobody.session):
                session._enqueue_forward_msg(ForwardMsg())

    def _flushed(self, session_id: str) -> None:
        runtime.get_instance().close_session(session_id)
        self._closed()


class _NullClient(SessionClient):
    """A client that is not there: calls `sent` with its session once a message was sent to it."""

    def __init__(self, sent: Callable[[str], None]) -> None:
        self.session = ""
        self._sent = sent

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Send a message nowhere."""
        asyncio.get_running_loop().call_soon(self._sent, self.session)

    @property
    def client_context(self) -> None:
        """No connection."""
        return None


class SessionDownloads(MediaFileManager):
    """Files for download. One that is made when asked for belongs to the session that asked.

    Streamlit's own belongs to none: others' clicks take it away, perhaps before it has left; where none come it stays.
    """

    def execute_deferred(self, file_id: str) -> str:
        """Return the address of the file, made now. Raises MediaFileStorageError if it cannot be, or for nobody."""
        url = super().execute_deferred(file_id)
        made = url.rpartition("/")[2].partition(".")[0]
        with self._lock:
            owner = next((session for session, own in self._deferred_ids_by_session.items() if file_id in own), None)
            if owner is None:
                self._delete_file(made)
                raise MediaFileStorageError("its page is gone")
            self._files_by_session_and_coord[owner][f"made of {file_id}"] = made
        return url


def _with_imports(key: str) -> Iterator[str]:
    """Yield a chunk and all that it imports outright, each once."""
    seen, waiting = {key: None}, [key]
    while waiting:
        for other in _chunk(waiting.pop(0)).get("imports", ()):
            if other not in seen:
                seen[other] = None
                waiting.append(other)
    yield from seen


@cache
def _dynamic() -> Mapping[str, str]:
    """Return the chunks that are requested when they are needed: name to key."""
    return {chunk["name"]: key for key, chunk in _manifest().items() if chunk.get("isDynamicEntry")}


def _chunk(key: str) -> Mapping[str, Any]:
    return _manifest()[key]


@cache
def _manifest() -> dict[str, dict[str, Any]]:
    manifest: dict[str, dict[str, Any]] = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
    return manifest
