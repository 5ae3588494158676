"""The words of a chart, used for its heading, image, alternative text and caption alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ChartText:
    """The words around a chart, in one language.

    title: the finding, a sentence without a full stop. subtitle: what, whose, unit, period. caveat: what a reader must
    know before quoting the chart, or None. alt: the description for a reader who does not see the chart. source: who
    published the figures and when. address: the page they were read on, empty for several.
    """

    title: str
    subtitle: str
    caveat: str | None
    alt: str
    source: str
    address: str
