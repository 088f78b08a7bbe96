"""Packaging and deployment of the services."""
