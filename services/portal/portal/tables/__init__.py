"""Every page of the portal as rows, by what it is about."""
