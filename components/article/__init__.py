"""An article that a reader gives: taken in, shown with its figures marked, and downloaded."""
