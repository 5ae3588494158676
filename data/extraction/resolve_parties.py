"""Whose trade a report is about: its main reporter and partner."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from data.extraction.context import WORLD, ReportContext
from data.extraction.lexicon import places_by_name
from data.extraction.notation import DASHES
from data.extraction.place_mentions import Mention
from data.extraction.sentence import TaggedSentence
from data.extraction.tags import TRADE

Named = tuple[TaggedSentence, list[Mention]]  # a sentence with the places it names

_TOPICS = frozenset({*TRADE, "sell", "buy"})
_PARTNER_ROLES = ("with", "to", "from")
_OWNER_ROLES = (("of",), ("",), ("in",), ("by",), ("between", "and"))  # the surest first
_MAX_SENTENCES = 12  # on trade that are looked at
_NATION_SENTENCES, _REGION_SENTENCES = 5, 8  # of the report's beginning in which it names its own country, or region


def resolve_parties(sentences: list[Named], report: ReportContext) -> None:
    """Set the report's main reporter and partner: from its first sentences on trade, else from the first places named.

    "Trade between Kazakhstan and Uzbekistan reached …" has Kazakhstan report on Uzbekistan.
    """
    reporter = _from_topical_sentences(sentences, report)
    if reporter is None or reporter.name == report.partner:
        reporter = _first_place(sentences, report.partner)
        country = sentences[0][0].rules.places.country if sentences else None
        speaks_of_nation = any("nation" in sentence.tags for sentence, _ in sentences[:_NATION_SENTENCES])
        if country and (speaks_of_nation or reporter is None or reporter.country != country):
            _set_own_reporter(sentences, report, country, speaks_of_nation)
            _find_partner(sentences, report)
            return
    if reporter is not None:
        place = places_by_name()[reporter.name]
        if reporter.kind == "city":
            place = places_by_name().get(place["within"], place)
        report.reporter, report.reporter_kind, report.country = place["name"], place["kind"], reporter.country
    _find_partner(sentences, report)


def _from_topical_sentences(sentences: list[Named], report: ReportContext) -> Mention | None:
    """Return the reporter that the sentences on trade name: the first of the text, the title, then the others."""
    first = _first_place(sentences, None)
    topical = [named for named in sentences if not named[0].tags.isdisjoint(_TOPICS)]
    body = [named for named in topical if not named[0].titled]
    title = [named for named in topical if named[0].titled]
    reporter: Mention | None = None
    is_worldwide = False
    for sentence, places in body[:1] + title + body[1:_MAX_SENTENCES]:
        tags = sentence.tags
        pair = find_pair(sentence, places)
        owner, partner = pair or _owner_and_partner(sentence, places, first)
        if pair is not None:
            report.pair = report.pair or (pair[0].name, pair[1].name)
        if reporter is None and owner is not None and owner.name != report.partner:
            reporter = owner
        is_other = partner is not None and (reporter is None or partner.name != reporter.name)
        if report.partner is None and partner is not None and is_other and (not is_worldwide or pair):
            report.partner = partner.name
        is_worldwide = is_worldwide or bool(tags & {"world", "abroad"})
        if reporter is not None and (report.partner or is_worldwide):
            break
        if report.partner is None and body and sentence is body[0][0]:
            has_flow = bool(tags & {"export", "import", "sell", "buy", "move"})
            is_worldwide = is_worldwide or (has_flow and "both" not in tags and "turnover" not in tags)
    if report.partner is None and is_worldwide:
        report.partner = WORLD
    return reporter


def _owner_and_partner(
    sentence: TaggedSentence, places: list[Mention], first: Mention | None
) -> tuple[Mention | None, Mention | None]:
    """Return whose trade a sentence is about and with whom, as far as it names them. first: of the report's places."""
    tags = sentence.tags
    partner = next((place for place in places if place.role in _PARTNER_ROLES), None)
    owner = _owner(places, partner)
    if owner is None and partner is not None and first is not None and partner.country == first.country:
        arrives = partner.role == "to" and bool(tags & {"import", "buy"})
        leaves = partner.role == "from" and bool(tags & {"export", "sell"})
        if arrives or leaves:
            owner, partner = partner, None  # "imported into Uzbekistan": the place is whose trade it is
    if owner is not None and not _can_own(sentence, owner, first):
        owner = None
    return owner, partner


