"""Fakes and clients for tests of services; no zip holds this package."""
