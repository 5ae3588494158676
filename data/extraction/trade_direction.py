"""Trade between places: who reports, with whom, and which way goods go."""

from __future__ import annotations

from data.extraction.amount import RATIOS, Amount
from data.extraction.classification import Classification
from data.extraction.context import WORLD, Parties, ReportContext, SentenceContext
from data.extraction.lexicon import places_by_name
from data.extraction.place_mentions import Mention
from data.extraction.resolve_parties import find_pair
from data.extraction.sentence import TaggedSentence

_PARTNER_ROLES = ("to", "from", "with")
_OWNER_ROLES = ("of", "", "in", "by", "between", "and")
_PARTNER_REACH = 5  # words after an amount among which its destination, origin or partner can stand
_PLACE_REACH = 12  # words after an amount among which any place of it can stand
_MAX_JOINING_WORDS = 3  # between the places of a list
_MAX_AMOUNT_JOINERS = 2  # between the amounts of a list
_CLAUSE_SIGNS = frozenset({",", ";", ":", "(", ")"})


def find_parties(context: SentenceContext, amount: Amount, kind: str, found: Classification) -> Parties:
    """Return whose figure an amount is and with whom, from the places near it, else from the claims before.

    "Қазақстан Өзбекстанға 5 млн доллардың тауарын экспорттады" has Kazakhstan export to Uzbekistan.
    """
    ranked = _place_by_rank(context, amount)
    near = [ranked] if ranked else _places_before(context, amount)
    if near and not ranked and kind in ("export", "import") and not context.sentence.rules.head_final:
        others = [
            place
            for place in _places_after(context, amount)
            if place.role in _PARTNER_ROLES and context.distances.between(amount.last, place.first) <= _PARTNER_REACH
        ]
        if others:
            near = [place for place in near if context.report.is_home(place)] + others
    near = near or _places_after(context, amount)
    is_worldwide = found.cue is not None and context.sentence.has(found.cue.mark.first, "world")
    if not near:
        return _unnamed_parties(context, amount, kind, is_worldwide=is_worldwide)
    if kind in ("export", "import"):
        parties = _Flow(context, near, kind, found.verb).parties(amount, is_ranked=ranked is not None)
    else:
        parties = _mutual_parties(context, near, is_worldwide=is_worldwide)
    reporter = _reporting_place(parties.reporter, context.report)
    return Parties(reporter, parties.partner, parties.is_reversed, is_explicit=True)


def _unnamed_parties(context: SentenceContext, amount: Amount, kind: str, *, is_worldwide: bool) -> Parties:
    """Return the parties of a figure without places: all partners, the last figure's, or the report's."""
    sentence, report, previous = context.sentence, context.report, context.previous
    if any(sentence.starting(index, "abroad") for index in range(*context.distances.clause_bounds(amount.first))):
        return Parties(previous.reporter if previous else report.reporter, WORLD)
    if is_worldwide and previous is None:
        return Parties(report.reporter, WORLD)
    if "nation" in sentence.tags and report.reporter_kind in ("region", "city"):
        return Parties(report.country, report.partner or WORLD)
    if previous is not None:
        return previous
    if report.pair and "both" in sentence.tags and kind in ("turnover", "balance"):
        return Parties(*report.pair)
    if "both" in sentence.tags and report.last_partner and kind == "turnover":
        return Parties(report.reporter, report.last_partner)
    if "target" in sentence.tags:  # a plan is the report's, not the last claim's
        return Parties(report.reporter, report.partner or WORLD)
    return Parties(report.last_reporter or report.reporter, report.last_partner or report.partner or WORLD)


def _reporting_place(name: str | None, report: ReportContext) -> str | None:
    """Return the region of a city at home, which is what reports; any other name as it is."""
    place = places_by_name().get(name or "")
    if place is None or place["kind"] != "city" or name == report.reporter:
        return name
    above = places_by_name().get(place["within"])
    return above["name"] if above and above["kind"] == "region" and place["within"] != report.reporter else name


def _places_before(context: SentenceContext, amount: Amount) -> list[Mention]:
    """Return the places between the amount before this one and this one; for the first amount, all before it."""
    sentence, places = context.sentence, context.places
    earlier = [other for other in context.amounts if other.last <= amount.first and other.unit != "other"]
    start = earlier[-1].last if earlier else 0
    if earlier and sentence.rules.head_final:
        # "612 thousand tonnes from Kazakhstan, 318 thousand from Tajikistan": a place before the comma is the other's
        commas = [index for index in range(start, amount.first) if sentence.words[index] in (",", ";")]
        is_bracketed = sentence.words[earlier[-1].first - 1 : earlier[-1].first] == ["("]
        if commas and not is_bracketed and any(start <= place.first < commas[0] for place in places):
            start = commas[-1]
    return [place for place in places if start <= place.first and place.last <= amount.first and place.role != "past"]


