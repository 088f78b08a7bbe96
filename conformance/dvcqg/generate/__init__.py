"""Right payloads and planted mistakes, both the same for the same seed."""
