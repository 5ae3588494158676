"""One article with the facts found in it, as a line of JSON and as lines for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from data.extraction.results import Claim, Reading, Stop
from data.ingest import Article


@dataclass(frozen=True)
class ArticleFacts:
    """One article and its reading."""

    article: Article
    reading: Reading

    def as_json(self) -> str:
        """Return one line of JSON, `{"file", "facts"}`, with the public keys of a fact."""
        return json.dumps({"file": self.article.file_name, "facts": self.reading.as_json()}, ensure_ascii=False)

    def lines(self) -> Iterator[str]:
        """Yield a heading, a line a fact in the order of the text, and a line a doubt."""
        found: list[Claim | Stop] = [*self.reading.claims, *self.reading.stops]
        found.sort(key=lambda fact: fact.start)
        count = "1 fact" if len(found) == 1 else f"{len(found)} facts"
        yield _printable(f"{self.article.file_name}: {self.reading.language}-{self.reading.script}, {count}")
        yield from (_printable(_claim_line(fact) if isinstance(fact, Claim) else _stop_line(fact)) for fact in found)
        yield from (
            _printable(f"  ? {doubt.why:<10} «{doubt.phrase}» [{doubt.start}, {doubt.stop})")
            for doubt in self.reading.doubts
        )


def _claim_line(fact: Claim) -> str:
    of = f" of {fact.of}" if fact.of else ""
    who = " – ".join(filter(None, (fact.reporter, fact.partner))) or "?"
    what = f" ({fact.product})" if fact.product else ""
    when = fact.period or (f"{fact.period_text}?" if fact.period_text else "period open")
    amount = f"{fact.relation} {fact.value:,.12g} {fact.unit}"
    where = f"«{fact.phrase}» [{fact.start}, {fact.stop})"
    return "  ".join(("", f"{fact.kind}{of}", who + what, amount, when, fact.modality, where))


def _stop_line(fact: Stop) -> str:
    return f"  stop {fact.day}.{fact.order}  {fact.place}: {fact.action}  «{fact.phrase}» [{fact.start}, {fact.stop})"


def _printable(line: str) -> str:
    # An article's words must not steer the terminal.
    return "".join(letter if letter.isprintable() else " " for letter in line)
