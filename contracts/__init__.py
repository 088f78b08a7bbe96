"""What services promise each other: the events of each service, and who hears them (docs/events.md
is the source)."""
