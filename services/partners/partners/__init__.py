"""Integrators' programs: their keys, a feed of events for each, and thin views of dossiers."""
