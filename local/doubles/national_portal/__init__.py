"""The simulator of the National Portal with the procedures of our own catalogue."""
