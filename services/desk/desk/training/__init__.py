"""The training mode: exercises on simulated dossiers that check themselves."""
