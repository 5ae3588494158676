"""How fast articles are read: `python tests/bench/reading.py`.

Articles of 2,000 characters are made of the labelled reports: a report with facts, filled up with sentences of those
without. They are read in two processes, as `derive` reads a long feed. Printed are articles a second for three feeds:
every article a report, one in four, one in twenty; then how time and memory grow with the number of articles.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
_LENGTH = 2000
_CHUNK = 100
_PROCESSES = 2
_DAY = date(2024, 6, 1)


def texts(every: int) -> Iterator[str]:
    """Articles without end; one in `every` is a report with facts, the others hold none."""
    folder = ROOT / "tests" / "data" / "extraction" / "reports"
    told: dict[str, list[str]] = {}
    plain: dict[str, list[str]] = {}
    for report in json.loads((folder / "gold.json").read_text("utf-8")):
        text = (folder / "texts" / report["file"]).read_text("utf-8")
        (told if report["facts"] else plain).setdefault(f"{report['lang']}-{report['script']}", []).append(text)
    fillers = {group: "\n".join(plain.get(group, plain[next(iter(plain))])) for group in told}
    reports = [(group, text) for group, all_of in told.items() for text in all_of]
    for number in itertools.count():
        group, text = reports[number % len(reports)]
        body = f"{text}\n{fillers[group]}" if number % every == 0 else fillers[group]
        yield (
            (f"{number}\n" + body * (1 + _LENGTH // len(body)))[:_LENGTH]
            if number % every
            else body[:_LENGTH].ljust(_LENGTH, ".")
        )


def warm() -> None:
    """What a process does once: load the word tables, and keep them out of the collector's way."""
    from data.extraction import read

    for text in itertools.islice(texts(1), 70):
        read(text, _DAY)
    gc.freeze()


def work(chunk: list[str]) -> tuple[int, int]:
    """Read some articles; how many facts they hold, and the process's peak memory in MiB."""
    from data.extraction import read

    facts = sum(len(read(text, _DAY).claims) for text in chunk)
    return facts, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def run(pool: ProcessPoolExecutor, every: int, count: int) -> tuple[float, int, int]:
    """Seconds, facts and peak memory of a worker for `count` articles."""
    started = time.perf_counter()
    stream = itertools.islice(texts(every), count)
    facts = memory = 0
    pending = []
    while True:
        chunk = list(itertools.islice(stream, _CHUNK))
        if chunk:
            pending.append(pool.submit(work, chunk))
        if pending and (not chunk or len(pending) > 2 * _PROCESSES):
            found, peak = pending.pop(0).result()
            facts, memory = facts + found, max(memory, peak)
        if not chunk and not pending:
            return time.perf_counter() - started, facts, memory


def main() -> int:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description="Measure the reader.")
    parser.add_argument(
        "--most", type=int, default=20_000, help="articles of the longest run (100000 for the full one)"
    )
    options = parser.parse_args()
    say = sys.stdout.write
    with ProcessPoolExecutor(_PROCESSES, initializer=warm) as pool:
        run(pool, 1, 400)
        say(f"{os.cpu_count()} cores, {_PROCESSES} processes, articles of {_LENGTH} characters\n\n")
        say("| reports with facts | articles a second | facts an article |\n| --- | ---: | ---: |\n")
        for every, name in ((1, "all"), (4, "1 in 4"), (20, "1 in 20")):
            count = 2000 if every == 1 else 4000
            seconds, facts, _ = run(pool, every, count)
            say(f"| {name} | {count / seconds:.0f} | {facts / count:.1f} |\n")
        say("\n| articles | seconds | a second | memory of a process, MiB |\n| ---: | ---: | ---: | ---: |\n")
        count = options.most // 8
        while count <= options.most:
            seconds, _, memory = run(pool, 4, count)
            say(f"| {count} | {seconds:.1f} | {count / seconds:.0f} | {memory} |\n")
            count *= 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
