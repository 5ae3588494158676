"""Words and rules of Russian."""
