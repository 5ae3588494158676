r"""Facts to rows to tables: reads a feed, merges what people keep about it, and writes `data/tables/` whole.

summary = derive("feed/", "data/tables/")     # DataError, with the old tables as they were, if it cannot
print(*summary.lines(), sep="\n")
"""

from data.pipeline.build import derive
from data.pipeline.report import Summary

__all__ = ["Summary", "derive"]
