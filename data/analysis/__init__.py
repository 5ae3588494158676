"""What follows from the facts: derived figures, mirror flows, discrepancies."""
