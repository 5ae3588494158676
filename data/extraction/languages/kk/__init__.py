"""Words and rules of Kazakh."""
