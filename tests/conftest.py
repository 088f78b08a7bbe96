"""What holds for every test."""

from hypothesis import HealthCheck, settings

settings.register_profile("motcua", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("motcua")
"""A shared machine may be slow for a moment; that is no finding."""
