"""Telling citizens and officials what happened to a dossier, and recording what became of every message."""
