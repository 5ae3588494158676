"""All that relies on undocumented parts of Streamlit; each is tested, so that a new version shows what it broke.

These are: the folder of its front end, how its index.html names the modules that start it, the manifest of its
modules, the folders of its routes, the managers of uploads and downloads, the storage of sessions without a
connection, the loop that sends to sessions, and that a script of a lost connection ends when it reads session state.
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
from streamlit.web.server.starlette import starlette_routes

FRONTEND_FOLDER = Path(st.__file__).parent / "static"

_MODULE_TAGS = re.compile('<(?:script type="module"|link rel="modulepreload") [^>]*>(?:</script>)?')
# What index.html shows without scripts, at the beginning of its body.
NOSCRIPT_TAG = re.compile("<noscript>.*</noscript>", re.S)
_START_CHUNK = "index.html"
_log = logging.getLogger("dashboard")
FLUSH_DELAY_S = 0.5  # sessions that close within it are freed together
# First segments of the paths that Streamlit serves.
ROUTE_FOLDERS = tuple(
    path.partition("/")[0]
    for path in (
        starlette_routes.BASE_ROUTE_STATIC,
        starlette_routes.BASE_ROUTE_CORE,
        starlette_routes.BASE_ROUTE_MEDIA,
        starlette_routes.BASE_ROUTE_COMPONENT,
        starlette_routes.BASE_ROUTE_APP_STATIC,
    )
)
# Elements of the article reader, as the manifest names them.
_ELEMENTS = ("Html", "ButtonGroup", "TextArea", "TextInput", "FileUploader")


@cache
def index_page(base: str, icon: str) -> str:
    """Return Streamlit's page without scripts. base: the app's path. icon: address of the site's icon.

    Its inline scripts are left out because the Content-Security-Policy allows files only.
    """
    page = (FRONTEND_FOLDER / _START_CHUNK).read_text("utf-8").replace("./favicon.png", icon).replace("./", base)
    return _MODULE_TAGS.sub("", re.sub("<script>.*?</script>", "", page, flags=re.S))


@cache
def start_tags(base: str) -> str:
    """Return the tags that start Streamlit's front end, with early requests for the modules that it needs later.

    Raises LookupError if there are none.
    """
    page = (FRONTEND_FOLDER / _START_CHUNK).read_text("utf-8").replace("./", base)
    tag = '<link rel="modulepreload" crossorigin fetchpriority="low" href="{}{}">'
    tags = _MODULE_TAGS.findall(page)
    if not tags or not NOSCRIPT_TAG.search(page):
        raise LookupError(_START_CHUNK)
    return "\n".join([*tags, *(tag.format(base, file) for file in early_files()[1])])


@cache
def early_files() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return `start_files` and `element_modules`; none if the manifest has another form, which is logged once."""
    try:
        return start_files(), element_modules()
    except (OSError, ValueError, LookupError, TypeError):
        _log.exception("Streamlit's manifest is not as it is known: its modules are requested when they are needed")
        return (), ()


def element_modules() -> tuple[str, ...]:
    """Return paths of the modules for the elements of the article reader, beside those that start the app."""
    known = set(_with_imports(_START_CHUNK))
    found = dict.fromkeys(
        key for name in _ELEMENTS for key in _with_imports(_dynamic_chunks()[name]) if key not in known
    )
    return tuple(_chunk(key)["file"] for key in found)


def start_files() -> tuple[str, ...]:
    """Return paths of the module that starts the app, its styles, and all modules it imports."""
    start = _chunk(_START_CHUNK)
    return (
        start["file"],
        *start["css"],
        *(_chunk(key)["file"] for key in _with_imports(_START_CHUNK) if key != _START_CHUNK),
    )


def upload_sizes() -> list[tuple[str, int]]:
    """Return session and size in bytes of each uploaded file."""
    manager = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    return file_sizes(manager) if isinstance(manager, MemoryUploadedFileManager) else []


def file_sizes(manager: MemoryUploadedFileManager) -> list[tuple[str, int]]:
    """Return session and size in bytes of each file of a manager."""
    found = [(session, tuple(files.values())) for session, files in tuple(manager.file_storage.items())]
    return [(session, len(file.data)) for session, files in found for file in files]


def drop_uploads(session: str) -> None:
    """Drop the uploaded files of a session if it has ended: an upload may arrive after that."""
    if runtime.exists() and runtime.get_instance()._session_mgr.get_session_info(session) is None:
        runtime.get_instance().uploaded_file_mgr.remove_session_files(session)


def available_files(files: Iterable[object]) -> list[UploadedFile]:
    """Return the files of a file field that the server has; of a lost one, the field only has an id."""
    return [file for file in files if isinstance(file, UploadedFile)]


def check_connected() -> None:
    """End the script here if its page is gone or has sent another request."""
    st.session_state.get("nothing")  # Streamlit handles waiting requests before it reads the state


