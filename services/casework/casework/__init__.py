"""The case of a dossier: every official act on it and the clock it runs under."""

import kit as kit  # before all else: it lets the collector of garbage wait until a cold start is over
