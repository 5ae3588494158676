"""A bar that shows how far a long run is: on a terminal only, and only once it turns out to be long."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from data.pipeline.readings import LONG

T = TypeVar("T")


def bar(found: Iterable[T], expected: Callable[[], int | None]) -> Iterator[T]:
    """The same things one by one, shown on a terminal after the first LONG; `expected` then counts them all."""
    every = iter(found)
    yield from islice(every, LONG)
    if not sys.stderr.isatty():
        yield from every
        return
    from tqdm import tqdm  # noqa: PLC0415 - loaded when it is shown

    yield from tqdm(every, "reading", expected(), initial=LONG, unit=" articles", file=sys.stderr, dynamic_ncols=True)
