"""The tables on the disk: loading, checks, descriptions, reloading when they change."""
