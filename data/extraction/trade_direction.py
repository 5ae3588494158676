"""Trade between places: who reports, with whom, and which way goods go."""

from __future__ import annotations

from dataclasses import dataclass

from data.extraction.amount import Amount
from data.extraction.context import WORLD, Context
from data.extraction.cue_distance import Distances
from data.extraction.lexicon import place_index
from data.extraction.place_mentions import Mention
from data.extraction.resolve_parties import pair_of
from data.extraction.sentence import Line

_AND = frozenset(
    [",", "and", "и", "va", "ва", "мен", "пен", "бен", "жане", "hamda", "the", "в", "с", "со", "из", "bilan"]
)


@dataclass(frozen=True)
class Parties:
    """Reporter and partner of a figure, and whether the flow turns round as seen from the reporter."""

    reporter: str | None
    partner: str | None
    turned: bool = False
    explicit: bool = False


def parties(
    line: Line,
    amount: Amount,
    amounts: list[Amount],
    places: list[Mention],
    kind: str,
    verb: str,
    context: Context,
    before: Parties | None,
    distances: Distances,
    worldwide: bool,
) -> Parties:
    """Whose figure the amount is and with whom, from the places near it and from what was said before."""
    listed = respectively(line, amount, amounts, places)
    near = [listed] if listed else _near(line, amount, amounts, places)
    if not listed and line.language in ("ru", "en") and near:
        beside = [
            place
            for place in _after(line, amount, amounts, places, distances)
            if place.role in ("to", "from", "with") and distances.between(amount.last, place.first) <= 5
        ]
        if beside and kind in ("export", "import"):
            near = [place for place in near if context.home(place)] + beside
    if not near:
        near_after = _after(line, amount, amounts, places, distances)
        near = near_after
    nation = "nation" in line.kinds
    if not near:
        if any(line.starting(place, "abroad") for place in range(*distances.clause(amount.first))):
            return Parties(before.reporter if before else context.reporter, WORLD)
        if worldwide and before is None:
            return Parties(context.reporter, WORLD)
        if nation and context.reporter_kind in ("region", "city"):
            return Parties(context.country, context.partner or WORLD)
        if before is not None:
            return before
        if context.pair and "both" in line.kinds and kind in ("turnover", "balance"):
            return Parties(*context.pair)
        if "both" in line.kinds and context.last_partner and kind == "turnover":
            return Parties(context.reporter, context.last_partner)
        carried = "target" not in line.kinds
        return Parties(
            (context.last_reporter if carried else None) or context.reporter,
            (context.last_partner if carried else None) or context.partner or WORLD,
        )
    if kind in ("export", "import"):
        found = _flow(line, amount, near, kind, verb, context, before, listed is not None)
    else:
        found = _mutual(line, near, context, before, worldwide)
    return Parties(_upward(found.reporter, context), found.partner, found.turned, explicit=True)


def _upward(name: str | None, context: Context) -> str | None:
    """A city at home stands for its region, which is what reports."""
    place = place_index().get(name or "")
    if place is None or place["kind"] != "city" or name == context.reporter:
        return name
    above = place_index().get(place["within"])
    return above["name"] if above and above["kind"] == "region" and place["within"] != context.reporter else name


def _near(line: Line, amount: Amount, amounts: list[Amount], places: list[Mention]) -> list[Mention]:
    """Places between the amount before this one and this one; for the first amount, all before it."""
    earlier = [other for other in amounts if other.last <= amount.first and other.unit not in ("other",)]
    start = earlier[-1].last if earlier else 0
    if earlier and line.language in ("kk", "uz"):
        # "612 thousand tonnes from Kazakhstan, 318 thousand from Tajikistan": a place before the comma is the other's
        commas = [place for place in range(start, amount.first) if line.words[place] in (",", ";")]
        if (
            commas
            and any(earlier[-1].last <= place.first < commas[0] for place in places)
            and (line.words[earlier[-1].first - 1 : earlier[-1].first] != ["("])
        ):
            start = commas[-1]
    return [place for place in places if start <= place.first and place.last <= amount.first and place.role != "past"]


def _after(
    line: Line, amount: Amount, amounts: list[Amount], places: list[Mention], distances: Distances
) -> list[Mention]:
    later = [other for other in amounts if other.first >= amount.last]
    stop = later[0].first if later else len(line.words)
    found: list[Mention] = []
    for place in places:
        if amount.last <= place.first and place.last <= stop:
            gap = distances.between(amount.last, place.first)
            if (
                gap <= 12
                and not any(word in (",", ";", ":", "(", ")") for word in line.words[amount.last : place.first])
            ) or (found and line.word(place.first - 1) in _AND):
                found.append(place)
    if later and found and line.language in ("kk", "uz"):
        # The words after an amount belong to the next one: "… 5 млн, Ресейге 3 млн"
        clause_end = next((i for i in range(amount.last, stop) if line.words[i] in (",", ";")), stop)
        found = [place for place in found if place.last <= clause_end]
    return found


def respectively(line: Line, amount: Amount, amounts: list[Amount], places: list[Mention]) -> Mention | None:
    """The place that stands at the amount's rank in a list of places followed by a list of amounts."""
    run = [amount]
    at = amounts.index(amount)
    left = at
    while left > 0 and _in_list(line, amounts[left - 1], amounts[left]):
        left -= 1
        run.insert(0, amounts[left])
    right = at
    while right + 1 < len(amounts) and _in_list(line, amounts[right], amounts[right + 1]):
        right += 1
        run.append(amounts[right])
    if len(run) < 2:
        return None
    before = [place for place in places if place.last <= run[0].first]
    names: list[Mention] = []
    for place in reversed(before):
        if names and not _listed(line, place, names[0]):
            break
        names.insert(0, place)
    if len(names) != len(run):
        return None
    return names[run.index(amount)]


