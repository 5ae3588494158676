"""What goes wrong: tables replaced while people read, a full disk, a wrong clock, hostile input."""
