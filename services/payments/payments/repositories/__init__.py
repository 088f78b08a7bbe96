"""The questions of accounting, of the comparison with providers, and of the schedules."""
