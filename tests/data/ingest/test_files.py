"""Files and folders: order, what is left out, and every fault of a real disk."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import DataError, Problem
from data.ingest import Article, from_bytes, from_file, load_articles
from data.model.limits import MAX_ARTICLE_BYTES
from tests.data.ingest.sentences import SENTENCES

ROOT = Path(__file__).parents[3]
TEXT = " ".join(SENTENCES["kk", "Cyrl"])


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT, "utf-8")


def found(*places: Path) -> list[str]:
    """File of each article; of each problem its line."""
    return [one.file if isinstance(one, Article) else str(one) for one in load_articles(places)]


def fault(path: Path) -> Problem:
    with pytest.raises(DataError) as caught:
        from_file(path)
    (problem,) = caught.value.problems
    assert "\n" not in str(problem)
    return problem


def test_sorted_by_relative_path(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.txt", "a-b.txt", "a/b/c.txt", "a.txt", "A.TXT", "a0/x.txt", "ә.txt"]
    put(tmp_path, *names)
    assert found(tmp_path) == sorted(names)
    assert found(tmp_path) == found(tmp_path)


def test_places_in_the_order_given(tmp_path: Path) -> None:
    put(tmp_path, "one/b.txt", "two/a.txt", "c.txt")
    assert found(tmp_path / "two", tmp_path / "c.txt", tmp_path / "one") == ["a.txt", "c.txt", "b.txt"]


def test_the_text_of_a_file_is_the_file(tmp_path: Path) -> None:
    raw = "\ufeffТақырып\r\n\r\nМәтін  \n".encode()
    (tmp_path / "a.txt").write_bytes(raw)
    (article,) = from_file(tmp_path / "a.txt")
    assert article.text == raw.decode("utf-8")


def test_hidden_files_and_parts_of_saved_pages_are_left_out(tmp_path: Path) -> None:
    put(tmp_path, ".hidden.txt", ".git/a.txt", "a.txt", "page_files/frame.html", "other.files/x.htm", "b_files/b.txt")
    page = b"<html><body><p>Exports of the region reached $48 million last year.</p></body></html>"
    (tmp_path / "page.html").write_bytes(page)
    (tmp_path / "other.htm").write_bytes(page)
    assert found(tmp_path) == ["a.txt", "b_files/b.txt", "other.htm", "page.html"]


def test_files_of_other_kinds_are_told_of_a_line_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "report.docx", "sub/one.png", "sub/two.JPG", "sub/README", "sub/b.txt")
    lines = found(tmp_path)
    assert lines[1:3] == ["a.txt", lines[2]]
    assert lines[0].startswith("report.docx: it is of a kind that is not read (.docx). ")
    assert lines[2].startswith("sub/: 3 files are of a kind that is not read (.jpg, .png, without suffix). ")
    assert lines[3] == "sub/b.txt"


def test_a_folder_without_articles(tmp_path: Path) -> None:
    assert len(found(tmp_path)) == 1
    assert f"{tmp_path.name}: there is no article in the folder. " in found(tmp_path)[0]


def test_every_fault_is_one_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    put(tmp_path, "1-good.txt", "9-good.txt")
    (tmp_path / "2-empty.txt").write_bytes(b"")
    (tmp_path / "3-latin.txt").write_bytes("Экспорт".encode("cp1251"))
    (tmp_path / "4-binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "5-gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "6-folder.txt").mkdir()
    put(tmp_path, "6-folder.txt/inside.txt")
    os.mkfifo(tmp_path / "7-pipe.txt")
    (tmp_path / "8-page.html").write_bytes(b"<html></html>")
    (tmp_path / "circle").symlink_to(tmp_path)
    with (tmp_path / "8-large.txt").open("wb") as file:
        file.truncate(MAX_ARTICLE_BYTES)
    assert found(tmp_path) == [
        "circle: it is a link to a folder, which is not followed. Name the folder itself.",
        "1-good.txt",
        "2-empty.txt: it is empty. Put the article's text into it, or take it away.",
        "3-latin.txt: it is not UTF-8: byte 0 does not fit. Save it as UTF-8 text.",
        "4-binary.txt: it is an image, not text. Save its text as a .txt file, or take it away.",
        "5-gone.txt: it is not there. Check the name.",
        "6-folder.txt/inside.txt",
        "7-pipe.txt: it is no ordinary file. Name a file.",
        "8-large.txt: it is too large: 50 MB. Split it: less than 50 MB a file.",
        "8-page.html: no text is found in the page. Save the article's text as a .txt file.",
        "9-good.txt",
    ]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("missing.txt", "it is not there"),
        ("missing.docx", "it is not there"),
        ("missing", "it is not there"),
        ("n" * 300 + ".txt", "it cannot be read: file name too long"),
        ("nul\0.txt", "it cannot be read: its name has a null byte"),
        ("file.txt/a.txt", "it cannot be read: not a directory"),
    ],
)
def test_names_that_cannot_be_read(tmp_path: Path, name: str, what: str) -> None:
    put(tmp_path, "file.txt")
    problem = fault(tmp_path / name)
    assert problem.what == what
    assert list(load_articles([tmp_path / name])) == [problem]


def test_a_name_with_a_line_break_stays_on_one_line(tmp_path: Path) -> None:
    put(tmp_path, "two\nlines.txt")
    assert found(tmp_path) == ["two\\nlines.txt"]
    (tmp_path / os.fsdecode(b"\xff.txt")).write_bytes(b"")
    assert str(found(tmp_path)[-1].encode()) != ""


@pytest.mark.slow
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    put(tmp_path, "feed/a.txt", "feed/sub/b.txt", "feed/z.txt")
    script = """
        import os, sys
        from data.ingest import load_articles
        os.chdir(sys.argv[1])
        list(load_articles(["."]))  # all that Python loads late is loaded now
        if os.geteuid() == 0:  # root may read everything
            os.setuid(65534)
        for one in load_articles(["."]):
            print(one if hasattr(one, "what") else one.file)
    """
    (tmp_path / "feed/a.txt").chmod(0)
    (tmp_path / "feed/sub").chmod(0)
    (tmp_path / "feed").chmod(0o755)
    try:
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(script), str(tmp_path / "feed")],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        (tmp_path / "feed/sub").chmod(0o755)
    assert done.stdout.splitlines() == [
        "a.txt: it may not be read. Give leave to read it.",
        "sub/: the folder cannot be read: permission denied. Check its rights.",
        "z.txt",
    ], done.stderr


@pytest.fixture
def growing(tmp_path: Path) -> Iterator[Path]:
    """A file that another thread writes to without pause."""
    path = tmp_path / "growing.txt"
    path.write_bytes(b"Trade grew. " * 1_000_000)
    stop = threading.Event()

    def write() -> None:
        with path.open("ab", buffering=0) as file:
            while not stop.is_set() and file.tell() < 3 * MAX_ARTICLE_BYTES // 4:
                file.write(b"Trade grew. ")

    writer = threading.Thread(target=write)
    writer.start()
    yield path
    stop.set()
    writer.join()


def test_a_file_that_grows_while_it_is_read(growing: Path) -> None:
    for _ in range(200):  # a reading may fall between two writes
        try:
            from_file(growing)
        except DataError as error:
            assert [problem.what for problem in error.problems] == ["it changed while it was read"]
            return
    pytest.fail("no reading noticed that the file grew")


CHANGED = "it changed while it was read"


def test_a_file_that_is_replaced_while_it_is_read(tmp_path: Path) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "other"
    path.write_bytes(b"Trade grew. " * 2_000_000)
    stop = threading.Event()

    def replace() -> None:
        while not stop.is_set():
            other.write_bytes(b"Trade fell. ")
            other.replace(path)
            path.write_bytes(b"Trade grew. " * 2_000_000)

    writer = threading.Thread(target=replace)
    writer.start()
    try:
        told: set[str] = set()
        deadline = time.monotonic() + 60
        while CHANGED not in told and time.monotonic() < deadline:
            try:
                (article,) = from_file(path)
            except DataError as error:
                told |= {problem.what for problem in error.problems}
            else:  # whole, never a mixture
                assert "grew" not in article.text or "fell" not in article.text
    finally:
        stop.set()
        writer.join()
    assert CHANGED in told


def test_bytes_are_read_by_the_suffix_of_their_name() -> None:
    (article,) = from_bytes(TEXT.encode(), "upload.TXT")
    assert (article.file, article.text) == ("upload.TXT", TEXT)
    with pytest.raises(DataError, match=r"upload\.pdf: it is of a kind that is not read \(\.pdf\)"):
        from_bytes(b"%PDF-1.7", "upload.pdf")


@pytest.mark.slow
def test_a_large_folder_is_walked_lazily_in_flat_memory(tmp_path: Path) -> None:
    for number in range(6_000):
        (tmp_path / f"{number:05}.txt").write_bytes(b"Trade grew by 5 %. " * 100)
    script = """
        import resource, sys
        from data.ingest import load_articles
        found, sizes = 0, []
        for one in load_articles([sys.argv[1]]):
            found += 1
            if found in (1_000, 6_000):
                sizes.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        print(found, sizes[1] - sizes[0])
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    count, growth = map(int, done.stdout.split())  # kilobytes
    assert count == 6_000
    assert growth < 4_000


@pytest.mark.slow
def test_plain_texts_load_no_library_of_pages() -> None:
    script = """
        import sys
        from data.ingest import from_text
        from_text("Trade grew by 5 %.", "a.txt")
        print({"trafilatura", "lxml"} & {*sys.modules})
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"
