"""The law that the one-stop service goes by: rules with their sources, calendar, time limits."""
