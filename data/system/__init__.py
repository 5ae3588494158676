"""What depends on the operating system: files, locks, signals, standard output."""
