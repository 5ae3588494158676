"""What figures measure: the ids of the table `metrics`, and the kinds that extraction calls them by.

>>> metric_id("export"), growth_of(metric_id("export"))
('exports', 'exports-growth')
"""

from __future__ import annotations

# By kind of a `data.extraction.Claim`; a kind that is missing here is its own id.
_IDS_BY_KIND = {"export": "exports", "import": "imports"}
_GROWTH = "-growth"


def metric_id(kind: str) -> str:
    """Return the id of the metric that extraction calls `kind`."""
    return _IDS_BY_KIND.get(kind, kind)


def growth_of(level: str) -> str:
    """Return the id of the growth of a metric: turnover → turnover-growth."""
    return level + _GROWTH


def is_growth(metric: str) -> bool:
    """Whether the metric is the growth of another one."""
    return metric.endswith(_GROWTH)


def can_be_negative(metric: str) -> bool:
    """Whether a figure of it can be below zero: a deficit, a fall."""
    return metric == "balance" or is_growth(metric)
