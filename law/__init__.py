"""The law that the one-stop service goes by: its rules with their sources, calendar and time limits."""
