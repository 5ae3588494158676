"""Everything a person sees: pages, cards, charts, words, theme."""