def close_disconnected_sessions(seconds: float, closed: Callable[[], None]) -> None:
    """Have sessions end `seconds` after their connection was lost, from now on. closed: called after some ended.

    It sets private fields because Streamlit's option for that time is only looked at when another session comes.
    Raises TypeError if sessions are managed in another way.
    """
    current = runtime.get_instance()
    if not isinstance(current._session_mgr, WebsocketSessionManager):
        raise TypeError("sessions are managed in another way")
    current._session_mgr._session_storage = DisconnectedSessions(seconds, closed)
    current._media_file_mgr = SessionDownloads(current._media_file_mgr._storage)


class DisconnectedSessions(SessionStorage):
    """Sessions without a connection: each can be resumed for some seconds, then it is closed.

    Streamlit's own storage drops them when the next one comes, if ever.
    """

    def __init__(self, seconds: float, closed: Callable[[], None]) -> None:
        self._seconds, self._closed = seconds, closed
        self._lost: dict[str, tuple[SessionInfo, asyncio.TimerHandle]] = {}
        self._is_flush_due = False

    def get(self, session_id: str) -> SessionInfo | None:
        """Return a session that can be resumed, or None."""
        return self._lost[session_id][0] if session_id in self._lost else None

    def save(self, session_info: SessionInfo) -> None:
        """Store a session, and close it when its time is over."""
        self.delete(session_info.session.id)
        timer = asyncio.get_running_loop().call_later(self._seconds, self._close, session_info.session.id)
        self._lost[session_info.session.id] = session_info, timer

    def delete(self, session_id: str) -> None:
        """Remove a session: it was resumed, or is closed."""
        if session_id in self._lost:
            self._lost.pop(session_id)[1].cancel()

    def list(self) -> list[SessionInfo]:
        """Return all stored sessions."""
        return [info for info, _ in self._lost.values()]

    def _close(self, session_id: str) -> None:
        runtime.get_instance().close_session(session_id)
        if not self._is_flush_due:  # many may be closed at a time
            self._is_flush_due = True
            asyncio.get_running_loop().call_later(FLUSH_DELAY_S, self._flush)

    def _flush(self) -> None:
        """Have Streamlit release closed sessions and their downloads."""
        self._is_flush_due = False
        current = runtime.get_instance()
        current.media_file_mgr.remove_orphaned_files()  # the end of a session only marks its downloads
        # Streamlit's loop refers to the session that it sent to last until it sends to another, and nothing else
        # resets it: so a session without a page is opened, sent an empty message, and closed.
        with suppress(RuntimeStoppedError):
            client = _NullClient(self._on_message_sent)
            client.session_id = current.connect_session(client, {})
            if session := current.get_app_session(client.session_id):
                session._enqueue_forward_msg(ForwardMsg())

    def _on_message_sent(self, session_id: str) -> None:
        runtime.get_instance().close_session(session_id)
        self._closed()


class _NullClient(SessionClient):
    """A client without a page. on_message: called with its session id after a message was sent to it."""

    def __init__(self, on_message: Callable[[str], None]) -> None:
        self.session_id = ""
        self._on_message = on_message

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Drop a message."""
        asyncio.get_running_loop().call_soon(self._on_message, self.session_id)

    @property
    def client_context(self) -> None:
        """No connection."""
        return None


class SessionDownloads(MediaFileManager):
    """Files for download; one that is made on demand belongs to the session that asked for it.

    Streamlit's own belongs to no session: the next click of anybody drops it, perhaps before it was sent; without one
    it stays.
    """

    def execute_deferred(self, file_id: str) -> str:
        """Make the file and return its address. Raises MediaFileStorageError if that fails or its session has ended."""
        url = super().execute_deferred(file_id)
        made_id = url.rpartition("/")[2].partition(".")[0]
        with self._lock:
            owner = next((session for session, own in self._deferred_ids_by_session.items() if file_id in own), None)
            if owner is None:
                self._delete_file(made_id)
                raise MediaFileStorageError("its page is gone")
            self._files_by_session_and_coord[owner][f"made of {file_id}"] = made_id
        return url


def _with_imports(key: str) -> Iterator[str]:
    """Yield the keys of a chunk and of all that it imports statically, each once."""
    seen, waiting = {key: None}, [key]
    while waiting:
        for other in _chunk(waiting.pop(0)).get("imports", ()):
            if other not in seen:
                seen[other] = None
                waiting.append(other)
    yield from seen


@cache
def _dynamic_chunks() -> Mapping[str, str]:
    """Return the keys of the chunks that are loaded on demand, by name."""
    return {chunk["name"]: key for key, chunk in _manifest().items() if chunk.get("isDynamicEntry")}


def _chunk(key: str) -> Mapping[str, Any]:
    return _manifest()[key]


@cache
def _manifest() -> dict[str, dict[str, Any]]:
    manifest: dict[str, dict[str, Any]] = json.loads((FRONTEND_FOLDER / "manifest.json").read_text("utf-8"))
    return manifest
