"""What people call procedures, and which they ask for most: written by hand."""

SYNONYMS: dict[str, tuple[str, ...]] = {}
MOST_REQUESTED: tuple[str, ...] = ()
