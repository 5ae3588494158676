"""The data of the dashboard: tables, what their columns mean, and the figures derived from them.

    import data

    dataset = data.load()

Each table is a pandas DataFrame, one row a thing: `dataset.observations`, `dataset.sources` and so on;
`help(data.Dataset)` lists each column's type, unit and meaning. `dataset.facts` has the stated figures and those
derived from them, each a `data.Fact` with its interval; `data.analysis.selection` picks those of one trade or visit.

Numbers are in base units: dollars, machines, seats, per cent. What is not known is NaN or NA in a frame, None in a
fact. Where a table is not sound, `data.DataError` carries a `data.Problem` for each fault: file, row and remedy.
"""

from data.model.fact import Fact
from data.model.problem import DataError, Problem
from data.store.dataset import Dataset, load

__all__ = ["DataError", "Dataset", "Fact", "Problem", "load"]
