"""Exchange with the National Public Service Portal: dossiers and their steps go there."""
