"""The case of a dossier: every official act on it, and its time limits."""
