"""A certificate authority that stands in for those of the State: its certificates are for demos."""