def _places_after(context: SentenceContext, amount: Amount) -> list[Mention]:
    """Return the places close behind an amount and before the next one, with those that a list joins to them."""
    sentence = context.sentence
    joiners = sentence.rules.lists.amount_joiners
    following = next((other for other in context.amounts if other.first >= amount.last), None)
    stop = following.first if following else len(sentence.words)
    found: list[Mention] = []
    for place in context.places:
        if place.first < amount.last or place.last > stop:
            continue
        is_near = context.distances.between(amount.last, place.first) <= _PLACE_REACH
        before = sentence.word(place.first - 1)
        if (is_near and _CLAUSE_SIGNS.isdisjoint(sentence.words[amount.last : place.first])) or (
            found and (before == "," or before in joiners)
        ):
            found.append(place)
    if following and found and sentence.rules.head_final:
        # The words after an amount belong to the next one: "… 5 млн, Ресейге 3 млн"
        end = next((index for index in range(amount.last, stop) if sentence.words[index] in (",", ";")), stop)
        found = [place for place in found if place.last <= end]
    return found


def _place_by_rank(context: SentenceContext, amount: Amount) -> Mention | None:
    """Return the place at the amount's rank in a list of places before a list of amounts.

    "to Russia, Kazakhstan and Korea: 5, 3 and 2 million, respectively": the second amount is Kazakhstan's.
    """
    sentence, amounts = context.sentence, context.amounts
    at = first = last = amounts.index(amount)
    while first > 0 and _are_listed_amounts(sentence, amounts[first - 1], amounts[first]):
        first -= 1
    while last + 1 < len(amounts) and _are_listed_amounts(sentence, amounts[last], amounts[last + 1]):
        last += 1
    if first == last:
        return None
    names: list[Mention] = []
    for place in reversed([place for place in context.places if place.last <= amounts[first].first]):
        if names and not _are_listed_places(sentence, place, names[0]):
            break
        names.insert(0, place)
    return names[at - first] if len(names) == last - first + 1 else None


def _are_listed_amounts(sentence: TaggedSentence, first: Amount, second: Amount) -> bool:
    rules = sentence.rules.lists
    between = [word for word in sentence.words[first.last : second.first] if word != "$" and word not in rules.fillers]
    are_alike = first.unit == second.unit or {first.unit, second.unit} == RATIOS
    return are_alike and 0 < len(between) <= _MAX_AMOUNT_JOINERS and _are_joiners(sentence, between)


def _are_listed_places(sentence: TaggedSentence, first: Mention, second: Mention) -> bool:
    between = sentence.words[first.last : second.first]
    return 0 < len(between) <= _MAX_JOINING_WORDS and _are_joiners(sentence, between)


def _are_joiners(sentence: TaggedSentence, words: list[str]) -> bool:
    return all(word == "," or word in sentence.rules.lists.amount_joiners for word in words)


def _mutual_parties(context: SentenceContext, near: list[Mention], *, is_worldwide: bool) -> Parties:
    """Return the parties of turnover or balance: A with B, between A and B, or one that is a partner or a reporter."""
    report, previous = context.report, context.previous
    pair = [place for place in near if place.role in ("between", "and")]
    partners = [place for place in near if place.role in ("with", "from")]
    rest = [place for place in near if place not in partners]
    owners = [place for place in rest if place.kind != "city"] or rest
    linked = find_pair(context.sentence, near) if len(pair) < 2 else None
    if (len(pair) >= 2 and pair[0].name != pair[1].name) or linked:
        first, second = linked or (pair[0], pair[1])
        if second.name == report.reporter or (report.reporter and not report.is_home(first) and report.is_home(second)):
            first, second = second, first
        return Parties(first.name, second.name)
    if partners:
        return _parties_with(context, partners[-1], owners)
    place = owners[-1] if owners else near[-1]
    if len(owners) > 1 and place.name != owners[0].name and place.role in ("of", "") and owners[0].role in ("of", ""):
        first = owners[0]
        if first.adjective and place.country != first.country:
            return Parties(first.name, place.name)  # "Kazakh-Uzbek trade"
    if report.is_home(place):
        if is_worldwide:
            return Parties(place.name, WORLD)
        partner = previous.partner if previous and previous.partner != place.name else None
        return Parties(place.name, partner or report.partner or WORLD)
    is_new = previous is not None and previous.reporter != place.name
    return Parties(previous.reporter if previous and is_new else report.reporter, place.name)


