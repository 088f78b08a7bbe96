"""The page on which anybody who has a dossier's code and look-up key sees where it stands, and pays."""
