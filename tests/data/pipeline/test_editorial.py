"""What people keep: names, corrections and transcribed rows reach the tables, and must fit what is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data import DataError
from data.extraction import Reading
from data.pipeline import editorial
from tests.data.sample_readings import TEXT, article, build_dataset, build_rows, claim, label, write_editorial

Files = Mapping[str, Sequence[Mapping[str, object]]]


def test_an_undated_article_is_read_as_of_the_month_that_others_put_it_in(tmp_path: Path) -> None:
    dating = {
        "id": "other",
        "kind": "dating",
        "publisher": "Other",
        "language": "en",
        "script": "Latn",
        "url": "http://o.example",
    }
    known = {
        "id": "known",
        "kind": "report",
        "publisher": "Daily",
        "file": "report.txt",
        "dated": "2018-04",
        "dated_by": "other",
    }
    title = label("sources", "other", "title", "Another report")
    kept = editorial.load_editorial(write_editorial(tmp_path, sources=[known, dating], labels=title))
    assert kept.publication_date(article()) == date(2018, 4, 1)
    printed = replace(article(), published=date(2019, 1, 1))
    assert kept.publication_date(printed) == date(2019, 1, 1)
    assert kept.publication_date(replace(article(), file="another.txt", id="another")) is None


NAME = {"table": "observations", "source": "known", "phrase": "Turnover 5", "id": "my-turnover"}
CORRECTION = {"table": "observations", "source": "known", "phrase": "Turnover 5", "reason": "because"}


def test_people_name_rows_and_correct_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = write_editorial(
        tmp_path,
        names=[NAME],
        corrections=[
            {**CORRECTION, "column": "period", "expect": "2020", "value": "2019"},
            {**CORRECTION, "column": "partner", "expect": "uzbekistan", "value": "kazakhstan"},
            {**CORRECTION, "phrase": "exports 5", "column": "row", "expect": "read", "value": "out"},
        ],
    )
    reading = Reading("en", "Latn", (claim(), claim("exports 5", kind="export")), (), ())
    dataset = build_dataset(tmp_path, monkeypatch, reading, kept)
    (row,) = dataset.observations.to_dict("records")
    assert (row["id"], row["period"], row["partner"]) == ("my-turnover", "2019", "kazakhstan")
    assert dataset.sources.loc[0, "publisher"] == "Daily"


COMMITMENT = {
    "id": "help",
    "status": "promise",
    "source": "known",
    "phrase_start": TEXT.index("one promise"),
    "phrase_end": TEXT.index("one promise") + 11,
    "phrase": "one promise",
}
SEATS = {
    **{
        "id": "my-seats",
        "basis": "stated",
        "metric": "seats",
        "value": 12,
        "unit": "seats",
        "relation": "=",
        "rounding": 1,
    },
    **{"modality": "actual", "period_basis": "none", "method": "transcribed", "source": "known", "phrase": "12 seats"},
    **{"phrase_start": TEXT.index("12 seats"), "phrase_end": TEXT.index("12 seats") + 8, "reporter": "uzbekistan"},
    "reporter_basis": "stated",
}
HELP = label("commitments", "help", "title", "Help")


def test_people_transcribe_what_the_reader_does_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = write_editorial(tmp_path, observations=[SEATS], commitments=[COMMITMENT], labels=HELP)
    dataset = build_dataset(tmp_path, monkeypatch, Reading("en", "Latn", (claim(),), (), ()), kept)
    assert dict(zip(dataset.observations["id"], dataset.observations["method"], strict=True)) == {
        "known-turnover-uzbekistan-2020": "read",
        "my-seats": "transcribed",
    }
    assert list(dataset.commitments["id"]) == ["help"]


REPORT = {"id": "known", "kind": "report", "publisher": "Daily", "url": "http://daily.example/1", "file": "report.txt"}
MISFITS: dict[str, tuple[Files, str]] = {
    "name of words that are not read": (
        {"names": [{**NAME, "phrase": "turnover"}]},
        "editorial/names.csv, line 2, phrase: no row of observations is read from the words 'turnover' of known. Mend",
    ),
    "correction that is old": (
        {"corrections": [{**CORRECTION, "column": "period", "expect": "2018", "value": "2019"}]},
        "editorial/corrections.csv, line 2, expect: 'Turnover 5' now reads '2020' in period, not '2018'. Take ",
    ),
    "correction of words that are read twice": (
        {"corrections": [{**CORRECTION, "phrase": "exports 5", "column": "period", "expect": "2020", "value": "2019"}]},
        "editorial/corrections.csv, line 2, phrase_start: 'exports 5' is read more than once from known. Say which in ",
    ),
    "correction to what cannot be": (
        {"corrections": [{**CORRECTION, "column": "period", "expect": "2020", "value": "soon"}]},
        "editorial/corrections.csv, line 2, value: 'soon' is not a period",
    ),
    "correction of no column": (
        {"corrections": [{**CORRECTION, "column": "colour", "expect": "2020", "value": "2019"}]},
        "editorial/corrections.csv, line 2, column: observations has no column 'colour' that people write.",
    ),
    "correction without a reason": (
        {"corrections": [{**CORRECTION, "column": "period", "expect": "2020", "value": "2019", "reason": ""}]},
        "editorial/corrections.csv, line 2, reason: the cell is empty.",
    ),
    "another article": (
        {"sources": [{**REPORT, "sha256": "0" * 64}]},
        "editorial/sources.csv, sha256: report.txt has sha256 ",
    ),
    "words that people quote wrongly": (
        {"commitments": [{**COMMITMENT, "phrase_start": 3, "phrase_end": 14}], "labels": HELP},
        "editorial/commitments.csv, line 2, phrase: the words of 'help' are not at [3, 14) of known.",
    ),
    "commitment without a title": (
        {"commitments": [COMMITMENT]},
        "editorial/labels.csv: no title for 'help' of commitments.csv.",
    ),
    "a title that is not in all languages": (
        {"labels": [row for row in HELP if row["language"] in ("kk", "ru")]},
        "editorial/labels.csv: no title in uz, en",
    ),
    "commitment at no stop": (
        {"commitments": [{**COMMITMENT, "event": "party"}], "labels": HELP},
        "editorial/commitments.csv, line 2, event: 'party' is no stop that is read from known.",
    ),
    "a figure that is not transcribed": (
        {"observations": [{**SEATS, "method": "read"}]},
        "editorial/observations.csv, line 2, method: a figure kept here was transcribed by a person or",
    ),
    "a figure that its words do not say": (
        {"observations": [{**SEATS, "value": 13}]},
        "editorial/observations.csv, line 2, value: the phrase says 12 seats, which is not 13 rounded to 1.",
    ),
    "a figure of an unknown metric": (
        {"observations": [{**SEATS, "metric": "chairs"}]},
        "editorial/observations.csv, line 2, metric: 'chairs' is not in editorial/metrics.csv. Add it there.",
    ),
    "a figure compared with none": (
        {"observations": [{**SEATS, "baseline": "nosuch"}]},
        "editorial/observations.csv, line 2, baseline: 'nosuch' is no figure of this feed. Mend the name or take it",
    ),
    "what came of no commitment": (
        {"followups": [{"id": "shop", "commitment": "shop", "status": "none", "confidence": "high"}]},
        "editorial/followups.csv, line 2, commitment: 'shop' is not in commitments.csv. Add it there or mend the name.",
    ),
    "an office of nobody": (
        {"offices": [{"id": "akim", "person": "akim", "role": "none", "confidence": "high"}]},
        "editorial/offices.csv, line 2, person: 'akim' is not in people.csv. Add it there or mend the name.",
    ),
    "a row of no source": (
        {"names": [{**NAME, "source": "nobody"}]},
        "editorial/names.csv, line 2, source: 'nobody' is not in editorial/sources.csv.",
    ),
    "an area in nowhere": (
        {"areas": [{"id": "here", "kind": "city", "within": "nowhere"}]},
        "editorial/areas.csv, line 2, within: 'nowhere' is neither here nor in the gazetteer.",
    ),
    "a plant of nobody": (
        {"areas": [{"id": "mill", "kind": "plant", "owner": "nobody"}]},
        "editorial/areas.csv, line 2, owner: 'nobody' is neither here nor in the gazetteer.",
    ),
}


@pytest.mark.parametrize(("files", "said"), MISFITS.values(), ids=MISFITS)
def test_what_people_keep_must_fit_what_is_read(
    files: Files, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twice = (claim("exports 5", kind="export"), claim("exports 5", kind="import"))
    with pytest.raises(DataError) as caught:
        build_dataset(
            tmp_path, monkeypatch, Reading("en", "Latn", (claim(), *twice), (), ()), write_editorial(tmp_path, **files)
        )
    assert str(caught.value).startswith(said), str(caught.value)
    assert not (tmp_path / "tables").exists()


def test_what_people_keep_about_other_articles_does_not_matter() -> None:
    assert build_rows(claim()).problems == []


def test_a_page_that_is_no_report_here_is_read_as_a_source_of_its_own() -> None:
    kept = editorial.load_editorial()
    others = [row["url"] for row in kept.sources.values() if row["kind"] in ("dating", "record")]
    assert len(others) > 2
    assert not [url for url in others if kept.find_source(replace(article(), file="saved.html", url=url))]


def test_the_editorial_files_of_the_project_are_sound() -> None:
    assert editorial.load_editorial().find_source(replace(article(), file="inform-kz-a3218115.txt"))