def _in_list(line: Line, first: Amount, second: Amount) -> bool:
    between = [word for word in line.words[first.last : second.first] if word not in ("$", "about", "almost")]
    same = first.unit == second.unit or {first.unit, second.unit} == {"%", "x"}
    return same and 0 < len(between) <= 2 and all(word in _AND for word in between)


def _listed(line: Line, first: Mention, second: Mention) -> bool:
    between = line.words[first.last : second.first]
    return 0 < len(between) <= 3 and all(word in _AND for word in between)


def _mutual(line: Line, near: list[Mention], context: Context, before: Parties | None, worldwide: bool) -> Parties:
    """Turnover or balance: A with B, between A and B, or one place that is a partner or a reporter."""
    pair = [place for place in near if place.role in ("between", "and")]
    withs = [place for place in near if place.role in ("with", "from")]
    others = [place for place in near if place not in withs and place.kind != "city"] or [
        place for place in near if place not in withs
    ]
    linked = pair_of(line, near) if len(pair) < 2 else None
    if (len(pair) >= 2 and pair[0].name != pair[1].name) or linked:
        first, second = linked or (pair[0], pair[1])
        if second.name == context.reporter or (context.reporter and not context.home(first) and context.home(second)):
            first, second = second, first
        return Parties(first.name, second.name)
    if withs:
        reporter = next((place for place in reversed(others) if _can_report(place, withs[-1], context)), None)
        partner = withs[-1].name
        name = (before.reporter if before else context.reporter) if reporter is None else reporter.name
        if name == partner:
            rest = [place for place in others if place.name != partner]
            name = rest[0].name if rest else context.partner
        if partner == context.reporter and name != partner and not (reporter and context.home(reporter)):
            return Parties(partner, name)
        return Parties(name, partner)
    place = others[-1] if others else near[-1]
    if len(others) > 1 and place.name != others[0].name and place.role in ("of", "") and others[0].role in ("of", ""):
        first = others[0]
        if first.adjective and place.country != first.country:
            return Parties(first.name, place.name)
    if context.home(place) and worldwide:
        return Parties(place.name, WORLD)
    if context.home(place):
        return Parties(
            place.name,
            (before.partner if before and before.partner != place.name else None) or context.partner or WORLD,
        )
    return Parties(before.reporter if before and before.reporter != place.name else context.reporter, place.name)


def _can_report(place: Mention, partner: Mention, context: Context) -> bool:
    return (
        place.name != partner.name
        and place.kind != "bloc"
        and (place.country != partner.country or context.home(place))
    )


def _flow(
    line: Line,
    amount: Amount,
    near: list[Mention],
    kind: str,
    verb: str,
    context: Context,
    before: Parties | None,
    ranked: bool,
) -> Parties:
    """Exports and imports: from origin to destination, told from the side of the main reporter."""
    home = before.reporter if before and before.reporter else context.reporter
    origin = next((place for place in reversed(near) if place.role == "from"), None)
    target = next((place for place in reversed(near) if place.role == "to" and place is not origin), None)
    rest = [place for place in near if place is not origin and place is not target and place.role != "with"]
    owner = next((place for place in reversed(rest) if place.role in ("of", "", "in", "by", "between", "and")), None)
    withs = next((place for place in reversed(near) if place.role == "with"), None)
    if withs is not None and origin is None and target is None:
        return Parties(owner.name if owner and context.home(owner) else home, withs.name)
    joined = _together(line, near, target)
    if target is not None and not ranked and any(line.ending(target.first - back, "mainly") for back in (0, 1)):
        return Parties(home, WORLD)
    if origin is not None and target is not None:
        pass
    elif origin is not None:
        if kind == "import" or verb == "buy" or not context.home(origin) or verb == "buy":
            target = owner
    elif target is not None:
        if kind == "import" and context.home(target) and owner is not None and owner.name != target.name:
            origin = owner
        elif kind == "export" or verb == "sell" or owner is not None:
            origin = owner if owner and owner.name != target.name else None
    elif owner is not None and verb == "buy" and owner.first >= amount.last and owner.adjective:
        origin = owner
    elif owner is not None:
        if verb == "buy" and not context.home(owner):
            return Parties(home, owner.name, turned=True)
        if context.home(owner):
            return Parties(owner.name, (before.partner if before else None) or context.partner or WORLD)
        if verb in ("sell",) and kind == "export":
            return Parties(home, owner.name)
        return Parties(home, owner.name)
    start = origin.name if origin else None
    end = joined or (target.name if target else None)
    if start and (start == home or (origin and context.home(origin))):
        return Parties(start, end or context.partner or WORLD, turned=kind == "import")
    if end and target and (end == home or context.home(target)) and target.name != context.partner:
        return Parties(end, start or context.partner or WORLD, turned=kind == "export")
    if start and end:
        return Parties(start, end, turned=kind == "import")
    if start:
        return Parties(home, start, turned=kind == "export")
    return Parties(home, end, turned=kind == "import" and verb != "")


def _together(line: Line, near: list[Mention], target: Mention | None) -> str | None:
    """Several destinations that share one figure, joined with +."""
    if target is None:
        return None
    group = [target]
    for place in reversed(near[: near.index(target)]):
        if place.role == target.role and _listed(line, place, group[0]):
            group.insert(0, place)
        else:
            break
    return "+".join(place.name for place in group) if len(group) > 1 else None
