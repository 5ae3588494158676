"""Text to facts: rules over words, in Kazakh, Russian, Uzbek and English."""

from __future__ import annotations

from data.extraction.reader import read
from data.extraction.results import Claim, Doubt, Reading, Stop

__all__ = ["Claim", "Doubt", "Reading", "Stop", "read"]
