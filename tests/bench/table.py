"""What was measured, as Markdown: a table of all measures, and one of what was aimed at."""

from __future__ import annotations

import math
import os
import platform
import re
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from tests.bench.serving import DASH, DASHBOARD, EMPTY, FLOOR, PLAIN, TARGETS, Target

# Values of a measure by target and by the measure's name.
Measured = Mapping[str, Mapping[str, Sequence[float]]]
Statistic = Callable[[Sequence[float]], float]

UNKNOWN = "–"
MARKS = ("<!-- speed -->", "<!-- /speed -->")
_SETTLED, _ALL = 3, 10  # hundreds of visits after which memory is to grow no more, and all


def percentile(values: Sequence[float], percent: int) -> float:
    """The least of the values that so many per cent of them do not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)] if values else math.inf


def p95(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return percentile(values, 95)


def growth(megabytes: Sequence[float]) -> float:
    """How much was added once the first visits were over; not a number where there was no time for all."""
    return megabytes[-1] - megabytes[_SETTLED - 1] if len(megabytes) == _ALL else math.nan


@dataclass(frozen=True)
class Row:
    """A measure: its label, its name in what was measured, what is told of its values; `compared`: over the floor's."""

    label: str
    name: str
    of: Statistic = statistics.median
    digits: int = 0
    compared: bool = False


ROWS = (
    Row("first view, cold, ms", "cold first", compared=True),
    Row("first view, warm, ms", "warm first", compared=True),
    Row("first view, slow line, ms", "slow first", compared=True),
    Row("filter as soon as it is seen, median, ms", "early", compared=True),
    Row("filter as soon as it is seen, 95th percentile, ms", "early", p95, compared=True),
    Row("filter at rest, median, ms", "filter", compared=True),
    Row("filter at rest, 95th percentile, ms", "filter", p95, compared=True),
    Row("pointer to tooltip, median, ms", "tooltip", compared=True),
    Row("pointer to tooltip, 95th percentile, ms", "tooltip", p95, compared=True),
    Row("bytes until the first view, KB", "early kilobytes", compared=True),
    Row("bytes until rest, KB", "kilobytes", compared=True),
    Row("requests until rest", "requests"),
    Row("server’s work for a visit, ms", "visit work", statistics.fmean, 1),
    Row("server’s work for a click, ms", "click work", statistics.fmean, 1),
    Row("server’s work for a click of many readers, ms", "crowd work", digits=2),
    Row("readers with p95 < 500 ms", "readers"),
    Row("memory of the server, MB", "memory"),
    Row("memory of a session (of the dashboard’s /read), MB", "session", digits=2),
    Row("memory from the 300th to the 1,000th visit, MB", "visits", growth, 1),
    Row("start until ready, ms", "ready"),
    Row("start until the first view, ms", "started"),
    Row("layout shift with a late font, the most of its pages", "late shift", max, 3),
    Row("Lighthouse, phone: performance, the least of its pages", "performance", min),
    Row("Lighthouse, phone: total blocking time, ms, the most", "blocking", max),
    Row("Lighthouse, phone: layout shift, the most", "shift", max, 3),
    Row("Lighthouse, phone: largest contentful paint, ms, the most", "paint", max),
)


@dataclass(frozen=True)
class Goal:
    """What is aimed at: one measure of the dashboard's, as a share of another target's or as such, and its limit.

    `least`: the limit is to be reached, not kept.
    """

    label: str
    name: str
    limit: float
    beside: Target | None = None
    of: Statistic = statistics.median
    least: bool = False
    digits: int = 2

    def measured(self, found: Measured) -> float:
        """The figure; not a number where it is not known."""
        value = told(found, DASHBOARD, self.name, self.of)
        return ratio(value, told(found, self.beside, self.name, self.of)) if self.beside else value

    def line(self, found: Measured) -> str:
        """It as a row of the table."""
        value = self.measured(found)
        met = value >= self.limit if self.least else value <= self.limit
        said = UNKNOWN if math.isnan(value) else f"{value:,.{self.digits}f}{' ×' if self.beside else ''}"
        return f"| {self.label} | {said} | {UNKNOWN if math.isnan(value) else 'yes' if met else 'no'} |"


