"""An article seen as the tables are seen: its claims as facts, so that the cards of the site can draw them."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from typing import Any, ClassVar, NamedTuple, TypeVar

from components.article.article_input import Given
from components.charts.fact_text import ARTICLE
from components.charts.trade_balance import METRICS
from components.i18n import Words
from components.i18n.number_format import MONEY
from components.view import Row, View
from data import Fact
from data.analysis.derived_figures import derive
from data.extraction import Claim, Reading
from data.extraction.lexicon import place_index, product_names
from data.extraction.producers import one

METRIC_OF = {"export": "exports", "import": "imports"}
_UNITS = {"units": "pieces"}  # a table's units are machines; an article's may be anything
SOURCE = "article"
# What the reader calls a plant that has no name of its own.
_PLANT = re.compile("(.+) plant, (.+)")
_Made = TypeVar("_Made")


class Pair(NamedTuple):
    """Two outputs of one maker and one product that compare: an earlier closed period, and what came after."""

    before: Fact
    now: Fact


@dataclass(frozen=True, eq=False)
class ArticleView(View):
    """One article as it was read.

    `trades` and `outputs` are what charts can be drawn of; `trade` and `output` are those chosen by `of`.
    """

    base: View
    given: Given
    reading: Reading
    chosen: tuple[Fact, ...] = ()
    files: ClassVar[str] = "article"

    @cached_property
    def words(self) -> Words:
        """Words of the page, with the names of the article's areas as the page's language has them."""
        words = self.base.words
        names = {name for claim in self.reading.claims for name in (claim.reporter, claim.partner) if name}
        areas = {("areas", name, "name"): place_name(name, words) for name in names}
        made = {claim.product for claim in self.reading.claims if claim.product}
        products = {("products", name, "name"): product_name(name, words.language) for name in made}
        return words.also({**areas, **products, ("areas", "", "name"): words("claim.not_said")})

    @cached_property
    def sources(self) -> Mapping[str, Row]:
        """The article as the only source."""
        given, words = self.given, self.base.words
        return {
            SOURCE: {
                "id": SOURCE,
                "kind": ARTICLE,
                "publisher": given.title,
                "language": self.reading.language,
                "script": self.reading.script,
                "url": given.article.url or "",
                "published": given.published.isoformat() if given.published else None,
                "dated": None,
                "caveat": words("read.caveat_example" if given.example else "read.caveat"),
            }
        }

    @cached_property
    def claims(self) -> tuple[Fact, ...]:
        """Every claim as a fact, in the order of the text."""
        return tuple(_fact(claim, number) for number, claim in enumerate(self.reading.claims))

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """The facts chosen for a chart by id, with what follows from them."""
        facts = list(self.chosen)
        if facts and facts[0].metric == "output":
            before, now = facts
            facts = [before, replace(now, baseline=before.id)]
        # Within one chart the facts differ only in how their period was worded.
        alike = [replace(fact, period_basis=facts[0].period_basis) for fact in facts] if _is_trade(facts) else facts
        # A table's metrics are in dollars; the article's may be in any money.
        derived = [
            replace(fact, unit=facts[0].unit) if fact.operation in ("sum", "difference") else fact
            for fact in derive(alike, self.data.rows("metrics"))
        ]
        return {fact.id: fact for fact in (*facts, *derived)}

    @cached_property
    def trade(self) -> Mapping[str, Fact]:
        """The chosen trade by metric; a balance that the article states comes before the one computed."""
        return {fact.metric: fact for fact in reversed(list(self.facts.values())) if fact.metric in METRICS}

    @property
    def selection(self) -> Mapping[str, tuple[str, ...]]:
        """What trade-balance is to show of the chosen trade: the metrics that the article gives."""
        return {"metric": tuple(metric for metric in METRICS if metric in self.trade)}

    @cached_property
    def output(self) -> Mapping[str, Fact]:
        """The chosen output: `before`, `now`, `output-multiple` and `output-change`."""
        found = {fact.metric: fact for fact in self.facts.values() if fact.basis == "derived"}
        return {**found, "before": self.chosen[0], "now": self.chosen[1]}

    @cached_property
    def trades(self) -> tuple[tuple[Fact, ...], ...]:
        """Trade of one reporter with one partner in one period, in one money; those with most figures first."""
        groups: dict[tuple[str | None, ...], dict[str, Fact]] = {}
        for fact in self.claims:
            if fact.metric in METRICS and not fact.product and fact.unit in MONEY:
                when = fact.period or fact.period_text  # an open period is the same only in the same words
                key = (fact.reporter, fact.partner, when, fact.modality, fact.unit)
                groups.setdefault(key, {}).setdefault(fact.metric, fact)
        found = [tuple(group.values()) for group in groups.values()]
        return tuple(sorted(found, key=lambda facts: (-len(facts), facts[0].modality != "actual")))

    @cached_property
    def outputs(self) -> tuple[Pair, ...]:
        """Outputs that compare: of one maker, product and unit, in like periods; those that happened first."""
        groups: dict[tuple[str | None, ...], dict[tuple[str | None, str], Fact]] = {}
        for fact in self.claims:
            if fact.metric == "output" and fact.reporter and (fact.period or fact.period_basis == "rate"):
                same = groups.setdefault((fact.reporter, fact.product, fact.unit, _season(fact.period)), {})
                same.setdefault((fact.period, fact.modality), fact)
        pairs = []
        for same in groups.values():
            facts = sorted(same.values(), key=lambda fact: (fact.period or "9", fact.modality != "actual"))
            pairs += [Pair(*pair) for pair in pairwise(facts) if _compare(*pair)]
        return tuple(sorted(pairs, key=lambda pair: pair.now.modality != "actual"))

    def of(self, facts: tuple[Fact, ...]) -> ArticleView:
        """The article with `facts` chosen for a chart; the same view each time."""
        return self.once(_choose, facts)

    def once(self, make: Callable[..., _Made], *args: Hashable) -> _Made:
        """Return `make(view, …)`, made once. Nothing of it may lead back to this view, which would outlive its page."""
        if (make, args) not in self._made:
            self._made[make, args] = make(self, *args)
        made: _Made = self._made[make, args]
        return made

    @cached_property
    def _made(self) -> dict[tuple[Callable[..., object], tuple[Hashable, ...]], Any]:
        return {}


def _choose(view: ArticleView, facts: tuple[Fact, ...]) -> ArticleView:
    return replace(view, chosen=facts)


def place_name(name: str, words: Words) -> str:
    """What the reader calls an area, in the page's language where it is known there; several are joined by +."""
    return " + ".join(_place(part, words) for part in name.split("+"))


