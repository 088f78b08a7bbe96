"""The inbox: every notice about one's dossiers, with its text."""
