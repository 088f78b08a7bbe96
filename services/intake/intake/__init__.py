"""Intake: the catalogue, the person behind a token, drafts, papers and dossiers as filed."""
