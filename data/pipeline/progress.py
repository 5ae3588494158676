"""A progress bar for long runs, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from data.pipeline.readings import MIN_PARALLEL_ARTICLES

T = TypeVar("T")


def show_progress(found: Iterable[T], expected: Callable[[], int | None]) -> Iterator[T]:
    """Yield the items of `found`; after MIN_PARALLEL_ARTICLES show a bar, whose total `expected` counts."""
    every = iter(found)
    yield from islice(every, MIN_PARALLEL_ARTICLES)
    if not sys.stderr.isatty():
        yield from every
        return
    from tqdm import tqdm  # noqa: PLC0415 - loaded when it is needed

    bar = {"initial": MIN_PARALLEL_ARTICLES, "unit": " articles", "file": sys.stderr, "dynamic_ncols": True}
    yield from tqdm(every, "reading", expected(), **bar)
