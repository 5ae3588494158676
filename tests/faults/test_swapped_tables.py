"""Tables replaced while people read: each answer is of the old ones or of the new ones, never of both."""

from __future__ import annotations

import io
import random
import re
import shutil
import threading
import time
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import data
from data.export import OPEN_TABLES
from data.export.archive import render_csv_files
from data.store import datapackage
from data.store.dataset import FILE_NAMES
from data.system import atomic_replace
from tests.data.spoiled_tables import replace_text
from tests.faults.session import joined
from tests.server import Server

pytestmark = pytest.mark.slow

ROUNDS = 5  # of each way, there and back
PAUSE = 0.15  # seconds between: about what a page takes
NAMES = frozenset((*FILE_NAMES, *datapackage.DESCRIPTION_FILES))
_RANDOM = random.Random(5)  # noqa: S311 - no secret


class Version(NamedTuple):
    """Sound tables, and what each part that is drawn from them must say: a name out of one, a figure out of another."""

    folder: Path
    finding: str
    archived: dict[str, bytes]


def version(folder: Path, finding: str) -> Version:
    """The tables in `folder`, described and proved sound."""
    datapackage.write(folder)
    return Version(folder, finding, {f"{name}.csv": text for name, text in render_csv_files(data.load(folder)).items()})


@pytest.fixture
def versions(tables: Path, tmp_path: Path) -> tuple[Version, Version]:
    """Two that differ in names and in figures: one table of each would make a sentence that is in neither."""
    other = Path(shutil.copytree(tables, tmp_path / "other"))
    replace_text("labels.csv", "metrics,balance,name,en,Balance", "metrics,balance,name,en,Surplus")(other)
    replace_text(
        "observations.csv", "15800000,USD,=,,100000,15750000,15850000", "25800000,USD,=,,100000,25750000,25850000"
    )(other)
    replace_text("observations.csv", '1503,1520,"15,8', '1503,1520,"25,8')(other)
    replace_text("sources.csv", ",kk,", ",ru,")(other)
    return (
        version(tables, "balance −4.4 million dollars"),
        version(other, "surplus 5.6 million dollars"),
    )


def exchanged(source: Path, target: Path) -> None:
    """In one step, as `derive` does."""
    with atomic_replace.replace_folder(target, NAMES) as new:
        shutil.copytree(source, new, dirs_exist_ok=True)


def renamed(source: Path, target: Path) -> None:
    """File by file, each in one step and with its own date, as rsync does."""
    for path in _RANDOM.sample(sorted(source.iterdir()), len(NAMES)):
        beside = target.parent / f".{path.name}"
        shutil.copy2(path, beside)
        time.sleep(0.003)
        beside.replace(target / path.name)


def written(source: Path, target: Path) -> None:
    """File by file, each taken away and written anew, as `git pull` does."""
    for path in _RANDOM.sample(sorted(source.iterdir()), len(NAMES)):
        content = path.read_bytes()
        (target / path.name).unlink()
        with (target / path.name).open("wb") as file:
            for part in (content[: len(content) // 2], content[len(content) // 2 :]):
                file.write(part)
                file.flush()
                time.sleep(0.002)


def read_on(take: Callable[[], object], seen: list[object], stop: threading.Event) -> threading.Thread:
    """A reader that asks until it is told to stop; what it meets instead of an answer is seen, too."""

    def reading() -> None:
        while not stop.is_set():
            try:
                seen.append(take())
            except Exception as error:
                seen.append(error)

    thread = threading.Thread(target=reading)
    thread.start()
    return thread


def _part(answer: object) -> str:
    """What a strange answer says where a finding should be."""
    found = re.search("(Balance|Surplus) .{0,9}million dollars.{60}", str(answer), re.DOTALL)
    return found[0] if found else f"{type(answer)}: {str(answer)[-600:]}"


@pytest.fixture
def serving(copy: Path, tmp_path: Path) -> Iterator[Server]:
    """A copy of the project, served."""
    running = Server(copy, tmp_path / "log")
    yield running
    running.stop()


def test_old_or_new_is_shown_and_never_a_mix(
    versions: tuple[Version, Version], serving: Server, copy: Path, tmp_path: Path
) -> None:
    one, other = versions
    served = copy / "data" / "tables"

    def ask(path: str) -> bytes:
        with urllib.request.urlopen(f"{serving.url}{path}", timeout=30) as answer:
            return bytes(answer.read())

    def told(text: str) -> object:
        """Which version says this; a text of neither is itself."""
        plain = re.sub(r"\\+u00a0", " ", re.sub(r"\\+u2212", "−", text)).replace("\u00a0", " ")
        return next((number for number, each in enumerate(versions) if each.finding in plain), plain)

    def archived() -> object:
        with zipfile.ZipFile(io.BytesIO(ask("/open/almaty-uzbekistan-trade.zip?lang=en"))) as archive:
            found = {name: archive.read(name) for name in archive.namelist() if name.endswith(".csv")}
            readme = archive.read("README.md").decode()
        number = next((number for number, each in enumerate(versions) if each.archived == found), found)
        return number if isinstance(number, dict) or readme else readme

    def raster() -> bytes:
        return ask("/charts/trade-balance.png?lang=en&size=preview")

    rasters: list[bytes] = []
    for source in (other, one):
        exchanged(source.folder, served)
        rasters.insert(0, raster())
    assert rasters[0] != rasters[1]

    with joined(serving) as session:
        takes: dict[str, Callable[[], object]] = {
            "page": lambda: told(ask("/trade?lang=en").decode()),
            "filtered page": lambda: told(ask("/trade?lang=en&metric=balance").decode()),
            "overview": lambda: told(ask("/?lang=en").decode()),
            "session": lambda: told(session.page("trade")),
            "data of a chart": lambda: told(ask("/charts/trade-balance.json?lang=en").decode()),
            "picture": lambda: told(ask("/charts/trade-balance.svg?lang=en").decode()),
            "raster picture": lambda: rasters.index(raster()),
            "chart alone": lambda: told(ask("/embed/trade-balance?lang=en").decode()),
            "archive": archived,
        }
        stop, seen = threading.Event(), {name: [take()] for name, take in takes.items()}
        assert {name: list(first) for name, first in seen.items()} == {key: [0] for key in takes}
        readers = [read_on(take, seen[name], stop) for name, take in takes.items()]
        try:
            for way in (exchanged, renamed, written) * ROUNDS:
                for source in (other, one):
                    way(source.folder, served)
                    time.sleep(PAUSE)
        finally:
            stop.set()
            for reader in readers:
                reader.join()
        for name, answers in seen.items():
            strange = [answer for answer in answers if answer not in (0, 1)]
            assert not strange, f"{name}: {len(strange)} of {len(answers)}: {_part(strange[0])}"
            assert set(answers) == {0, 1}, f"{name}: {len(answers)} answers"
        assert {name: take() for name, take in takes.items()} == dict.fromkeys(takes, 0)
        exchanged(other.folder, served)
        assert {name: take() for name, take in takes.items()} == dict.fromkeys(takes, 1)
    assert len(OPEN_TABLES) == len(one.archived)
    assert serving.faults() == []
