"""Text to facts: rules over words, in Kazakh, Russian, Uzbek and English."""

from __future__ import annotations

from data.reading.claim import Claim, Doubt, Reading, Stop
from data.reading.reader import read

__all__ = ["Claim", "Doubt", "Reading", "Stop", "read"]
