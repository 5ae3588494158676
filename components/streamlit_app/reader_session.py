"""The articles of a reader's session, and how many bytes all sessions hold together."""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass, field
from weakref import WeakSet

from components.article.article_input import InputResult, SubmittedArticle
from components.article.article_view import ArticleView
from components.streamlit_app import internals
from components.view import View
from data.extraction import Reading

MAX_TOTAL_BYTES = 300_000_000  # of all sessions: texts, what was read from them, and uploaded files
# About what a figure or stop takes with its fact, and what a doubt takes.
_BYTES_PER_FIGURE, _BYTES_PER_DOUBT = 3_000, 500
_TEXT_COPIES = 2  # of a text: in the field and as an article


@dataclass(eq=False)
class ReaderSession:
    """The articles of a session and what was read from them; the next input replaces it as a whole."""

    input_result: InputResult = field(default_factory=InputResult)
    readings: dict[SubmittedArticle, Reading] = field(default_factory=dict)
    views: dict[tuple[SubmittedArticle, View], ArticleView] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with _LOCK:
            _SESSIONS.add(self)

    @property
    def size_bytes(self) -> int:
        """About how many bytes it holds."""
        texts = sum(sys.getsizeof(one.text) for one in self.input_result.articles)
        readings = tuple(self.readings.values())
        figures = sum(len(reading.claims) + len(reading.stops) for reading in readings)
        return (
            _TEXT_COPIES * texts
            + _BYTES_PER_FIGURE * figures
            + _BYTES_PER_DOUBT * sum(len(reading.doubts) for reading in readings)
        )


_SESSIONS: WeakSet[ReaderSession] = WeakSet()
_LOCK = threading.Lock()


def is_over_limit() -> bool:
    """Return whether all sessions together hold more than they may."""
    return held_bytes() > MAX_TOTAL_BYTES


def held_bytes() -> int:
    """Return about how many bytes all sessions hold of articles and uploaded files."""
    with _LOCK:
        sessions = tuple(_SESSIONS)
    return sum(session.size_bytes for session in sessions) + sum(size for _, size in internals.upload_sizes())
