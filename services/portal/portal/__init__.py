"""The citizens' web page: track a dossier by code and look-up key, and pay its fees."""
