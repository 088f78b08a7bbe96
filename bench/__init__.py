"""Measures: what the packaged functions cost in time, one dossier's life in money, and the routes under load."""
