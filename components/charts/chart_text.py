"""What a chart says in words: one text serves heading, picture, alternative text and caption."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """The words around a chart, in one language.

    title: the finding, a sentence without a full stop. subtitle: what, whose, unit, period.
    caveat: what a reader must know before quoting it, or None. alt: what a person hears who does not see the
    chart. source: who said it and when. address: the page that it was read on.
    """

    title: str
    subtitle: str
    caveat: str | None
    alt: str
    source: str
    address: str
