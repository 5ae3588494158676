"""Whose trade a report is about: its main reporter and partner."""

from __future__ import annotations

from itertools import pairwise

from data.extraction.context import WORLD, Context
from data.extraction.lexicon import place_index
from data.extraction.place_mentions import Mention
from data.extraction.sentence import Line


def settle(lines: list[tuple[Line, list[Mention]]], context: Context) -> None:
    """The report's main reporter and partner: from its first sentences on trade, else from the first places named."""
    first = _first_named(lines, None)
    reporter: Mention | None = None
    worldwide = False
    topical = [entry for entry in lines if not entry[0].kinds.isdisjoint(_TOPICS)]
    body = [entry for entry in topical if not entry[0].titled]
    for line, places in body[:1] + [entry for entry in topical if entry[0].titled] + body[1:12]:
        tags = line.kinds
        pair = pair_of(line, places)
        partner = pair[1] if pair else next((place for place in places if place.role in _OTHER), None)
        owner = pair[0] if pair else _owner(places, partner)
        native = partner is not None and first is not None and partner.country == first.country
        arriving = partner is not None and native and partner.role == "to" and bool(tags & {"import", "buy"})
        leaving = partner is not None and native and partner.role == "from" and bool(tags & {"export", "sell"})
        if pair is None and owner is None and (arriving or leaving):
            owner, partner = partner, None  # "imported into Uzbekistan": the place is whose trade it is
        if owner is not None and pair is None and not _fits(line, owner, first):
            owner = None
        context.pair = context.pair or ((pair[0].name, pair[1].name) if pair else None)
        if reporter is None and owner is not None and owner.name != context.partner:
            reporter = owner
        other = partner is not None and (reporter is None or partner.name != reporter.name)
        if context.partner is None and partner is not None and other and (not worldwide or pair):
            context.partner = partner.name
        worldwide = worldwide or bool(tags & {"world", "abroad"})
        if reporter is not None and (context.partner or worldwide):
            break
        if place_index and context.partner is None and line.titled is False and line is (body[0][0] if body else None):
            flows = tags & {"export", "import", "sell", "buy", "move"}
            worldwide = worldwide or (bool(flows) and "both" not in tags and not tags & {"turnover"})
    if context.partner is None and worldwide:
        context.partner = WORLD
    if reporter is None or reporter.name == context.partner:
        reporter = _first_named(lines, context.partner)
        home = _HOMES.get(lines[0][0].language) if lines else None
        nation = any(mark.tag == "nation" for line, _ in lines[:5] for mark in line.marks)
        if home and (nation or reporter is None or reporter.country != home):
            ours = [
                place for _, places in lines[:8] for place in places if place.country == home and place.kind == "region"
            ]
            own = ours[0] if ours and not nation else None
            context.reporter, context.reporter_kind, context.country = (
                (own.name, own.kind, home) if own else (home, "country", home)
            )
            _other_side(lines, context)
            return
    if reporter is not None:
        place = place_index()[reporter.name]
        if reporter.kind == "city":
            place = place_index().get(place["within"], place)
        context.reporter, context.reporter_kind, context.country = place["name"], place["kind"], reporter.country
    _other_side(lines, context)


def _other_side(lines: list[tuple[Line, list[Mention]]], context: Context) -> None:
    """Where no sentence on trade names the partner: the foreign country that the report names most."""
    if context.partner is not None and context.partner != context.reporter:
        return
    counts: dict[str, int] = {}
    for _, places in lines:
        for place in places:
            if place.country and place.country != context.country:
                counts[place.country] = counts.get(place.country, 0) + 1
    context.partner = max(counts, key=lambda name: counts[name]) if counts else None


def _fits(line: Line, owner: Mention, first: Mention | None) -> bool:
    """Whether a place can be the reporter: one of the country first named or of the language's own, or an owner."""
    if first is not None and owner.country != first.country and not (owner.role == "of" and _owns(line, owner)):
        return False
    home = _HOMES.get(line.language, owner.country)
    return owner.country == home or owner.role == "of" or _owns(line, owner)


def _owns(line: Line, place: Mention) -> bool:
    """Whether a place in the genitive stands at a word for trade: "Kazakhstan's exports", "экспорт Казахстана"."""
    near = (*range(place.last, place.last + 4), *range(place.first - 3, place.first))
    return any(
        line.has(at, tag) for at in near for tag in ("turnover", "export", "import", "balance", "surplus", "deficit")
    )


def _first_named(lines: list[tuple[Line, list[Mention]]], other: str | None) -> Mention | None:
    """The first place that the report names, cities where there is nothing greater."""
    named = [place for _, places in lines for place in places if place.name != other and place.kind != "bloc"]
    return named[0] if named else None


# Whose trade a report tells of when it names only others: "the republic", "abroad".
_HOMES = {"kk": "Kazakhstan", "uz": "Uzbekistan"}


_TOPICS = {"turnover", "export", "import", "balance", "surplus", "deficit", "sell", "buy"}


_OTHER = ("with", "to", "from")


def pair_of(line: Line, places: list[Mention]) -> tuple[Mention, Mention] | None:
    """Two places that trade with one another: between A and B, A and B, A–B."""
    for first, second in pairwise(places):
        if first.name == second.name or first.kind == "city" or second.kind == "city":
            continue
        if first.role == "between" or (first.role == "and" and second.role in ("and", "of", "", "between")):
            return first, second
        if (
            first.role in ("", "of", "with")
            and second.role in ("", "of", first.role)
            and _linked_pair(line, first, second)
            and not _in_longer_list(line, first, second, places)
        ):
            return first, second
        if (
            first.role in ("of", "")
            and second.role == "with"
            and second.first - first.last <= 1
            and line.language != "kk"
        ):
            return first, second
    return None


def _in_longer_list(line: Line, first: Mention, second: Mention, places: list[Mention]) -> bool:
    """Whether two places are part of a list of three or more, and so no pair."""
    before = [place for place in places if place.last <= first.first and first.first - place.last <= 1]
    after = [place for place in places if place.first >= second.last and place.first - second.last <= 1]
    return bool(before or after)


def _linked_pair(line: Line, first: Mention, second: Mention) -> bool:
    between = line.words[first.last : second.first]
    return len(between) == 1 and between[0] in ("и", "and", "va", "мен", "пен", "бен", "жане", "–", "-", "hamda")


def _owner(places: list[Mention], partner: Mention | None) -> Mention | None:
    for wanted in (("of",), ("",), ("in",), ("by",), ("between", "and")):
        for place in places:
            if (
                place.role in wanted
                and place.kind not in ("bloc", "city")
                and (partner is None or place.name != partner.name)
            ):
                return place
    return None
