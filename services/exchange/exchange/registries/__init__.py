"""Registries are asked about the applicant of a dossier, and answer."""
