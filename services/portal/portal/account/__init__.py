"""What belongs to who is signed in: their dossiers, their drafts and their profile."""
