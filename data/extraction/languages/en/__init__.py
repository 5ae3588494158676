"""Words and rules of English."""
