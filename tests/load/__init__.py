"""Many readers at once, and several servers behind one address."""
