"""An article as a view: its claims as facts, so that the charts of the site can be drawn from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from typing import Any, ClassVar, NamedTuple, TypeVar

from components.article.article_input import SubmittedArticle
from components.charts.fact_text import ARTICLE_KIND
from components.i18n import Messages
from components.i18n.number_format import CURRENCIES
from components.view import Row, View
from data import Fact
from data.analysis.derived_figures import derive_facts
from data.analysis.trade_accounts import METRICS, Account
from data.extraction import Claim, Reading
from data.extraction.lexicon import load_product_names, places_by_name
from data.extraction.producers import singular
from data.model.metric import metric_id

# Facts of the tables count machines in "units"; an article may count anything.
_UNITS = {"units": "pieces"}
SOURCE_ID = "article"
# How the extraction names a plant that has no name of its own: "battery plant, Chirchik".
_PLANT = re.compile("(.+) plant, (.+)")
_Result = TypeVar("_Result")


class OutputPair(NamedTuple):
    """Two comparable outputs of one producer and product: that of an earlier closed period, and a later one."""

    before: Fact
    now: Fact


@dataclass(frozen=True, eq=False)
class ArticleView(View):
    """One article with the facts extracted from it.

    trade_groups and output_pairs: the facts that charts can be drawn from. trade and output: those of `chosen`.
    """

    base: View
    article: SubmittedArticle
    reading: Reading
    chosen: tuple[Fact, ...] = ()
    files: ClassVar[str] = "article"

    @cached_property
    def words(self) -> Messages:
        """The page's words, with names in the page's language for the areas and products of the article."""
        words = self.base.words
        names = {name for claim in self.reading.claims for name in (claim.reporter, claim.partner) if name}
        areas = {("areas", name, "name"): place_name(name, words) for name in names}
        products = {claim.product for claim in self.reading.claims if claim.product}
        labels = {("products", name, "name"): product_name(name, words.language) for name in products}
        return words.with_labels({**areas, **labels, ("areas", "", "name"): words("claim.not_said")})

    @cached_property
    def sources(self) -> Mapping[str, Row]:
        """The article as the only source."""
        article, words = self.article, self.base.words
        return {
            SOURCE_ID: {
                "id": SOURCE_ID,
                "kind": ARTICLE_KIND,
                "publisher": article.title,
                "language": self.reading.language,
                "script": self.reading.script,
                "url": article.content.url or "",
                "published": article.published.isoformat() if article.published else None,
                "dated": None,
                "caveat": words("read.caveat_example" if article.is_example else "read.caveat"),
            }
        }

    @cached_property
    def claims(self) -> tuple[Fact, ...]:
        """All claims as facts, in the order of the text."""
        return tuple(_fact(claim, number) for number, claim in enumerate(self.reading.claims))

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """The facts chosen for a chart and those derived from them, by id."""
        facts = list(self.chosen)
        if facts and facts[0].metric == "output":
            before, now = facts
            facts = [before, replace(now, baseline=before.id)]
        # Facts are derived from facts of one period basis; within a chart they differ in how the period is worded.
        same_basis = (
            [replace(fact, period_basis=facts[0].period_basis) for fact in facts] if _is_trade(facts) else facts
        )
        # Derived trade is in dollars, as in the tables; the article may use another currency.
        derived = [
            replace(fact, unit=facts[0].unit) if fact.operation in ("sum", "difference") else fact
            for fact in derive_facts(same_basis, self.data.rows("metrics"))
        ]
        return {fact.id: fact for fact in (*facts, *derived)}

    @cached_property
    def trade(self) -> Mapping[str, Fact]:
        """The chosen trade by metric; a balance that the article states takes precedence over the derived one."""
        return {fact.metric: fact for fact in reversed(list(self.facts.values())) if fact.metric in METRICS}

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """The chosen trade as the only account."""
        facts = self.trade
        first = next(iter(facts.values()))
        return (Account(first.reporter or "", first.partner or "", first.parsed_period, SOURCE_ID, facts),)

    @cached_property
    def output(self) -> Mapping[str, Fact]:
        """The chosen output: `before`, `now`, `output-multiple` and `output-change`."""
        found = {fact.metric: fact for fact in self.facts.values() if fact.basis == "derived"}
        return {**found, "before": self.chosen[0], "now": self.chosen[1]}

    @cached_property
    def trade_groups(self) -> tuple[tuple[Fact, ...], ...]:
        """Facts on trade grouped by reporter, partner, period, modality and currency; the largest group first."""
        groups: dict[tuple[str | None, ...], dict[str, Fact]] = {}
        for fact in self.claims:
            if fact.metric in METRICS and not fact.product and fact.unit in CURRENCIES:
                when = fact.period or fact.period_text  # an open period is the same only in the same words
                key = (fact.reporter, fact.partner, when, fact.modality, fact.unit)
                groups.setdefault(key, {}).setdefault(fact.metric, fact)
        found = [tuple(group.values()) for group in groups.values()]
        return tuple(sorted(found, key=lambda facts: (-len(facts), facts[0].modality != "actual")))

    @cached_property
    def output_pairs(self) -> tuple[OutputPair, ...]:
        """Comparable outputs of one producer, product and unit, in periods of the same months; actual ones first."""
        groups: dict[tuple[str | None, ...], dict[tuple[str | None, str], Fact]] = {}
        for fact in self.claims:
            if fact.metric == "output" and fact.reporter and (fact.period or fact.period_basis == "rate"):
                same = groups.setdefault((fact.reporter, fact.product, fact.unit, _months(fact.period)), {})
                same.setdefault((fact.period, fact.modality), fact)
        pairs = []
        for same in groups.values():
            facts = sorted(same.values(), key=lambda fact: (fact.period or "9", fact.modality != "actual"))
            pairs += [OutputPair(*pair) for pair in pairwise(facts) if _are_comparable(*pair)]
        return tuple(sorted(pairs, key=lambda pair: pair.now.modality != "actual"))

    def with_chosen(self, facts: tuple[Fact, ...]) -> ArticleView:
        """Return the view with `facts` chosen for a chart; the same object for the same facts."""
        return self.cached(_choose, facts)

    def cached(self, make: Callable[..., _Result], *args: Hashable) -> _Result:
        """Return `make(view, *args)`, computed once.

        The result must not refer to this view: the view would then outlive its page.
        """
        if (make, args) not in self._cache:
            self._cache[make, args] = make(self, *args)
        result: _Result = self._cache[make, args]
        return result

    @cached_property
    def _cache(self) -> dict[tuple[Callable[..., object], tuple[Hashable, ...]], Any]:
        return {}


def _choose(view: ArticleView, facts: tuple[Fact, ...]) -> ArticleView:
    return replace(view, chosen=facts)


def place_name(name: str, words: Messages) -> str:
    """Return an extracted area in the page's language, as far as the lexicon has it. Several are joined by +."""
    return " + ".join(_single_place_name(part, words) for part in name.split("+"))


