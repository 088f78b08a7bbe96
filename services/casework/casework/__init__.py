"""The case of a dossier: every official act on it and the clock it runs under."""
