"""How languages without a package of their own write numbers."""

from __future__ import annotations

# The languages whose numbers theirs are written like.
READ_AS = {"kaa": ("kk", "uz"), "ky": ("kk",), "de": ("uz",), "it": ("uz",)}
# Their words for multipliers in the words of those.
MULTIPLIERS = {
    **{"tausend": "ming", "mio": "mln", "mrd": "mlrd"},
    **{"mila": "ming", "milioni": "mln", "milione": "mln", "miliardi": "mlrd", "miliardo": "mlrd"},
}
