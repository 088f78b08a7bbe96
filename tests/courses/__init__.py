"""Every course of a dossier through all services in one process."""
