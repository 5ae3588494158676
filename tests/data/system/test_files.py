"""The user's cache: written once, read afterwards, made anew where it is damaged, done without where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.system.files import load_cached


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that files are kept in."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "almaty-uzbekistan-trade"


def never() -> bytes:
    """It is there already."""
    raise AssertionError


def test_made_once(folder: Path) -> None:
    assert load_cached("one", lambda: b"content\n") == b"content\n"
    assert load_cached("one", never) == b"content\n"
    assert [path.name for path in folder.iterdir()] == ["one"]


@pytest.mark.parametrize("damage", [b"", b"broken", b"0\ncontent"])
def test_made_anew_where_it_is_damaged(folder: Path, damage: bytes) -> None:
    load_cached("one", lambda: b"content")
    (folder / "one").write_bytes(damage)
    assert load_cached("one", lambda: b"content") == b"content"
    assert load_cached("one", never) == b"content"


def test_done_without_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert load_cached("one", lambda: b"content") == b"content"


def test_what_cannot_be_made_is_not_kept(folder: Path) -> None:
    def fail() -> bytes:
        raise ValueError

    with pytest.raises(ValueError):
        load_cached("one", fail)
    assert load_cached("one", lambda: b"content") == b"content"
