"""How much of the labelled reports the reader finds: `python tests/data/extraction/score.py`.

Three levels: value (the same number and unit at an overlapping span), fact (also kind and modality), full (also
reporter, partner and period, where the label has one). A labelled fact found again elsewhere in its report is a
repeat, neither hit nor error. Stops of a visit count by overlapping span. F1 in per cent; `labelled` counts facts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

REPORTS = Path(__file__).parent / "reports"
LEVELS = ("value", "fact", "full", "stops")
NAMES = {
    "kk-Cyrl": "Kazakh, Cyrillic",
    "kk-Latn": "Kazakh, Latin",
    "kk-Arab": "Kazakh, Arabic",
    "ru-Cyrl": "Russian",
    "uz-Latn": "Uzbek, Latin",
    "uz-Cyrl": "Uzbek, Cyrillic",
    "en-Latn": "English",
    "all": "all",
}
MARKS = ("<!-- scores -->", "<!-- /scores -->")
_VALUE_TOLERANCE = 0.001  # of the labelled value

Fact = dict[str, Any]


def overlaps(first: Fact, second: Fact) -> bool:
    """Return whether two spans share a character."""
    return bool(first["start"] < second["stop"] and second["start"] < first["stop"])


def _amount(gold: Fact, found: Fact) -> bool:
    tolerance = _VALUE_TOLERANCE * max(abs(float(gold["value"])), 1e-9)
    return abs(float(found["value"]) - float(gold["value"])) <= tolerance and found["unit"] == gold["unit"]


def _value(gold: Fact, found: Fact) -> bool:
    return _amount(gold, found) and overlaps(gold, found)


def _fact(gold: Fact, found: Fact) -> bool:
    return _value(gold, found) and found["kind"] == gold["kind"] and found["modality"] == gold["modality"]


def _full(gold: Fact, found: Fact) -> bool:
    if not _fact(gold, found):
        return False
    pair, other = ([str(fact[key] or "").casefold() for key in ("reporter", "partner")] for fact in (gold, found))
    mutual = "turnover" in (gold["kind"], gold.get("of"))
    if pair != other and not (mutual and pair == other[::-1]):
        return False
    return gold["period"] is None or found["period"] == gold["period"]


_MATCHERS: dict[str, Callable[[Fact, Fact], bool]] = {"value": _value, "fact": _fact, "full": _full, "stops": overlaps}


def hits(gold: list[Fact], found: list[Fact], same: Callable[[Fact, Fact], bool]) -> int:
    """Return how many labelled facts have a found fact of their own, first come first served."""
    free = list(found)
    count = 0
    for fact in gold:
        hit = next((other for other in free if same(fact, other)), None)
        if hit is not None:
            free.remove(hit)
            count += 1
    return count


def f1(right: int, gold: int, found: int) -> float:
    """Return the harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
    return 2 * right / (gold + found) if gold + found else 1.0


def read_reports(folder: Path = REPORTS) -> Iterator[tuple[Fact, list[Fact]]]:
    """Yield each labelled report with the facts read from it."""
    from data.extraction import read

    for report in json.loads((folder / "gold.json").read_text("utf-8")):
        text = (folder / "texts" / report["file"]).read_bytes().decode("utf-8")
        published = date.fromisoformat(report["published"]) if report["published"] else None
        yield report, read(text, published).as_json()


def count_matches(read: list[tuple[Fact, list[Fact]]]) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Return hits, labelled and found facts by group (language and script, or all) and level."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for report, facts in read:
        for level in LEVELS:
            stops = level == "stops"
            gold = [fact for fact in report["facts"] if (fact["kind"] == "visit_stop") == stops]
            found = [fact for fact in facts if (fact["kind"] == "visit_stop") == stops]
            if not stops:
                found = [fact for fact in found if not _repeated(gold, fact)]
            for group in (f"{report['lang']}-{report['script']}", "all"):
                sums = (hits(gold, found, _MATCHERS[level]), len(gold), len(found))
                counts[group, level] = [old + new for old, new in zip(counts[group, level], sums, strict=True)]
    return {key: (row[0], row[1], row[2]) for key, row in counts.items()}


def _repeated(gold: list[Fact], found: Fact) -> bool:
    if any(overlaps(fact, found) for fact in gold):
        return False
    return any(_amount(fact, found) and fact["kind"] == found["kind"] for fact in gold)


def count_ordered_pairs(read: list[tuple[Fact, list[Fact]]]) -> tuple[int, int]:
    """Return how many pairs of matched stops are in the right order, and how many there are."""
    right = pairs = 0
    for report, facts in read:
        found = [fact for fact in facts if fact["kind"] == "visit_stop"]
        matched = []
        for stop in (fact for fact in report["facts"] if fact["kind"] == "visit_stop"):
            hit = next((other for other in found if overlaps(stop, other)), None)
            if hit is not None:
                matched.append((stop["order"], hit["order"]))
        for first, second in combinations(matched, 2):
            pairs += 1
            right += (first[0] < second[0]) == (first[1] < second[1])
    return right, pairs


def render_table(read: list[tuple[Fact, list[Fact]]]) -> str:
    """Return the scores as a table in Markdown."""
    counts = count_matches(read)
    reports: dict[str, int] = defaultdict(int)
    for report, _ in read:
        for group in (f"{report['lang']}-{report['script']}", "all"):
            reports[group] += 1
    rows = ["| language, script | reports | facts | value | fact | full | stops | n |", "| --- |" + " ---: |" * 7]
    for group, name in NAMES.items():
        cells = [f"{100 * f1(*counts[group, level]):.1f}" if counts[group, level][1] else "–" for level in LEVELS]
        stops = counts[group, "stops"][1]
        cells[3:] = [cells[3], str(stops)]
        rows.append(f"| {name} | {reports[group]} | {counts[group, 'value'][1]} | {' | '.join(cells)} |")
    return "\n".join(rows)


def main() -> int:
    """Print the table and the order of stops."""
    parser = argparse.ArgumentParser(description="Score the reader on the labelled reports.")
    parser.add_argument("--reports", type=Path, default=REPORTS, help="folder with texts/ and gold.json")
    parser.add_argument("--docs", action="store_true", help="write the table into docs/article-reader.md too")
    options = parser.parse_args()
    read = list(read_reports(options.reports))
    right, pairs = count_ordered_pairs(read)
    if options.docs:
        from tests.bench.table import put

        put(render_table(read), Path(__file__).parents[3] / "docs" / "article-reader.md", MARKS)
    sys.stdout.write(
        f"{render_table(read)}\n\nF1 in per cent. Pairs of stops in the right order: {right} of {pairs}.\n"
    )
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[3]))
    sys.exit(main())
