r"""Build the tables: read a feed, merge the editorial data about it, and write `data/tables/` as a whole.

summary = derive("feed/", Path("data/tables/"))     # raises DataError, with the old tables unchanged, if it cannot
print(*summary.lines(), sep="\n")
"""

from data.pipeline.build import BuildOptions, derive
from data.pipeline.report import Summary

__all__ = ["BuildOptions", "Summary", "derive"]
