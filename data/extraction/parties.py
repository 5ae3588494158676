"""Who made what was made, and which way the trade of a plant or a place went."""

from __future__ import annotations

from data.extraction.amount import Amount
from data.extraction.context import WORLD, Context
from data.extraction.place_mentions import Mention
from data.extraction.products import OF_PLACES, names_plant, region_made
from data.extraction.sentence import Line
from data.extraction.trade_direction import Parties


def output_of(
    line: Line,
    amount: Amount,
    found: list[Amount],
    places: list[Mention],
    context: Context,
    producer: str | None,
    product: str | None,
) -> Parties:
    """The maker of an output: the place or plant named with it, else the last one; the region where neither fits.

    `context` learns what the maker makes, so that other goods are not laid to it later.
    """
    maker = region_made(amount, found, places, context, line) or producer or context.producer or context.reporter
    context.first_producer = context.first_producer or maker
    made = context.products.get(maker or "")
    elsewhere = context.first_producer not in context.plants.values() and not names_plant(line)
    if made and product and product != made and elsewhere:
        maker = context.reporter
    elif product and maker:
        context.products.setdefault(maker, product)
    if product in OF_PLACES and maker in context.plants.values():
        maker = context.reporter
    return Parties(maker, None)


def flow_of(line: Line, said: Parties, kind: str, producer: str | None, context: Context) -> tuple[Parties, str]:
    """The parties of a trade and its flow seen from the reporter: a plant's own sales are the plant's."""
    flow = kind
    if said.turned:
        flow = "import" if kind == "export" else "export"
    of_plant = context.topic == "plant" or "plant" in line.kinds or "this-plant" in line.kinds
    if (
        of_plant
        and "nation" not in line.kinds
        and producer
        and producer in context.plants.values()
        and kind in ("export", "import")
    ):
        partner = said.partner if said.explicit and said.partner != context.reporter else WORLD
        return Parties(producer, partner), kind
    return said, flow
