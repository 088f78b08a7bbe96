"""The status of every dossier: a projection of all events, and the archive it is rebuilt from."""
