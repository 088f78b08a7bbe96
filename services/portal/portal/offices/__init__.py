"""One-stop desks and other offices: where they are and when they are open."""
