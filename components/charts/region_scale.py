"""region-scale: a region's trade beside that of its country and of other regions, each in its own period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from components.charts import horizontal_bars
from components.charts.chart_text import Story
from components.charts.fact_table import area_name, detail, facts_csv, file_of, record_columns, record_row
from components.charts.fact_text import amount, bounds, formula, large, period
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_text import Sources, by_whom, notes, sources_line
from components.i18n import Words
from components.theme.tokens import Look
from components.view import PARTNER, REPORTER, View
from data import Fact

NAME = "region-scale"
_YEAR = len("2017")


class Shown(NamedTuple):
    """The region's figure, its share in the country's, the country's; others of the same year, and of other times."""

    own: Fact
    share: Fact
    country: Fact
    same_year: Sequence[Fact]
    others: Sequence[Fact]
    facts: Mapping[str, Fact]
    sources: Sources


def story(shown: Shown, words: Words) -> Story:
    """Words for the share and for what does not compare."""
    own, source = shown.own, shown.sources[shown.own.source]
    parts = {
        "region": words.name("areas", own.reporter or ""),
        "amount": amount(own, words),
        "period": period(own, source, words),
        "share": amount(shown.share, words),
        "bounds": bounds(shown.share, words),
    }
    territories = [words.label("areas", fact.reporter or "", "short") for fact in (own, *shown.others)]
    caveats = [words("scale.caveat")]
    if sum(bool(name) for name in territories) > 1:
        caveats.insert(0, words("scale.territories"))
    month = source["dated"] and not source["published"]
    if own.period_basis == "dated" and month:
        when = words.numbers.date(str(source["dated"]))
        caveats.insert(0, words("trade.caveat", phrase=own.period_text, month=when))
    every = [shown.country, own, *shown.same_year, *shown.others]
    told = [
        words(
            "scale.alt.row",
            name=area_name(fact, words),
            period=_when(fact, shown, words),
            amount=amount(large(fact), words),
        )
        for fact in every
    ]
    return Story(
        title=words("scale.title", **parts),
        subtitle=words("scale.subtitle"),
        caveat=" ".join(caveats),
        alt=words("scale.alt", rows=words("join").join(told), **parts),
        source=sources_line(every, shown.sources, words),
        address="",
    )


def _when(fact: Fact, shown: Shown, words: Words) -> str:
    return period(fact, shown.sources[fact.source], words)


def figure(shown: Shown, story: Story, words: Words, look: Look) -> go.Figure:
    """Bars from one zero line: first those of the region's own year, then others in theirs; no line joins any."""
    year = _when(shown.own, shown, words)
    groups = [
        horizontal_bars.Group(
            words("scale.group.same", period=year),
            [_row(fact, shown, words) for fact in (shown.country, *shown.same_year, shown.own)],
        ),
        horizontal_bars.Group(
            words("scale.group.others"), [_row(fact, shown, words, dated=True) for fact in shown.others]
        ),
    ]
    groups = [group for group in groups if group.rows]
    return horizontal_bars.figure(
        groups, story, look.palette.turnover, [words(f"scale.key.{style}") for style in ("solid", "outlined")], look
    )


def _row(fact: Fact, shown: Shown, words: Words, *, dated: bool = False) -> horizontal_bars.Row:
    figure_of = large(fact)
    whole = len(fact.period or "") == _YEAR and fact.basis == "stated"
    detail = [_when(fact, shown, words)] if dated else []
    if fact.basis == "derived":
        detail.append(words("scale.computed"))
    if fact.id == shown.own.id:
        detail.append(words("scale.share", share=amount(shown.share, words), bounds=bounds(shown.share, words)))
    return horizontal_bars.Row(
        id=fact.id,
        name=area_name(fact, words),
        detail=words("join").join(detail),
        value=fact.value,
        low=fact.low,
        high=fact.high,
        text=amount(figure_of, words),
        bounds=bounds(figure_of, words),
        style="solid" if whole else "outlined",
        hover="<br>".join((f"<b>{area_name(fact, words)}</b>", *lines(fact, shown, words))),
        strong=fact.id == shown.own.id,
    )


def lines(fact: Fact, shown: Shown, words: Words) -> list[str]:
    """What is told of one figure: amount, bounds, period, who says it, notes."""
    figure_of = large(fact)
    found = [
        amount(figure_of, words),
        words("hover.bounds", bounds=bounds(figure_of, words)),
        words("hover.period", period=_when(fact, shown, words)),
        by_whom(fact, shown.sources, words),
        words("hover.phrase", phrase=fact.phrase) if fact.phrase else "",
        words("hover.derived", formula=formula(fact, shown.facts, words)) if fact.basis == "derived" else "",
        words(f"confidence.{fact.confidence}") if fact.confidence in ("medium", "low") else "",
        *notes(fact, shown.facts, words),
    ]
    return [line for line in found if line]


def in_scale(view: View) -> Shown | None:
    """The region's turnover beside its country's and other regions'; None where no share can be formed."""
    own = view.trade["turnover"]
    share = next(
        (fact for fact in view.facts.values() if fact.metric == "national-share" and own.id in fact.inputs), None
    )
    if share is None:
        return None
    country = view.facts[share.inputs[1]]
    regions = [fact for fact in _regions(view) if fact.id != own.id]
    same = [fact for fact in regions if fact.period == own.period and fact.basis == "stated"]
    others = sorted(
        (fact for fact in regions if fact not in same), key=lambda fact: (fact.reporter or "", fact.period or "")
    )
    same.sort(key=lambda fact: -fact.value)
    return Shown(own, share, country, same, others, view.facts, view.sources)


def _regions(view: View) -> Iterator[Fact]:
    """Turnovers of the country's regions with the partner that people transcribed, and those that follow from them."""
    within = {row["id"]: row["within"] for _, row in view.data.rows("areas")}
    for fact in view.facts.values():
        is_region = within.get(fact.reporter or "") == within[REPORTER] and fact.partner == PARTNER
        if is_region and fact.metric in ("turnover", "turnover-before") and fact.confidence and not fact.repeats:
            yield fact


def build(view: View, selection: Selection) -> Chart | None:
    """Return the chart of the region that the site is about; None if no share can be formed."""
    shown = in_scale(view)
    if shown is None:
        return None
    words = view.words
    texts = story(shown, words)
    facts = [shown.country, *shown.same_year, shown.own, shown.share, *shown.others]
    return Chart(
        name=NAME,
        story=texts,
        draw=lambda look: figure(shown, texts, words, look),
        columns=record_columns(words),
        rows=[record_row(fact, view) for fact in facts],
        csv=facts_csv(facts, view),
        file=file_of(view, NAME),
        details={fact.id: detail([area_name(fact, words), *lines(fact, shown, words)], fact, view) for fact in facts},
    )


SPEC = ChartSpec(NAME, "record", build)