def _single_place_name(name: str, words: Messages) -> str:
    language = words.language
    if language == "en":
        return name
    if (plant := _PLANT.fullmatch(name)) and plant[1] in _products_by_plant():
        towns = [full for full in (plant[2], f"{plant[2]} city", f"{plant[2]} region") if full in places_by_name()]
        place, product = (
            _single_place_name((*towns, plant[2])[0], words),
            product_name(_products_by_plant()[plant[1]], language),
        )
        return words("article.plant", place=place, product=product)
    return places_by_name()[name][language].split("|")[0].rstrip("*") if name in places_by_name() else name


@cache
def _products_by_plant() -> Mapping[str, str]:
    """Return products by the word that plants are named after: battery → batteries."""
    return {singular(name): name for name in load_product_names()}


def product_name(name: str, language: str) -> str:
    """Return an extracted product in `language`, as far as the lexicon has it."""
    return load_product_names()[name][language] if language != "en" and name in load_product_names() else name


def _fact(claim: Claim, number: int) -> Fact:
    return Fact(
        id=f"fact-{number}",
        metric=metric_id(claim.kind),
        value=claim.value,
        unit=_UNITS.get(claim.unit, claim.unit),
        low=claim.low,
        high=claim.high,
        source=SOURCE_ID,
        relation=claim.relation,
        rounding=claim.rounding,
        modality=claim.modality,
        reporter=claim.reporter,
        partner=claim.partner,
        product=claim.product,
        period=claim.period,
        period_basis=claim.period_basis,
        period_text=claim.period_text,
        period_text_start=claim.period_start,
        period_text_end=claim.period_stop,
        phrase_start=claim.start,
        phrase_end=claim.stop,
        phrase=claim.phrase,
    )


def _is_trade(facts: list[Fact]) -> bool:
    return bool(facts) and facts[0].metric in METRICS


def _are_comparable(before: Fact, now: Fact) -> bool:
    """Whether `before` is an actual output above zero of a closed period other than that of `now`."""
    is_closed = before.modality == "actual" and before.period is not None and before.low > 0
    return is_closed and before.period != now.period


def _months(period: str | None) -> str:
    """Return the months of a period within one year, which comparable periods share; empty for a year or a rate."""
    ends = (period or "").split("/")
    years = {end[:4] for end in ends}
    return "/".join(end[4:] for end in ends) if len(years) == 1 else str(period)
