"""What services promise each other: the events of each service, and who hears them (docs/events.md
is the source)."""

import kit as kit  # before all else: it lets the collector of garbage wait until a cold start is over
