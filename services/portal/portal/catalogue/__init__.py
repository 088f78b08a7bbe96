"""Procedures: search, what one needs and costs, and where it is filed."""