def _parties_with(context: SentenceContext, partner: Mention, owners: list[Mention]) -> Parties:
    """Return the parties of a figure with a named partner; the reporter is the last place that can have it."""
    report, previous = context.report, context.previous
    owner = next((place for place in reversed(owners) if _can_report(place, partner, report)), None)
    if owner is not None:
        reporter: str | None = owner.name
    else:
        reporter = previous.reporter if previous else report.reporter
    if reporter == partner.name:
        reporter = next((place.name for place in owners if place.name != partner.name), report.partner)
    is_home = owner is not None and report.is_home(owner)
    if partner.name == report.reporter and reporter != partner.name and not is_home:
        return Parties(partner.name, reporter)
    return Parties(reporter, partner.name)


def _can_report(place: Mention, partner: Mention, report: ReportContext) -> bool:
    is_foreign = place.country != partner.country or report.is_home(place)
    return place.name != partner.name and place.kind != "bloc" and is_foreign


class _Flow:
    """Exports and imports: from origin to destination, seen from the side of the main reporter."""

    def __init__(self, context: SentenceContext, near: list[Mention], kind: str, verb: str) -> None:
        self.context = context
        self.report = context.report
        self.near = near
        self.kind = kind
        self.verb = verb
        previous = context.previous
        self.home = previous.reporter if previous and previous.reporter else context.report.reporter

    def parties(self, amount: Amount, *, is_ranked: bool) -> Parties:
        """Return the parties. is_ranked: the place was found by its rank in a list."""
        near, kind, verb, is_home = self.near, self.kind, self.verb, self.report.is_home
        origin = next((place for place in reversed(near) if place.role == "from"), None)
        target = next((place for place in reversed(near) if place.role == "to"), None)
        owner = next((place for place in reversed(near) if place.role in _OWNER_ROLES), None)
        partner = next((place for place in reversed(near) if place.role == "with"), None)
        if partner is not None and origin is None and target is None:
            return Parties(owner.name if owner and is_home(owner) else self.home, partner.name)
        if target is not None and not is_ranked and self._is_main_of_many(target):
            return Parties(self.home, WORLD)
        joined = self._joined_names(target)
        if origin is not None and target is None:
            if kind == "import" or verb == "buy" or not is_home(origin):
                target = owner
        elif target is not None and origin is None:
            origin = owner if owner is not None and owner.name != target.name else None
        elif owner is not None and origin is None:
            if not (verb == "buy" and owner.first >= amount.last and owner.adjective):
                return self._of_owner(owner)
            origin = owner
        return self._seen_from_home(origin, target, joined or (target.name if target else None))

    def _of_owner(self, owner: Mention) -> Parties:
        """Return the parties where one place is named and no direction: "Uzbekistan's exports"."""
        if self.verb == "buy" and not self.report.is_home(owner):
            return Parties(self.home, owner.name, is_reversed=True)
        if self.report.is_home(owner):
            previous = self.context.previous
            return Parties(owner.name, (previous.partner if previous else None) or self.report.partner or WORLD)
        return Parties(self.home, owner.name)

    def _seen_from_home(self, origin: Mention | None, target: Mention | None, end: str | None) -> Parties:
        """Return the parties of goods that go from `origin` to `end`, which is one target or several."""
        report, kind = self.report, self.kind
        start = origin.name if origin else None
        if origin and (start == self.home or report.is_home(origin)):
            return Parties(start, end or report.partner or WORLD, is_reversed=kind == "import")
        if end and target and (end == self.home or report.is_home(target)) and target.name != report.partner:
            return Parties(end, start or report.partner or WORLD, is_reversed=kind == "export")
        if start and end:
            return Parties(start, end, is_reversed=kind == "import")
        if start:
            return Parties(self.home, start, is_reversed=kind == "export")
        return Parties(self.home, end, is_reversed=kind == "import" and self.verb != "")

    def _is_main_of_many(self, target: Mention) -> bool:
        """Whether a destination is only the main one of a figure for all: "5 million, mainly to Uzbekistan"."""
        return any(self.context.sentence.ending(target.first - back, "mainly") for back in (0, 1))

    def _joined_names(self, target: Mention | None) -> str | None:
        """Return several destinations that share one figure, joined with +; None for a single one."""
        if target is None:
            return None
        group = [target]
        for place in reversed(self.near[: self.near.index(target)]):
            if place.role != target.role or not _are_listed_places(self.context.sentence, place, group[0]):
                break
            group.insert(0, place)
        return "+".join(place.name for place in group) if len(group) > 1 else None
