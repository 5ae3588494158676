"""A text read in a process of its own."""

from __future__ import annotations

import os
import subprocess
from datetime import date

import psutil
import pytest

from data.extraction import read, subprocess_reader

pytestmark = pytest.mark.slow
TEXT = "Last year turnover between Kazakhstan and Uzbekistan reached $4.6 billion, exports $3.1 billion.\n" * 3


class LeftError(Exception):
    """Nobody waits for it any more."""


def children() -> list[psutil.Process]:
    return list(psutil.Process(os.getpid()).children())


@pytest.mark.parametrize("text", [TEXT, "", "\ud800 ① 🚜", "x" * 100_000], ids=["plain", "empty", "odd", "long"])
def test_it_is_read_as_it_is_read_here(text: str) -> None:
    published = date(2024, 5, 2)
    assert subprocess_reader.read_in_subprocess(text, published, lambda: None) == read(text, published)


def test_it_can_be_given_up() -> None:
    before, waited = children(), []

    def go_on() -> None:
        waited.append(children())
        raise LeftError

    with pytest.raises(LeftError):
        subprocess_reader.read_in_subprocess(TEXT * 20_000, None, go_on)
    assert len(waited) == 1 and set(waited[0]) > set(before)
    assert children() == before


def test_few_are_read_at_a_time_and_who_waits_can_leave() -> None:
    def leave() -> None:
        raise LeftError

    for _ in range(2):
        assert subprocess_reader._SLOTS.acquire(blocking=False)
    try:
        with pytest.raises(LeftError):
            subprocess_reader.read_in_subprocess(TEXT, None, leave)
    finally:
        subprocess_reader._SLOTS.release(2)
    assert subprocess_reader.read_in_subprocess(TEXT, None, lambda: None).claims


def test_one_that_ends_otherwise_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    with pytest.raises(subprocess.CalledProcessError):
        subprocess_reader.read_in_subprocess(TEXT, None, lambda: None)
