"""Words and rules of Uzbek."""
