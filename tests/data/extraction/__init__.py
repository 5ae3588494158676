"""The reader, and how well it reads."""
