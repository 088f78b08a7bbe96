"""The version of Stripe's API that we speak, and in which its webhooks must speak to us."""

from typing import Final

STRIPE_VERSION: Final = "2026-05-27.dahlia"
"""`info.version` of the published OpenAPI document that requests and answers are tested with."""
