"""region-scale: a region's trade beside that of its country and of other regions, each in its own period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from components.charts import ranked
from components.charts.saying import amount, bounds, formula, large, period
from components.charts.story import Story
from components.charts.telling import Sources, by_whom, notes, sources_line
from components.theme import Look
from components.words import Words
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
    facts: dict[str, Fact]
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
            "scale.alt.row", name=name(fact, words), period=_when(fact, shown, words), amount=amount(large(fact), words)
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


def name(fact: Fact, words: Words) -> str:
    """The area, in the boundaries that the figure is for."""
    area = fact.reporter or ""
    return words.label("areas", area, "short") or words.name("areas", area)


def _when(fact: Fact, shown: Shown, words: Words) -> str:
    return period(fact, shown.sources[fact.source], words)


def figure(shown: Shown, story: Story, words: Words, look: Look) -> go.Figure:
    """Bars from one zero line: first those of the region's own year, then others in theirs; no line joins any."""
    year = _when(shown.own, shown, words)
    groups = [
        ranked.Group(
            words("scale.group.same", period=year),
            [_row(fact, shown, words) for fact in (shown.country, *shown.same_year, shown.own)],
        ),
        ranked.Group(words("scale.group.others"), [_row(fact, shown, words, dated=True) for fact in shown.others]),
    ]
    groups = [group for group in groups if group.rows]
    return ranked.figure(
        groups, story, look.palette.turnover, [words(f"scale.key.{style}") for style in ("solid", "outlined")], look
    )


def _row(fact: Fact, shown: Shown, words: Words, *, dated: bool = False) -> ranked.Row:
    figure_of = large(fact)
    whole = len(fact.period or "") == _YEAR and fact.basis == "stated"
    detail = [_when(fact, shown, words)] if dated else []
    if fact.basis == "derived":
        detail.append(words("scale.computed"))
    if fact.id == shown.own.id:
        detail.append(words("scale.share", share=amount(shown.share, words), bounds=bounds(shown.share, words)))
    return ranked.Row(
        id=fact.id,
        name=name(fact, words),
        detail=words("join").join(detail),
        value=fact.value,
        low=fact.low,
        high=fact.high,
        text=amount(figure_of, words),
        bounds=bounds(figure_of, words),
        style="solid" if whole else "outlined",
        hover="<br>".join((f"<b>{name(fact, words)}</b>", *lines(fact, shown, words))),
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
