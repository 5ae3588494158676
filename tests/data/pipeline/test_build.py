"""From a feed to the tables, with the reader as it is: the same articles give the same bytes, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

import data.pipeline
from data import DataError, Dataset
from data.__main__ import main
from data.pipeline import BuildOptions, Summary, collect, readings
from data.pipeline.row_format import format_csv_line
from data.pipeline.staging import StagingDatabase
from data.store.table_reader import TABLES_FOLDER
from tests.data import sample_feeds
from tests.data.sample_feeds import ENGLISH, KAZAKH, RUSSIAN, derive, read_folder, write_reports

ROOT = Path(__file__).parents[3]


def test_the_seed_gives_the_committed_tables(feed: Path, tmp_path: Path) -> None:
    seed = tmp_path / "feed"
    seed.mkdir()
    shutil.copy(feed / "inform-kz-a3218115.txt", seed)
    data.pipeline.derive(seed, tmp_path / "tables")
    assert read_folder(tmp_path / "tables") == read_folder(TABLES_FOLDER)


def test_an_article_of_a_day_to_come_is_left_out_alone(tmp_path: Path) -> None:
    articles = feed_of(tmp_path, kostanay=ENGLISH, late=ENGLISH.replace("2023-02-10", "2099-02-10"))
    problems: list[data.Problem] = []
    summary = derive(articles, tmp_path / "tables", problems=problems)
    assert list(map(str, problems)) == ["late.txt: it is dated 2099-02-10, which has not come yet. Mend its date."]
    assert summary.unreadable == 1
    assert set(data.load(tmp_path / "tables").sources["published"]) == {"2023-02-10"}


def test_an_article_that_nobody_knows_needs_one_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles = feed_of(tmp_path, kostanay=ENGLISH)
    out = tmp_path / "tables"
    assert main(["derive", "--feed", str(articles), "--out", str(out), "--no-cache"]) == 0
    said = capsys.readouterr().out
    assert "articles: 1 (1 read, 0 unchanged), 0 faulty\nfacts: 3 from 1 articles (" in said
    dataset = data.load(out)
    transcribed = (dataset.observations["method"] == "transcribed").sum()
    assert f"\nfigures of the record, transcribed: {transcribed}\n" in said
    assert values(dataset) == {"turnover": 118.4e6, "exports": 104.9e6, "imports": 13.5e6}
    row = dataset.observations.query("method == 'read'").set_index("metric").loc["exports"]
    assert row["id"] == "kostanay-exports-uzbekistan-2022"
    assert (row["reporter"], row["partner"], row["period"], row["method"]) == (
        "kostanay-region",
        "uzbekistan",
        "2022",
        "read",
    )
    derive(articles, tmp_path / "alone")
    assert set(data.load(tmp_path / "alone").areas["id"]) == {"kostanay-region", "kazakhstan", "uzbekistan"}
    assert {"kostanay-region", "kazakhstan", "uzbekistan"} <= set(dataset.areas["id"])
    labels = dataset.labels.set_index(["table", "id", "field", "language"])
    assert labels.loc[("areas", "kostanay-region", "name", "kk"), "text"] == "Қостанай облысы"
    (balance,) = [fact for fact in dataset.facts if fact.metric == "balance" and fact.source == "kostanay"]
    assert balance.value == pytest.approx(91.4e6)
    assert balance.id == "kostanay-balance-kostanay-region-uzbekistan-2022"
    assert main(["check", "--tables", str(out), "--feed", str(articles)]) == 0


def test_no_title_of_an_article_is_kept(tmp_path: Path) -> None:
    derive(feed_of(tmp_path, kostanay=ENGLISH), tmp_path / "tables")
    kept = b"".join(read_folder(tmp_path / "tables").values()).decode()
    assert ENGLISH.splitlines()[0] not in kept
    assert "kostanay.txt" in kept


def test_the_seed_s_rows_stay_as_they_are_among_others(feed: Path, tmp_path: Path) -> None:
    articles = feed_of(tmp_path, a=ENGLISH, z=KAZAKH)
    shutil.copy(feed / "inform-kz-a3218115.txt", articles)
    data.pipeline.derive(articles, tmp_path / "tables")
    for name in ("observations", "events", "commitments", "labels"):
        before = (TABLES_FOLDER / f"{name}.csv").read_text("utf-8").splitlines()
        assert set(before) <= set((tmp_path / "tables" / f"{name}.csv").read_text("utf-8").splitlines())
    assert len(data.load(tmp_path / "tables").observations) > len(data.load().observations)


@pytest.mark.slow
def test_neither_order_nor_place_nor_processes_matter(tmp_path: Path) -> None:
    first = write_reports(tmp_path / "first", readings.MIN_PARALLEL_ARTICLES + 130)
    moved = tmp_path / "second"
    moved.mkdir()
    for path in sorted(first.iterdir(), reverse=True):
        shutil.copy(path, moved)
    data.pipeline.derive(first, tmp_path / "here", BuildOptions(processes=1))
    build = "d.derive(*map(pathlib.Path, sys.argv[1:]), d.BuildOptions(processes=2))"
    command = f"import sys, pathlib, data.pipeline as d; {build}"
    for seed, locale in (("1", "C"), ("2", "C.UTF-8")):
        out = tmp_path / f"out-{seed}"
        told = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONPATH": str(ROOT), "TZ": "Asia/Almaty"}
        subprocess.run([sys.executable, "-c", command, str(moved), str(out)], env=told, cwd=tmp_path, check=True)
        assert read_folder(out) == read_folder(tmp_path / "here")
    assert (data.load(tmp_path / "here").observations["method"] == "read").sum() == readings.MIN_PARALLEL_ARTICLES + 130


def test_what_has_not_changed_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = feed_of(tmp_path, a=ENGLISH, b=KAZAKH, c=RUSSIAN.format(value="5"))
    out, cache = tmp_path / "tables", tmp_path / "cache"
    assert counts(derive(articles, out, cache=cache)) == (3, 0)
    before = read_folder(out)
    with monkeypatch.context() as context:
        context.setattr(readings, "read", lambda *_: pytest.fail("an unchanged article is read"))
        assert counts(derive(articles, out, cache=cache)) == (0, 3)
    assert read_folder(out) == before
    (articles / "c.txt").write_text(RUSSIAN.format(value="6"), "utf-8")
    assert counts(derive(articles, out, cache=cache)) == (1, 2)
    assert read_folder(out) != before


@pytest.mark.parametrize("spoilt", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_a_broken_cache_is_made_anew(tmp_path: Path, spoilt: bytes) -> None:
    articles, out, cache = feed_of(tmp_path, a=ENGLISH), tmp_path / "tables", tmp_path / "cache"
    derive(articles, out, cache=cache)
    (kept,) = cache.glob("*.sqlite")
    kept.write_bytes(spoilt)
    assert counts(derive(articles, out, cache=cache)) == (1, 0)
    assert counts(derive(articles, out, cache=cache)) == (0, 1)


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    assert counts(derive(feed_of(tmp_path, a=ENGLISH), tmp_path / "tables", cache=blocked / "cache")) == (1, 0)


def test_a_faulty_article_is_one_line_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles = feed_of(tmp_path, a=ENGLISH, empty="")
    (articles / "broken.txt").write_bytes(b"\xff\xfe\x00")
    out = tmp_path / "tables"
    assert main(["derive", "--feed", str(articles), "--out", str(out), "--no-cache"]) == 1
    said = capsys.readouterr()
    assert [line.partition(":")[0] for line in said.err.splitlines()] == ["broken.txt", "empty.txt"]
    assert "articles: 1 (1 read, 0 unchanged), 2 faulty" in said.out
    assert values(data.load(out))["exports"] == 104.9e6


@pytest.mark.parametrize("names", [[], ["empty"]])
def test_without_an_article_the_tables_stay(
    tmp_path: Path, tables: Path, names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_folder(tables)
    articles = feed_of(tmp_path, **dict.fromkeys(names, ""))
    assert main(["derive", "--feed", str(articles), "--out", str(tables), "--no-cache"]) == 1
    assert "the feed: no article can be read. The tables are as they were." in capsys.readouterr().err
    assert read_folder(tables) == before


def test_a_feed_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", "--feed", str(tmp_path / "none"), "--out", str(tmp_path / "out"), "--no-cache"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("none: ")
    assert not (tmp_path / "out").exists()


def test_copies_of_a_text_count_once(tmp_path: Path) -> None:
    summary = derive(feed_of(tmp_path, b=ENGLISH, a=ENGLISH), tmp_path / "tables")
    assert summary.duplicates == 1
    assert list(data.load(tmp_path / "tables").sources["id"]) == ["a"]


def test_a_carriage_return_among_the_words_stays_in_its_cell(tmp_path: Path) -> None:
    head = "Trade news\n\nNone\n2019-05-05\n"
    text = head + "The trade turnover of Kazakhstan with Uzbekistan was 5 million{}dollars in 2018.\n"
    derive(feed_of(tmp_path, a=text.format("\r")), tmp_path / "tables")
    assert values(data.load(tmp_path / "tables")) == {"turnover": 5e6}
    assert format_csv_line(["a\rb", "c,d", ""]) == '"a\rb","c,d",\n'


def test_tables_that_would_not_be_sound_leave_the_old_ones(
    tmp_path: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_folder(tables)
    monkeypatch.setattr(collect, "format_csv_line", lambda texts: format_csv_line(text or "x" for text in texts))
    with pytest.raises(
        DataError, match=r"(?s)observations.csv, line 2.*the feed: its tables would not be sound\. Mend "
    ):
        derive(feed_of(tmp_path, a=ENGLISH), tables)
    assert read_folder(tables) == before


def test_very_many_copies_are_left_out_at_once(tmp_path: Path) -> None:
    scratch = StagingDatabase(tmp_path / "scratch.sqlite")
    for number in range(20_000):
        scratch.add_article(f"a-{number:05}", "0" * 64, is_named=number == 7)
    started = time.process_time()
    assert scratch.remove_duplicates() == 19_999
    assert time.process_time() - started < 5
    assert not scratch.add_article("a-00007", "0" * 64, is_named=True)
    scratch.close()


@pytest.mark.parametrize("names", [("moved",), ("moved", "again"), ("moved", "inform-kz-a3218115")])
def test_an_article_that_people_know_may_go_by_another_file_name(
    feed: Path, tmp_path: Path, names: tuple[str, ...]
) -> None:
    text = (feed / "inform-kz-a3218115.txt").read_text("utf-8")
    summary = data.pipeline.derive(feed_of(tmp_path, **dict.fromkeys(names, text)), tmp_path / "tables")
    assert summary.duplicates == len(names) - 1
    file = min(names)
    for name, before in read_folder(TABLES_FOLDER).items():
        if name not in ("sources.csv", "datapackage.json"):
            assert read_folder(tmp_path / "tables")[name] == before
    assert data.load(tmp_path / "tables").sources.loc[0, "file"] == f"{file}.txt"


def test_a_user_without_a_home_can_run_every_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", nowhere)
    assert main(["check"]) == 0


def test_sources_that_contradict_each_other_stand_side_by_side(tmp_path: Path) -> None:
    other = RUSSIAN.format(value="40")
    summary = derive(feed_of(tmp_path, a=RUSSIAN.format(value="30,5"), b=other, c=other + "\n"), tmp_path / "tables")
    (said,) = summary.disputes
    assert said.startswith("turnover pavlodar-region uzbekistan 2023: a says 30500000 USD («30,5 млн долларов США»); ")
    assert "b says 40000000 USD" in said
    assert sorted(data.load(tmp_path / "tables").observations["value"]) == [30.5e6, 40e6, 40e6]


def test_figures_within_each_other_s_rounding_do_not_contradict(tmp_path: Path) -> None:
    texts = {"a": RUSSIAN.format(value="30,5"), "b": RUSSIAN.format(value="30,49")}
    assert derive(feed_of(tmp_path, **texts), tmp_path / "tables").disputes == []


def test_sums_that_do_not_add_up_are_told(tmp_path: Path) -> None:
    assert derive(feed_of(tmp_path, a=ENGLISH), tmp_path / "tables").inconsistent_sums == []
    wrong = ENGLISH.replace("13.5", "18.5")
    (told,) = derive(feed_of(tmp_path, a=wrong), tmp_path / "tables").inconsistent_sums
    assert told.startswith("a: exports 104900000 USD («$104.9 million») + imports 18500000 USD")


@pytest.mark.slow
def test_a_long_feed_shows_a_bar_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    articles = write_reports(tmp_path / "feed", readings.MIN_PARALLEL_ARTICLES + 20)
    out = tmp_path / "tables"
    quiet = command("derive", "--feed", str(articles), "--out", str(out), "--no-cache")
    done = subprocess.run(quiet, cwd=ROOT, capture_output=True, check=True)
    assert done.stderr == b""
    script = shutil.which("script")
    if script is None:
        pytest.skip("there is no command that plays a terminal")
    shown = subprocess.run(
        [script, "-qec", f"stty rows 24 cols 80; {' '.join(quiet)}", "/dev/null"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert b"reading" in shown.stdout
    assert f"{readings.MIN_PARALLEL_ARTICLES}/{readings.MIN_PARALLEL_ARTICLES + 20}".encode() in shown.stdout


def test_a_thousand_articles_take_seconds(tmp_path: Path) -> None:
    articles = write_reports(tmp_path / "feed", 1_000)
    started = time.process_time()
    derive(articles, tmp_path / "tables", processes=1)
    assert time.process_time() - started < 30


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "data", *words]


def feed_of(folder: Path, **texts: str) -> Path:
    return sample_feeds.feed(folder / "feed", **texts)


def counts(summary: Summary) -> tuple[int, int]:
    return summary.read, summary.unchanged


def values(dataset: Dataset) -> dict[str, float]:
    """What was read, by metric."""
    figures: pd.DataFrame = dataset.observations.query("method == 'read'")
    return dict(zip(figures["metric"], figures["value"], strict=True))
