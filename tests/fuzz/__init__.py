"""Mutated articles, pages, feeds, tables, requests and websocket frames, for as long as one likes.

`python -m tests.fuzz --minutes 2` runs every target. `mutate` changes inputs, with what stands in `dictionary.json`;
`engine` runs a target and judges the result; each target is a class of a module of its own. A case is made from its
seed alone, so `--replay TARGET:SEED` makes it again.
"""
