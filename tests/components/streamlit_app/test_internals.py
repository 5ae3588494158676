"""What is relied on of Streamlit though it does not document it: a test each, to see what a new version breaks."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from unittest.mock import Mock

import pytest
from streamlit import config, runtime
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.session_manager import SessionStorage
from streamlit.runtime.uploaded_file_manager import DeletedFile, UploadedFile, UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes

from components.streamlit_app import internals, translations
from components.svg.fonts import font_file
from data.model.language import LANGUAGES
from tests.conftest import ROOT

INDEX = (internals.FRONTEND_FOLDER / "index.html").read_text("utf-8")
MANIFEST = json.loads((internals.FRONTEND_FOLDER / "manifest.json").read_text("utf-8"))
PRIVATE = re.compile(r"streamlit\.(testing|proto|runtime|web|elements|delta_generator|navigation|commands)\b")


def imported(path: Path) -> set[str]:
    """Names of the modules that a file imports, and of what it imports from them."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_one_module_alone_imports_what_streamlit_does_not_document() -> None:
    sources = [ROOT / "dashboard.py", *(ROOT / "components").rglob("*.py"), *(ROOT / "data").rglob("*.py")]
    found = {path.relative_to(ROOT).as_posix() for path in sources if any(map(PRIVATE.match, imported(path)))}
    assert found == {"components/streamlit_app/internals.py"}


def test_pages_are_made_of_blocks_and_no_elements_of_streamlit() -> None:
    """The app draws HTML; only the reader of articles has widgets, and the switch of languages is one."""
    app = (ROOT / "components" / "streamlit_app" / "app.py").read_text("utf-8")
    used = set(re.findall(r"\bst\.(\w+)", app))
    assert used == {
        *("Page", "navigation", "set_page_config", "container", "html", "fragment"),
        *("query_params", "session_state", "context", "segmented_control"),
    }


def test_the_index_names_its_modules_and_has_one_noscript() -> None:
    assert re.search('<script type="module" [^>]*src="./static/js/index[^"]*"', INDEX)
    assert len(internals.NOSCRIPT_TAG.findall(INDEX)) == 1
    assert INDEX.count("<title>Streamlit</title>") == INDEX.count('<html lang="en">') == 1
    assert "./favicon.png" in INDEX


def test_the_index_goes_out_without_scripts_and_with_our_addresses() -> None:
    page = internals.index_page("/a/", "/a/icon.svg")
    assert "<script" not in page and "modulepreload" not in page
    assert "./" not in page
    assert 'href="/a/icon.svg"' in page
    assert '<div id="root">' in page
    assert internals.NOSCRIPT_TAG.search(page)


def test_the_tags_that_start_the_app_are_the_index_s_and_early_requests() -> None:
    tags = internals.start_tags("/a/")
    (entry,) = re.findall('<script type="module" [^>]*src="([^"]+)"', tags)
    assert entry == f"/a/{MANIFEST['index.html']['file']}"
    preloads = re.findall('<link rel="modulepreload" [^>]*href="([^"]+)"', tags)
    assert {f"/a/{file}" for file in internals.element_modules()} <= set(preloads)
    assert all((internals.FRONTEND_FOLDER / link.removeprefix("/a/")).is_file() for link in (entry, *preloads))


def test_the_manifest_names_the_chunks_of_the_reader_s_elements() -> None:
    names = {chunk.get("name") for chunk in MANIFEST.values() if chunk.get("isDynamicEntry")}
    assert set(internals._ELEMENTS) <= names
    modules, start = internals.element_modules(), internals.start_files()
    assert len(set(modules)) == len(modules) and not set(modules) & set(start)
    assert all((internals.FRONTEND_FOLDER / file).is_file() for file in (*modules, *start))
    assert [file for file in start if file.endswith(".css")]
    # Each name has a fingerprint, so it may be kept for good.
    assert all(re.search(r"[.-][\w-]{8}\.\w+$", file) for file in (*modules, *start))


