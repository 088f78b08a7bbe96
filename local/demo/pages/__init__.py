"""A dossier on the pages of both applications, in a browser."""
