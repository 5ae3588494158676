"""The tables on the visit: its stops, what was offered and told there, what is known since, and who was there."""

from __future__ import annotations

from data.model.column_types import Column, Table
from data.model.shared_columns import ID, QUOTATION, SPAN

EVENTS = Table(
    "events",
    "Stops of a visit in order; no hour is given for any of them",
    ("id",),
    (
        ID,
        Column("day", "Day of the visit, counted from 1", "integer", "days", True),
        Column("order", "Place in the order of the day, counted from 1", "integer", None, True),
        Column(
            "kind",
            "Kind of stop",
            required=True,
            allowed=("industry", "business", "diplomacy", "culture", "remembrance"),
        ),
        Column("within", "Event that it was a part of", references="events"),
        Column(
            "order_basis",
            "stated: the source says the order; told: it is only told in this order; within: part of another stop",
            required=True,
            allowed=("stated", "told", "within"),
        ),
        Column("order_text", "The words that the order was read from; a stop that is only told so may have none"),
        Column(
            "order_text_start",
            "First character of those words",
            "integer",
            "characters",
            formerly="order_start",
        ),
        Column("order_text_end", "Character after their last one", "integer", "characters", formerly="order_stop"),
        Column("place", "Where it was; empty where the source does not say", references="areas"),
        *SPAN,
    ),
)

COMMITMENTS = Table(
    "commitments",
    "What was offered, promised, done, discussed or intended on a visit",
    ("id",),
    (
        ID,
        Column("status", "How far it went", required=True, allowed=("offer", "promise", "done", "discussed", "intent")),
        Column("event", "Stop at which it was said", references="events"),
        *SPAN,
    ),
)

TELLINGS = Table(
    "tellings",
    "What each report of a visit tells of it: stops, names, dates; one row a report and thing told",
    ("id",),
    (
        ID,
        Column("visit", "Source that the visit is read from", required=True, references="sources"),
        Column("source", "Report that tells it", required=True, references="sources"),
        Column(
            "seen",
            "whole: the whole report was seen; beginning: only its beginning, so what it does not tell is not known",
            required=True,
            allowed=("whole", "beginning"),
        ),
        Column("kind", "What is told", required=True, allowed=("stop", "name", "date")),
        Column("about", "Stop or person that is meant: the stop of events, or a name of its own", required=True),
        Column("order", "Place in the order that the report gives", "integer"),
        Column("words", "As the report writes it: a name, an hour"),
        Column("date", "Day that is told or printed", "date"),
    ),
)

FOLLOWUPS = Table(
    "followups",
    "What is known of each commitment since; also that nothing was found",
    ("id",),
    (
        ID,
        Column("commitment", "What it came of", required=True, references="commitments"),
        Column(
            "status",
            "none: we found no report; done; planned; repeated: offered or planned again; elsewhere: the like in "
            "another place; context: what is told of the matter",
            required=True,
            allowed=("none", "done", "planned", "repeated", "elsewhere", "context"),
        ),
        Column("period", "Month or year of it; of a search, the years searched; empty where not known", "period"),
        *QUOTATION,
    ),
)

PEOPLE = Table("people", "People whom the visit's reports name", ("id",), (ID,))

OFFICES = Table(
    "offices",
    "Offices and other facts of people, each with the page that says so",
    ("id",),
    (
        ID,
        Column("person", "Whose it is", required=True, references="people"),
        Column(
            "role",
            "visit: office at the time of the visit; before; later; successor: who held the office afterwards; "
            "spelling: another spelling of the name; fact; none: we found no report",
            required=True,
            allowed=("visit", "before", "later", "successor", "spelling", "fact", "none"),
        ),
        Column("period", "Month or year in which the page has it so; empty where not known", "period"),
        *QUOTATION,
    ),
)
