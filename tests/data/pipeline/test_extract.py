"""`python -m data extract`: what articles say, as JSON lines for programs and as a listing for people."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from data import Problem
from data.__main__ import main
from data.extraction import Reading, read
from data.ingest import detect_language
from data.pipeline import derive
from tests.data.sample_feeds import ENGLISH, RUSSIAN, feed

UNDATED = (
    "Торговля\n\nNone\nNone\nВ прошлом году экспорт Павлодарской области в Узбекистан составил 30,5 млн долларов США.\n"
)


def extract(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["extract", *map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


def facts(line: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(line)["facts"]
    return found


def test_each_file_is_a_line_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = feed(tmp_path / "feed", a=ENGLISH, b=RUSSIAN.format(value="30,5"))
    code, out, err = extract(capsys, folder, "--json")
    assert (code, err) == (0, "")
    first, second = out.splitlines()
    assert [json.loads(line)["file"] for line in (first, second)] == ["a.txt", "b.txt"]
    (fact,) = facts(second)
    assert {key: fact[key] for key in ("kind", "reporter", "partner", "value", "unit", "period", "modality")} == {
        "kind": "turnover",
        "reporter": "Pavlodar region",
        "partner": "Uzbekistan",
        "value": 30_500_000,
        "unit": "USD",
        "period": "2023",
        "modality": "actual",
    }
    assert RUSSIAN.format(value="30,5")[fact["start"] : fact["stop"]] == fact["phrase"]


def test_people_get_a_listing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = extract(capsys, feed(tmp_path, b=RUSSIAN.format(value="30,5")) / "b.txt")
    heading, line, *_ = out.splitlines()
    assert (code, heading) == (0, "b.txt: ru-Cyrl, 1 fact")
    assert line.startswith(
        "  turnover  Pavlodar region – Uzbekistan  = 30,500,000 USD  2023  actual  «30,5 млн долларов США»"
    )


def period(capsys: pytest.CaptureFixture[str], *words: object) -> object:
    return facts(extract(capsys, *words, "--json")[1])[0]["period"]


def test_the_date_resolves_last_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = feed(tmp_path, a=UNDATED) / "a.txt"
    assert period(capsys, path) is None
    assert period(capsys, path, "--published", "2024-02-01") == "2023"


def test_a_manifest_says_the_date_of_each_file_or_hides_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = feed(tmp_path / "feed", a=UNDATED) / "a.txt"
    manifest = tmp_path / "manifest.json"
    for published, year in (("2022-03-01", "2021"), (None, None)):
        manifest.write_text(json.dumps([{"file": "a.txt", "published": published, "lang": "ru"}]), "utf-8")
        assert period(capsys, path, "--manifest", manifest, "--published", "2024-02-01") == year
    manifest.write_text("[]", "utf-8")
    assert period(capsys, path, "--manifest", manifest, "--published", "2024-02-01") == "2023"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "m.json: the manifest is not JSON."),
        ("{}", "m.json: the manifest is not a list."),
        ('[{"file": "a.txt"}]', "m.json: entry 1 has no file or no published."),
        ("[7]", "m.json: entry 1 has no file or no published."),
        ('[{"file": "a.txt", "published": "soon"}]', "m.json: entry 1: 'soon' is not a date."),
        ('[{"file": "a.txt", "published": 5}]', "m.json: entry 1: '5' is not a date."),
    ],
)
def test_a_faulty_manifest_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    path = feed(tmp_path, a=UNDATED) / "a.txt"
    (tmp_path / "m.json").write_text(text, "utf-8")
    code, out, err = extract(capsys, path, "--json", "--manifest", tmp_path / "m.json")
    assert (code, out) == (1, "")
    assert err.startswith(said)
    assert err.count("\n") == 1


def test_a_manifest_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = extract(capsys, feed(tmp_path, a=UNDATED), "--manifest", tmp_path / "none.json")
    assert (code, err.count("\n")) == (1, 1)
    assert err.startswith("none.json: the manifest cannot be read")


def test_a_fault_is_one_line_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = feed(tmp_path / "feed", a=UNDATED, b="")
    code, out, err = extract(capsys, folder / "none.txt", folder, "--json")
    assert code == 1
    assert [json.loads(line)["file"] for line in out.splitlines()] == ["a.txt"]
    assert [line.partition(":")[0] for line in err.splitlines()] == ["none.txt", "b.txt"]


def test_a_reading_that_fails_is_one_line_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str, *how: Any) -> Reading:
        if "15,8" in text:
            raise ValueError(text)
        return read(text, *how)

    monkeypatch.setattr("data.pipeline.readings.read", fail)
    folder = feed(tmp_path / "feed", a=UNDATED, b=RUSSIAN.format(value="15,8"), c=RUSSIAN.format(value="30,5"))
    code, out, err = extract(capsys, folder, "--json")
    assert code == 1
    assert [json.loads(line)["file"] for line in out.splitlines()] == ["a.txt", "c.txt"]
    assert err.startswith("b.txt: it could not be read (ValueError)")
    assert (err.count("\n"), "15,8" in err) == (1, False)
    problems: list[Problem] = []
    derive(folder, tmp_path / "tables", problems=problems)
    assert [problem.file for problem in problems] == ["b.txt"]
    assert "15,8" not in str(problems[0])


def test_a_file_that_the_libraries_fail_on_is_one_line_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str) -> Any:
        if "15,8" in text:
            raise RecursionError(text)
        return detect_language(text)

    monkeypatch.setattr("data.ingest.article.detect_language", fail)
    folder = feed(tmp_path / "feed", a=RUSSIAN.format(value="15,8"), b=RUSSIAN.format(value="30,5"))
    code, out, err = extract(capsys, folder / "a.txt", folder, "--json")
    assert (code, out.count("\n")) == (1, 1)
    assert [line.partition(" (")[0] for line in err.splitlines()] == ["a.txt: it could not be read"] * 2
    assert "15,8" not in err


@pytest.mark.parametrize("when", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"])
def test_a_date_that_no_report_can_be_of_is_a_wrong_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], when: str
) -> None:
    path = feed(tmp_path, a=UNDATED) / "a.txt"
    with pytest.raises(SystemExit):
        extract(capsys, path, "--published", when)
    assert f"'{when}' is not a date; write it as 2018-04-13" in capsys.readouterr().err
    (tmp_path / "m.json").write_text(json.dumps([{"file": "a.txt", "published": when}]), "utf-8")
    code, out, err = extract(capsys, path, "--manifest", tmp_path / "m.json")
    assert (code, out) == (1, "")
    assert err.startswith(f"m.json: entry 1: '{when}' is not a date.")


def test_a_wrong_date_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        extract(capsys, tmp_path, "--published", "2018")
    assert ended.value.code == 2
    assert "'2018' is not a date; write it as 2018-04-13" in capsys.readouterr().err


def test_words_of_an_article_do_not_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = RUSSIAN.format(value="30,5").replace("30,5 млн", "30,5\x1b[2J млн")
    _, out, _ = extract(capsys, feed(tmp_path, a=text) / "a.txt")
    assert "\x1b" not in out


def test_an_address_is_read_too(capsys: pytest.CaptureFixture[str]) -> None:
    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(RUSSIAN.format(value="30,5").encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/news/report.txt"
        code, out, err = extract(capsys, url, "--json")
        assert (code, out) == (1, "")  # this machine's own addresses are not for a feed
        assert err.count("\n") == 1
        code, out, _ = extract(capsys, url, "--json", "--private")
        server.shutdown()
    assert code == 0
    assert json.loads(out)["file"] == "report.txt"
    assert [fact["value"] for fact in facts(out)] == [30_500_000]


@pytest.mark.slow
def test_a_reader_who_has_seen_enough_is_no_fault(tmp_path: Path) -> None:
    folder = feed(tmp_path / "feed", **{f"a{number}": ENGLISH for number in range(300)})
    command = f"{sys.executable} -m data extract {folder} --json | head -1"
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
