"""A dossier of who is signed in: what it has, and what its owner may do with it."""
