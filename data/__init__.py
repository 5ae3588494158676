"""Everything that is true: the tables, what their columns mean, and what follows from them.

import data
dataset = data.load()            # DataError if any table is not sound
dataset.observations             # pandas DataFrame, one row a stated figure
dataset.facts                    # stated and derived figures with their intervals
"""

from data.dataset import Dataset, load
from data.fact import Fact
from data.problems import DataError, Problem

__all__ = ["DataError", "Dataset", "Fact", "Problem", "load"]
