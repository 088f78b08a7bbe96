"""The courses of a dossier as a table: what happens, and what follows from it."""
