"""Measurements: processor time of functions, cost of a dossier, routes under load."""
