"""Who made what was made, and which way the trade of a plant or a place went."""

from __future__ import annotations

from data.extraction.amount import Amount
from data.extraction.context import WORLD, Parties, SentenceContext
from data.extraction.products import PRODUCTS_OF_PLACES, mentions_plant, region_beside


def output_parties(context: SentenceContext, amount: Amount, product: str | None) -> Parties:
    """Return the producer of an output: the place or plant named with it, else the last one.

    Where that one makes something else, it is the region. The report's context learns what the producer makes, so that
    other goods are not ascribed to it later.
    """
    report = context.report
    producer = region_beside(context, amount) or context.producer or report.last_producer or report.reporter
    report.first_producer = report.first_producer or producer
    usual = report.products_by_producer.get(producer or "")
    is_about_places = not report.is_plant(report.first_producer) and not mentions_plant(context.sentence)
    if usual and product and product != usual and is_about_places:
        producer = report.reporter
    elif product and producer:
        report.products_by_producer.setdefault(producer, product)
    if product in PRODUCTS_OF_PLACES and report.is_plant(producer):
        producer = report.reporter
    return Parties(producer, None)


def seen_from_reporter(context: SentenceContext, parties: Parties, kind: str) -> tuple[Parties, str]:
    """Return the parties of a trade, and its flow seen from the reporter; what a plant sells itself is the plant's.

    "Germany bought goods from Uzbekistan" is an export of Uzbekistan's.
    """
    report, sentence = context.report, context.sentence
    flow = kind
    if parties.is_reversed:
        flow = "import" if kind == "export" else "export"
    is_about_plant = report.subject == "plant" or mentions_plant(sentence)
    if (
        is_about_plant
        and "nation" not in sentence.tags
        and context.producer
        and report.is_plant(context.producer)
        and kind in ("export", "import")
    ):
        has_partner = parties.is_explicit and parties.partner != report.reporter
        return Parties(context.producer, parties.partner if has_partner else WORLD), kind
    return parties, flow
