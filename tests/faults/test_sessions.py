"""What a reader gave is gone from the server once the page is closed, and all readers together may give so much."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from urllib.parse import urlsplit

import pytest

from components.i18n import Messages
from components.streamlit_app.internals import FLUSH_DELAY_S
from components.streamlit_app.session_cleanup import GRACE_S
from tests.conftest import ROOT
from tests.load.reader import Reader
from tests.tools import run

pytestmark = pytest.mark.slow

PATIENCE = 60.0  # seconds; what is promised is in GRACE_SECONDS
WORD = "Qwzxyword"
TEXT = f"{WORD} says: in 2023 turnover between Kazakhstan and Uzbekistan reached $4.6 billion. "
LONG = TEXT + "All this is well known. " * 12_000  # read apart

Search = Callable[[], set[str]]


@pytest.fixture(scope="module")
def searched() -> Iterator[tuple[str, Search]]:
    """Address of a server, and a search for the kinds of objects in it that hold the word."""
    command = [sys.executable, "-m", "tests.faults.searched", WORD]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        url = process.stdout.readline().strip()

        def search() -> set[str]:
            assert process.stdin and process.stdout
            process.stdin.write("\n")
            process.stdin.flush()
            return {one.partition(":")[0] for one in process.stdout.readline().strip().split("; ")} - {""}

        yield url, search
        process.kill()


async def released(search: Search) -> None:
    """Wait until nothing holds the word."""
    left, waited = search(), 0.0
    while left and waited < PATIENCE:
        await asyncio.sleep(0.2)
        left, waited = await asyncio.to_thread(search), waited + 0.2
    assert left == set()


def test_a_page_is_waited_for_no_longer_than_is_promised() -> None:
    assert GRACE_S + FLUSH_DELAY_S < 5


def test_what_was_given_is_gone_once_the_page_is_closed(searched: tuple[str, Search]) -> None:
    """Nobody else is connected, comes or leaves; and nothing of it is left to be collected."""
    url, search = searched

    async def paste(text: str) -> None:
        async with Reader.joined(url) as reader:
            await reader.open("read", "lang=en")
            await reader.submit("Read", read_text=text)
            assert WORD in reader.text()
            assert "Article" in search()

    async def leave_meanwhile() -> None:
        async with Reader.joined(url) as reader:
            await reader.open("read", "lang=en")
            reading = asyncio.create_task(reader.submit("Read", read_text=TEXT * 20_000))
            while "Article" not in search():
                await asyncio.sleep(0.05)
            reading.cancel()

    async def upload() -> None:
        async with Reader.joined(url) as reader:
            await reader.open("read", "lang=en")
            await reader.upload(f"{WORD}.txt", TEXT.encode())
            for label in ("Data as CSV", "Data as JSON", "Image (PNG)"):
                await reader.download(label)
            assert {"Article", "UploadedFileRec", "MemoryFile"} <= search()

    async def visits() -> None:
        await asyncio.gather(paste(TEXT), paste(LONG), leave_meanwhile(), upload())
        await released(search)

    run(visits())


def test_a_file_that_comes_after_its_page_is_gone_is_not_kept(searched: tuple[str, Search]) -> None:
    url, search = searched

    async def visit() -> None:
        place = urlsplit(url)
        receiving, sending = await asyncio.open_connection(place.hostname, place.port)
        async with Reader.joined(url) as reader:
            await reader.open("read", "lang=en")
            await reader.submit("Read", read_text=TEXT)
            head, body = reader.upload_request("file", f"{WORD}.txt", TEXT.encode())
            sending.write(head)
            await sending.drain()
        await released(search)
        sending.write(body)
        assert b" 204 " in await receiving.readline()
        sending.close()
        await released(search)

    run(visit())


def test_a_page_that_comes_back_finds_what_it_gave(searched: tuple[str, Search]) -> None:
    url, _ = searched

    async def visit() -> None:
        async with Reader.joined(url) as reader:
            await reader.open("read", "lang=en")
            await reader.upload("one.txt", TEXT.encode())
        async with Reader.joined(url, session=reader.session) as back:
            await back.open("read", "lang=en")
            assert back.session == reader.session
            assert WORD in back.text()

    run(visit())


def test_a_page_that_comes_back_too_late_brings_its_text_and_says_that_its_files_are_lost(
    searched: tuple[str, Search],
) -> None:
    url, _ = searched

    async def visit(give: Callable[[Reader], Awaitable[None]]) -> str:
        async with Reader.joined(url) as reader:
            await reader.open("read", "lang=en")
            await give(reader)
            assert "$4.6 billion" in reader.text()
        async with Reader.joined(url, session="one-that-is-gone") as back:
            await back.go_on_from(reader)
            assert back.session != reader.session
            return back.text()

    assert "$4.6 billion" in run(visit(lambda reader: reader.submit("Read", read_text=TEXT)))
    lost = run(visit(lambda reader: reader.upload("one.txt", TEXT.encode())))
    assert Messages("en")("read.files_lost") in lost and "$4.6 billion" not in lost