GOALS = (
    Goal("first view ≤ 0.6 × the floor’s, cold", "cold first", 0.6, FLOOR),
    Goal("first view ≤ the floor’s, warm", "warm first", 1, FLOOR),
    Goal("filter as soon as it is seen ≤ 0.4 × Dash’s, median", "early", 0.4, DASH),
    Goal("filter as soon as it is seen ≤ 0.5 × Dash’s, 95th percentile", "early", 0.5, DASH, p95),
    Goal("pointer to tooltip ≤ 250 ms, 95th percentile", "tooltip", 250, of=p95, digits=0),
    Goal("bytes until the first view ≤ 0.3 × the floor’s", "early kilobytes", 0.3, FLOOR),
    Goal("bytes until rest ≤ 1,136 KB", "kilobytes", 1136, digits=0),
    Goal("server’s work for a visit ≤ 10 ms", "visit work", 10, of=statistics.fmean, digits=1),
    Goal("server’s work for a click ≤ 1.5 ms", "click work", 1.5, of=statistics.fmean),
    Goal("readers ≥ 100 × plain Streamlit’s", "readers", 100, PLAIN, least=True, digits=0),
    Goal("start until the first view ≤ 0.6 × Dash’s", "started", 0.6, DASH),
    Goal("start until ready ≤ 1.2 × an empty Streamlit page’s", "ready", 1.2, EMPTY),
    Goal("growth from the 300th to the 1,000th visit ≤ 1 MB", "visits", 1, of=growth, digits=1),
    Goal("layout shift with a late font ≤ 0.02", "late shift", 0.02, of=max, digits=3),
    Goal("Lighthouse, phone: performance ≥ 95", "performance", 95, of=min, least=True, digits=0),
    Goal("Lighthouse, phone: total blocking time ≤ 150 ms", "blocking", 150, of=max, digits=0),
    Goal("Lighthouse, phone: layout shift ≤ 0.02", "shift", 0.02, of=max, digits=3),
)


def told(found: Measured, target: Target, name: str, of: Statistic = statistics.median) -> float:
    """One figure of a target; not a number where it was not measured."""
    values = found.get(target.name, {}).get(name, ())
    return of(values) if values else math.nan


def ratio(value: float, other: float) -> float:
    """The one over the other; not a number where the other is nothing."""
    return value / other if other else math.nan


def measures(found: Measured) -> str:
    """The table of all measures: a column a target, then the dashboard beside Dash and plain Streamlit."""
    head = [target.name for target in TARGETS]
    lines = [
        f"| measure | {' | '.join(head)} | ÷ Dash | ÷ plain |",
        f"| --- |{' ---: |' * (len(head) + 2)}",
    ]
    for row in ROWS:
        values = {target.name: told(found, target, row.name, row.of) for target in TARGETS}
        floor = values[FLOOR.name]
        cells = [_cell(value, row, floor) for value in values.values()]
        shares = [ratio(values[DASHBOARD.name], values[other.name]) for other in (DASH, PLAIN)]
        cells += [UNKNOWN if math.isnan(share) else f"{share:.2f}" for share in shares]
        lines.append(f"| {row.label} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(value: float, row: Row, floor: float) -> str:
    if math.isnan(value):
        return UNKNOWN
    number = f"{value:,.{row.digits}f}"
    return f"{number} ({ratio(value, floor):.1f} ×)" if row.compared and not math.isnan(floor) else number


def goals(found: Measured) -> str:
    """The table of what was aimed at."""
    return "\n".join(["| target | measured | met |", "| --- | ---: | --- |", *(goal.line(found) for goal in GOALS)])


def machine(chromium: str) -> str:
    """What it was measured on, without the machine's name."""
    processor = re.search(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(), re.M)
    versions = [f"{name.capitalize()} {version(name)}" for name in ("streamlit", "dash", "plotly") if find_spec(name)]
    return ", ".join(
        [
            f"{processor[1] if processor else platform.machine()}, {len(os.sched_getaffinity(0))} cores",
            platform.freedesktop_os_release()["PRETTY_NAME"],
            f"Chromium {chromium}",
            f"Python {platform.python_version()}",
            *versions,
        ]
    )


def report(found: Measured, chromium: str, notes: Sequence[str] = ()) -> str:
    """All of it, as it stands in docs/performance.md; `notes` are sentences on what was measured."""
    return "\n\n".join([f"{machine(chromium)}.", measures(found), *notes, goals(found)])


def put(text: str, document: Path, marks: tuple[str, str] = MARKS) -> None:
    """Write it into the document, between its marks."""
    start, end = marks
    before, _, rest = document.read_text("utf-8").partition(start)
    _, _, after = rest.partition(end)
    document.write_text(f"{before}{start}\n{text}\n{end}{after}", "utf-8")
