"""Past one machine: a Dask cluster writes the same bytes as one process, even when it loses a worker in mid-run."""

from __future__ import annotations

import builtins
import errno
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import data.pipeline
from data import DataError, Problem
from data.__main__ import main
from data.pipeline import cluster, editorial, reading_cache
from tests.data.sample_feeds import ENGLISH, KAZAKH, derive, feed, read_folder, write_reports

pytestmark = pytest.mark.slow

distributed = pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
fsspec = pytest.importorskip("fsspec")


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address=":0",
        host="127.0.0.1",
        local_directory=str(tmp_path_factory.mktemp("dask")),
        silence_logs=50,
    ) as started:
        yield started


@pytest.mark.filterwarnings("default")  # its own, not ours
def test_a_cluster_that_loses_a_worker_writes_the_same_bytes(
    workers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = write_reports(tmp_path / "feed", 600)
    feed(articles, broken="")
    derive(articles, tmp_path / "local", processes=1)
    monkeypatch.setattr(cluster, "_MAX_CHUNK_FILES", 10)
    lost: list[int] = []
    really = cluster._unpack_result

    def back(future: Any) -> Iterator[Any]:
        # After the first chunk that is done, with most of the feed still to be read.
        if not lost:
            lost.append(workers.workers[0].pid)
            os.kill(lost[0], signal.SIGKILL)
        return really(future)

    monkeypatch.setattr(cluster, "_unpack_result", back)
    faults: list[Problem] = []
    summary = derive(articles, tmp_path / "cluster", scheduler=workers.scheduler_address, problems=faults)
    assert lost
    assert (summary.read, summary.unreadable) == (600, 1)
    assert [problem.file for problem in faults] == ["broken.txt"]
    assert read_folder(tmp_path / "cluster") == read_folder(tmp_path / "local")
    assert len(data.load(tmp_path / "cluster").observations) == 600


@pytest.mark.filterwarnings("default")
def test_workers_fetch_remote_files_themselves(workers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = feed(tmp_path / "feed", a=ENGLISH, b=KAZAKH)
    derive(articles, tmp_path / "local")
    # A file system that is not this machine's alone: the bytes are not sent along.
    monkeypatch.setattr(cluster, "_LOCAL_PROTOCOLS", ())
    chunks = [chunk for chunk in cluster._chunks(f"file://{articles}") if not isinstance(chunk, Problem)]
    assert [file.raw for chunk in chunks for file in chunk] == [None, None]
    derive(f"file://{articles}", tmp_path / "cluster", scheduler=workers.scheduler_address)
    assert read_folder(tmp_path / "cluster") == read_folder(tmp_path / "local")


@pytest.mark.filterwarnings("default")
def test_the_command_reads_on_the_cluster(workers: Any, tmp_path: Path, feed: Path) -> None:
    data.pipeline.derive(feed, tmp_path / "local")
    words = ["derive", "--feed", str(feed), "--out", str(tmp_path / "out"), "--scheduler", workers.scheduler_address]
    assert main([*words, "--no-cache"]) == 0
    assert read_folder(tmp_path / "out") == read_folder(tmp_path / "local")


@pytest.mark.filterwarnings("default")
def test_another_version_of_the_reader_is_refused(
    workers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "reader_fingerprint", lambda: "another")
    with pytest.raises(DataError, match="the cluster: a worker reads with another version of the reader"):
        derive(write_reports(tmp_path / "feed", 1), tmp_path / "out", scheduler=workers.scheduler_address)
    assert not (tmp_path / "out").exists()


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere", "ftp://x"])
def test_a_scheduler_that_does_not_answer_is_one_line(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_TIMEOUT_S", 1)
    words = [
        "derive",
        "--feed",
        str(write_reports(tmp_path / "feed", 1)),
        "--out",
        str(tmp_path / "out"),
        "--scheduler",
        address,
    ]
    assert main([*words, "--no-cache"]) == 1
    assert capsys.readouterr().err == f"--scheduler: no Dask scheduler answers at {address}. Check the address.\n"


@pytest.mark.filterwarnings("default")
def test_a_cluster_that_goes_away_is_one_line(tmp_path: Path, tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_folder(tables)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=":0", host="127.0.0.1", silence_logs=60
    ) as started:
        really = cluster._unpack_result

        def back(future: Any) -> Iterator[Any]:
            threading.Thread(target=started.close).start()
            time.sleep(1)
            return really(future)

        monkeypatch.setattr(cluster, "_unpack_result", back)
        monkeypatch.setattr(cluster, "_MAX_CHUNK_FILES", 1)
        with pytest.raises(DataError, match="the cluster: its scheduler went away"):
            derive(write_reports(tmp_path / "feed", 40), tables, scheduler=started.scheduler_address)
    assert read_folder(tables) == before


def test_folders_of_other_file_systems_are_read(tmp_path: Path) -> None:
    articles = feed(tmp_path / "feed", a=ENGLISH, b=KAZAKH, empty="")
    feed(articles / "sub", c=ENGLISH + "\n")
    feed(articles, **{".hidden": ENGLISH})
    faults: list[Problem] = []
    derive(articles, tmp_path / "local", problems=faults)
    system = fsspec.filesystem("memory")
    system.put(str(articles), "/archive", recursive=True)
    more: list[Problem] = []
    derive("memory://archive", tmp_path / "remote", problems=more)
    system.rm("/archive", recursive=True)
    assert read_folder(tmp_path / "remote") == read_folder(tmp_path / "local")
    assert [str(problem) for problem in more] == [str(problem) for problem in faults]


def test_what_is_saved_beside_a_page_is_no_article_there_either(tmp_path: Path) -> None:
    articles = feed(tmp_path / "feed", a=ENGLISH)
    (articles / "page.html").write_text(f"<h1>Trade</h1><p>{KAZAKH}</p>", "utf-8")
    feed(articles / "page_files", frame=ENGLISH.replace("104.9", "105"))
    (articles / "circle").symlink_to(articles)
    derive(articles, tmp_path / "local")
    derive(f"file://{articles}", tmp_path / "remote")
    assert read_folder(tmp_path / "remote") == read_folder(tmp_path / "local")


def test_a_remote_folder_that_cannot_be_listed_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = feed(tmp_path / "feed", a=ENGLISH)
    feed(articles / "sub", b=KAZAKH)
    system = fsspec.filesystem("file")
    really = type(system).ls

    def ls(self: Any, path: str, **how: Any) -> Any:
        if path.endswith("/sub"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return really(self, path, **how)

    monkeypatch.setattr(type(system), "ls", ls)
    faults: list[Problem] = []
    derive(f"file://{articles}", tmp_path / "out", problems=faults)
    assert [str(fault) for fault in faults] == ["sub/: the folder cannot be read: permission denied. Check its rights."]


def test_a_single_file_goes_to_the_cluster(tmp_path: Path) -> None:
    path = feed(tmp_path / "feed", a=ENGLISH) / "a.txt"
    assert list(cluster._chunks(str(path))) == [[cluster.FeedFile("a.txt", ENGLISH.encode())]]
    (told,) = cluster._chunks(str(tmp_path / "none.txt"))
    assert str(told).startswith("none.txt: it is not there.")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("memory://nothing-here", "memory://nothing-here: there is no such folder."),
        ("nosuch://bucket", "nosuch://bucket: it cannot be opened: Protocol not known: nosuch."),
    ],
)
def test_an_address_that_cannot_be_opened_is_one_line(tmp_path: Path, address: str, said: str) -> None:
    with pytest.raises(DataError) as caught:
        derive(address, tmp_path / "out")
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    ("missing", "words", "said"),
    [
        ("distributed", ("--scheduler", "tcp://127.0.0.1:9"), "--scheduler: it needs Dask, which is not installed. "),
        ("fsspec", (), "memory://archive: addresses other than paths need fsspec, which is not installed. "),
    ],
)
def test_without_the_extra_one_line_says_so(
    missing: str,
    words: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    really = builtins.__import__

    def importing(name: str, *others: Any) -> Any:
        if name == missing:
            raise ImportError(name)
        return really(name, *others)

    monkeypatch.setattr(builtins, "__import__", importing)
    place = ["--feed", "memory://archive", "--out", str(tmp_path / "out"), "--no-cache"]
    assert main(["derive", *place, *words]) == 1
    assert capsys.readouterr().err.startswith(said)
    assert (
        main(
            ["derive", "--feed", str(write_reports(tmp_path / "feed", 1)), "--out", str(tmp_path / "out"), "--no-cache"]
        )
        == 0
    )


def test_texts_stay_with_the_workers_but_for_those_that_people_quote(feed: Path) -> None:
    kept = editorial.load_editorial()
    quoted = cluster.FeedFile("inform-kz-a3218115.txt", (feed / "inform-kz-a3218115.txt").read_bytes())
    other = cluster.FeedFile("other.txt", ENGLISH.encode())
    found = [one for one in cluster.read_chunk("unused", [quoted, other], kept).found if not isinstance(one, Problem)]
    assert [bool(article.text) for article, _ in found] == [True, False]
    assert reading_cache.deserialize(found[1][1]).claims