def _place(name: str, words: Words) -> str:
    language = words.language
    if language == "en":
        return name
    if (plant := _PLANT.fullmatch(name)) and plant[1] in _plants():
        towns = [full for full in (plant[2], f"{plant[2]} city", f"{plant[2]} region") if full in place_index()]
        place, product = _place((*towns, plant[2])[0], words), product_name(_plants()[plant[1]], language)
        return words("article.plant", place=place, product=product)
    return place_index()[name][language].split("|")[0].rstrip("*") if name in place_index() else name


@cache
def _plants() -> Mapping[str, str]:
    """Products as plants are called after them: battery → batteries."""
    return {one(name): name for name in product_names()}


def product_name(name: str, language: str) -> str:
    """A product's English name in `language`, as far as it is known there."""
    return product_names()[name][language] if language != "en" and name in product_names() else name


def _fact(claim: Claim, number: int) -> Fact:
    return Fact(
        id=f"fact-{number}",
        metric=METRIC_OF.get(claim.kind, claim.kind),
        value=claim.value,
        unit=_UNITS.get(claim.unit, claim.unit),
        low=claim.low,
        high=claim.high,
        source=SOURCE,
        relation=claim.relation,
        rounding=claim.rounding,
        modality=claim.modality,
        reporter=claim.reporter,
        partner=claim.partner,
        product=claim.product,
        period=claim.period,
        period_basis=claim.period_basis,
        period_text=claim.period_text,
        period_start=claim.period_start,
        period_stop=claim.period_stop,
        start=claim.start,
        stop=claim.stop,
        phrase=claim.phrase,
    )


def _is_trade(facts: list[Fact]) -> bool:
    return bool(facts) and facts[0].metric in METRICS


def _compare(before: Fact, now: Fact) -> bool:
    """An actual closed period above nothing, against another one or a rate."""
    closed = before.modality == "actual" and before.period is not None and before.low > 0
    return closed and before.period != now.period


def _season(period: str | None) -> str:
    """What a period must share with another to compare: its months; nothing for a year or a yearly rate."""
    ends = (period or "").split("/")
    years = {end[:4] for end in ends}
    return "/".join(end[4:] for end in ends) if len(years) == 1 else str(period)
