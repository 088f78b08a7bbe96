"""Forms and results as sealed files."""