def _set_own_reporter(sentences: list[Named], report: ReportContext, country: str, speaks_of_nation: bool) -> None:
    """Take the country that the report's language stands for as the reporter, or its first region that is named."""
    regions = [
        place
        for _, places in sentences[:_REGION_SENTENCES]
        for place in places
        if place.country == country and place.kind == "region"
    ]
    report.country = country
    if regions and not speaks_of_nation:
        report.reporter, report.reporter_kind = regions[0].name, regions[0].kind
    else:
        report.reporter, report.reporter_kind = country, "country"


def _find_partner(sentences: list[Named], report: ReportContext) -> None:
    """Where no sentence on trade names the partner, take the foreign country that the report names most."""
    if report.partner is not None and report.partner != report.reporter:
        return
    counts = Counter(
        place.country
        for _, places in sentences
        for place in places
        if place.country and place.country != report.country
    )
    report.partner = max(counts, key=lambda name: counts[name]) if counts else None


def _can_own(sentence: TaggedSentence, owner: Mention, first: Mention | None) -> bool:
    """Whether a place can be the reporter: one of the country first named or of the language's own, or an owner."""
    is_owner = owner.role == "of"
    if first is not None and owner.country != first.country:
        return is_owner and _owns_trade(sentence, owner)
    country = sentence.rules.places.country or owner.country
    return owner.country == country or is_owner or _owns_trade(sentence, owner)


def _owns_trade(sentence: TaggedSentence, place: Mention) -> bool:
    """Whether a place stands near a word for trade: "Kazakhstan's exports", "экспорт Казахстана"."""
    near = (*range(place.last, place.last + 4), *range(place.first - 3, place.first))
    return any(sentence.has_any(index, *TRADE) for index in near)


def _first_place(sentences: list[Named], other: str | None) -> Mention | None:
    """Return the first place that the report names, beside `other` and blocs."""
    return next(
        (place for _, places in sentences for place in places if place.name != other and place.kind != "bloc"), None
    )


def find_pair(sentence: TaggedSentence, places: list[Mention]) -> tuple[Mention, Mention] | None:
    """Return two places that trade with one another: between A and B, A and B, A–B."""
    for first, second in pairwise(places):
        if first.name == second.name or first.kind == "city" or second.kind == "city":
            continue
        if first.role == "between" or (first.role == "and" and second.role in ("and", "of", "", "between")):
            return first, second
        if (
            first.role in ("", "of", "with")
            and second.role in ("", "of", first.role)
            and _are_joined(sentence, first, second)
            and not _is_in_longer_list(first, second, places)
        ):
            return first, second
        is_beside = second.role == "with" and second.first - first.last <= 1
        if first.role in ("of", "") and is_beside and sentence.rules.places.partner_beside_owner:
            return first, second
    return None


def _is_in_longer_list(first: Mention, second: Mention, places: list[Mention]) -> bool:
    """Whether two places are part of a list of three or more, and so no pair."""
    return any(
        (place.last <= first.first and first.first - place.last <= 1)
        or (place.first >= second.last and place.first - second.last <= 1)
        for place in places
    )


def _are_joined(sentence: TaggedSentence, first: Mention, second: Mention) -> bool:
    between = sentence.words[first.last : second.first]
    return len(between) == 1 and (between[0] in DASHES or between[0] in sentence.rules.lists.pair_joiners)


def _owner(places: list[Mention], partner: Mention | None) -> Mention | None:
    for roles in _OWNER_ROLES:
        for place in places:
            is_partner = partner is not None and place.name == partner.name
            if place.role in roles and place.kind not in ("bloc", "city") and not is_partner:
                return place
    return None
