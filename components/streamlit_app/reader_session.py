"""What a session holds of the articles that its reader gave, and how much all sessions hold together."""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass, field
from weakref import WeakSet

from components.article.article_input import Given, Intake
from components.article.article_view import ArticleView
from components.streamlit_app import internals
from components.view import View
from data.extraction import Reading

MAX_TOTAL_BYTES = 300_000_000  # bytes of all sessions together: texts, what was read from them, and uploaded files
# About what it takes in bytes: a figure or stop with its fact, a doubt.
_FIGURE, _DOUBT = 3_000, 500
_COPIES = 2  # of a text: in the field and as an article


@dataclass(eq=False)
class ReaderSession:
    """What the reader gave in this session and what was read from it; replaced whole by what is given next."""

    intake: Intake = field(default_factory=Intake)
    readings: dict[Given, Reading] = field(default_factory=dict)
    views: dict[tuple[Given, View], ArticleView] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with _LOCK:
            _SESSIONS.add(self)

    @property
    def size(self) -> int:
        """About how many bytes it holds."""
        texts = sum(sys.getsizeof(one.text) for one in self.intake.given)
        readings = tuple(self.readings.values())
        figures = sum(len(reading.claims) + len(reading.stops) for reading in readings)
        return _COPIES * texts + _FIGURE * figures + _DOUBT * sum(len(reading.doubts) for reading in readings)


_SESSIONS: WeakSet[ReaderSession] = WeakSet()
_LOCK = threading.Lock()


def held_bytes() -> int:
    """Return about how many bytes the sessions hold of what their readers gave."""
    with _LOCK:
        sessions = tuple(_SESSIONS)
    return sum(session.size for session in sessions) + sum(size for _, size in internals.upload_sizes())
