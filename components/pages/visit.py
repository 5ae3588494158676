"""Visit: the stops in order, next to them what was offered and promised there and what came of it; who was there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from components.charts.fact_text import publisher_and_date
from components.charts.spec import Query
from components.i18n.rich_text import Part, language_tag
from components.pages import headlines
from components.pages.blocks import Block, Columns, Entry, Finding, Heading, Quotation, Section
from components.pages.spec import PageSpec, chart_card
from components.urls.source_links import text_fragment_url
from components.view import Row, View

# Of each of these, in this order, the most trusted report since the visit is shown at once.
_SHOWN_STATUSES = ("done", "none", "repeated", "planned", "elsewhere")
_FINDINGS_SHOWN = 3
_TRUST = ("high", "medium", "low")


def _heading(view: View, query: Query) -> Sequence[Block]:
    return [Heading(headlines.visit_headline(view), headlines.visit_dating(view) or view.words("visit.about"))]


def _stops(view: View, query: Query) -> Sequence[Block]:
    words, card = view.words, chart_card("visit-timeline", view, query)
    entries: list[Block] = []
    for event in view.events:
        if found := [row for row in view.commitments if row["event"] == event["id"]]:
            title = words("visit.numbered", order=event["order"], title=words.name("events", event["id"], "title"))
            entries += [Section(title, kind=event["kind"]), *(_commitment(row, view) for row in found)]
    stops = {event["id"] for event in view.events}
    if found := [row for row in view.commitments if row["event"] not in stops]:
        entries += [Section(words("visit.unplaced")), *(_commitment(row, view) for row in found)]
    return [Columns([[card], entries, _people(view)])] if entries else [card, *_people(view)]


def _commitment(row: Row, view: View) -> Entry:
    """Return a commitment with what is known of it since: the telling reports, and the others by date."""
    words, name = view.words, str(row["id"])
    title = words.name("commitments", name, "title")
    known = [one for one in view.followups if one["commitment"] == name]
    shown = _telling(known, view)
    rest = sorted((one for one in known if one not in shown), key=lambda one: one["period"] or "~")
    to = words.label("commitments", name, "to")
    who = words("hover.people", people=words.label("commitments", name, "by") or words("visit.no_people"))
    note = words.label("commitments", name, "note")
    return Entry(
        title=title,
        label=words(f"status.{row['status']}"),
        lines=[line for line in (words("visit.parties", who=who, to=to) if to else who, note) if line],
        quotation=_quotation("commitments", row, title, view),
        heading=words("visit.since"),
        findings=[_followup(one, view) for one in shown],
        others=[_followup(one, view) for one in rest],
        more=words("visit.more", n=len(rest)),
    )


def _telling(followups: Sequence[Row], view: View) -> list[Row]:
    """Return one report of each kind: since the visit rather than before it, and trusted most."""
    month = str(view.sources[view.events[0]["source"]]["dated"] or "") if view.events else ""

    def rank(row: Row) -> tuple[bool, int]:
        is_before = row["status"] != "none" and bool(row["period"]) and row["period"] < month
        return is_before, _TRUST.index(row["confidence"])

    found = []
    for status in _SHOWN_STATUSES:
        of_kind = sorted((row for row in followups if row["status"] == status), key=rank)
        found += of_kind[:1]
    return found[:_FINDINGS_SHOWN]


def _followup(row: Row, view: View) -> Finding:
    words, status, name = view.words, str(row["status"]), str(row["id"])
    text = words.name("followups", name, "title")
    when = words.numbers.date(row["period"]) if row["period"] else words("followup.undated")
    if status == "none":
        when = words("followup.searched", period=when)
    trust = words("confidence.low") if row["confidence"] == "low" else ""
    parts = (when, words.label("followups", name, "place"), trust)
    return Finding(
        kind=status,
        label=words(f"followup.{status}"),
        when=words("join").join(filter(None, parts)),
        text=text,
        quotation=_quotation("followups", row, text, view),
    )


def _quotation(table: str, row: Row, about: str, view: View) -> Quotation | None:
    """Return the words of a row, which is about that, with our translation; None of a search that found nothing."""
    if not row["source"]:
        return None
    words, source = view.words, view.sources[row["source"]]
    publisher, phrase = publisher_and_date(source, words), str(row["phrase"])
    ours = words.label(table, row["id"], "phrase")
    return Quotation(
        words=Part(words("quote", phrase=phrase), language_tag(source["language"], source["script"])),
        translation=words("record.ours", text=ours) if ours else "",
        source=Part(publisher, link=text_fragment_url(source, phrase), name=f"{publisher}: {about}"),
    )


def _people(view: View) -> list[Block]:
    """Return who was there: for each the offices at that time, what is not known, and folded away the rest."""
    words = view.words
    entries: list[Block] = []
    for person in view.people:
        rows = [row for row in view.offices if row["person"] == person["id"]]
        shown = [row for row in rows if row["role"] in ("visit", "none")]
        rest = [row for row in rows if row not in shown]
        entries.append(
            Entry(
                title=words.name("people", person["id"]),
                findings=_offices(shown, view),
                others=_offices(rest, view),
                more=words("visit.more", n=len(rest)),
            )
        )
    return [Section(words("visit.people"), id="people"), *entries] if entries else []


def _offices(rows: Iterable[Row], view: View) -> list[Finding]:
    words = view.words
    found = []
    for row in rows:
        text, role = words.name("offices", row["id"], "title"), str(row["role"])
        when = words.numbers.date(row["period"]) if row["period"] else ""
        found.append(Finding(role, words(f"office.{role}"), when, text, _quotation("offices", row, text, view)))
    return found


PAGE = PageSpec("visit", "visit", (_heading, _stops))