def test_the_font_is_there() -> None:
    assert font_file().read_bytes()[:4] == b"wOF2"
    assert font_file().is_relative_to(internals.FRONTEND_FOLDER / "static" / "media")
    assert re.fullmatch(r"SourceSansVF-Upright\.ttf\.[\w-]+\.woff2", font_file().name)


def test_what_sessions_hold_is_known() -> None:
    manager = MemoryUploadedFileManager("/upload")
    for session, file, size in (("a", "1", 5), ("a", "2", 7), ("b", "1", 1)):
        manager.add_file(session, UploadedFileRec(file_id=file, name="x", type="text/plain", data=b"x" * size))
    assert sorted(internals.file_sizes(manager)) == [("a", 5), ("a", 7), ("b", 1)]
    manager.remove_session_files("a")
    assert internals.file_sizes(manager) == [("b", 1)]


def test_without_a_runtime_nothing_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "exists", lambda: False)
    assert internals.upload_sizes() == []


def test_what_streamlit_says_is_in_its_scripts() -> None:
    """What the page says in its place is found by the English text, which a new version may word otherwise."""
    assert translations.translations().keys() == set(LANGUAGES)
    assert all("upload" in theirs or "Error" in theirs for theirs, _ in translations.translations()["en"])
    scripts = "".join(path.read_text("utf-8") for path in (internals.FRONTEND_FOLDER / "static" / "js").glob("*.js"))
    for theirs, own in translations.translations()["kk"]:
        # Its parts are filled in; a sentence may be put together of two, an ending of a number.
        pieces = re.split(r"AxiosError: |\d+|\{\w+\}[MK]?B?|(?<=\w)\. |(?<=option)s? (?=available)", theirs)
        assert max(pieces, key=len).strip() in scripts, theirs
        assert own != theirs


def test_sessions_without_a_connection_are_kept_where_they_are_replaced() -> None:
    manager = WebsocketSessionManager(MemorySessionStorage(), MemoryUploadedFileManager("/upload"), ScriptCache(), None)
    assert isinstance(manager._session_storage, MemorySessionStorage)
    assert {"save", "get", "delete", "list"} == {
        name for name in vars(SessionStorage) if not name.startswith("_") and callable(getattr(SessionStorage, name))
    }
    kept = set(Runtime.__init__.__code__.co_names)
    assert {"_session_mgr", "_media_file_mgr"} <= kept
    assert callable(AppSession._enqueue_forward_msg)


def test_files_for_download_are_known_by_who_asked_for_them() -> None:
    manager = internals.SessionDownloads(MemoryMediaFileStorage("/media"))
    with pytest.raises(MediaFileStorageError):
        manager.execute_deferred("unknown")
    assert {"_lock", "_deferred_ids_by_session", "_files_by_session_and_coord"} <= vars(manager).keys()


def test_what_a_field_of_files_has_of_one_that_is_gone_is_no_file() -> None:
    there = UploadedFile(UploadedFileRec("1", "a.txt", "text/plain", b"x"), FileURLs())
    assert internals.available_files([DeletedFile("2"), there]) == [there]


def test_streamlit_serves_in_the_folders_that_the_site_leaves_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    is_set = {"server.enableStaticServing": True, "server.scriptHealthCheckEnabled": True}
    get_option = config.get_option
    monkeypatch.setattr(config, "get_option", lambda name: is_set.get(name, get_option(name)))
    routes = create_streamlit_routes(Mock(_main_script_path=str(ROOT / "dashboard.py")))
    folders = {str(getattr(route, "path", "")).lstrip("/").partition("/")[0] for route in routes}
    # The root has its files; the site has no login.
    assert folders - {"", "auth", "oauth2callback"} | {"static"} == set(internals.ROUTE_FOLDERS)
    assert (internals.FRONTEND_FOLDER / "static").is_dir()
