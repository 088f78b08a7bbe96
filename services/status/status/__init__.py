"""Where every dossier stands: a projection of all events, and the archive it can be rebuilt from."""
