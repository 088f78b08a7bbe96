"""Ports, folders and addresses of the local cloud."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATE = ROOT / ".local"
HOST = "127.0.0.1"
REGION = "ap-southeast-1"
DOMAIN = "api.motcua.localhost"
PORTAL_NAME = "dichvu.motcua.localhost"
DESK_NAME = "canbo.motcua.localhost"


def cloud_port() -> int:
    """LOCALSTACK_PORT where a LocalStack runs, else CLOUD_PORT or 4566."""
    return int(os.environ.get("LOCALSTACK_PORT") or os.environ.get("CLOUD_PORT") or 4566)


def stripe_port() -> int:
    """STRIPE_PORT or 4570."""
    return int(os.environ.get("STRIPE_PORT") or 4570)


def bank_port() -> int:
    """Two above Stripe's, so that a cloud with ports of its own has a bank of its own."""
    return int(os.environ.get("BANK_PORT") or stripe_port() + 2)


def issuer_port() -> int:
    """One above Stripe's, so that a cloud with ports of its own has an issuer of its own."""
    return int(os.environ.get("ISSUER_PORT") or stripe_port() + 1)


def tax_authority_port() -> int:
    """Three above Stripe's, as the others."""
    return int(os.environ.get("TAX_AUTHORITY_PORT") or stripe_port() + 3)


def platform_port() -> int:
    """Seven above Stripe's, as the others."""
    return int(os.environ.get("PLATFORM_PORT") or stripe_port() + 7)


def national_portal_port() -> int:
    """Five above Stripe's, as the others."""
    return int(os.environ.get("NATIONAL_PORTAL_PORT") or stripe_port() + 5)


def signing_port() -> int:
    """Four above Stripe's, as the others."""
    return int(os.environ.get("SIGNING_PORT") or stripe_port() + 4)


def national_account_port() -> int:
    """Six above Stripe's, as the others."""
    return int(os.environ.get("NATIONAL_ACCOUNT_PORT") or stripe_port() + 6)


def document_axis_port() -> int:
    """Eight above Stripe's, as the others."""
    return int(os.environ.get("DOCUMENT_AXIS_PORT") or stripe_port() + 8)


def registries_port() -> int:
    """Eleven above Stripe's, as the others."""
    return int(os.environ.get("REGISTRIES_PORT") or stripe_port() + 11)


def is_localstack() -> bool:
    """Whether the cloud is a LocalStack, which has neither user pools nor domains."""
    return bool(os.environ.get("LOCALSTACK_PORT"))


def sign_in_choice() -> str:
    """SIGN_IN: `issuer` (the issuer double), `pools` (Cognito's user pools), or `national`
    (citizens by services/identity and the double of the national account).
    """
    choice = os.environ.get("SIGN_IN") or "issuer"
    if choice not in ("issuer", "pools", "national") or (choice != "issuer" and is_localstack()):
        raise ValueError(f"SIGN_IN={choice}: issuer, or pools or national where the cloud has them")
    return choice


def signs_in_by_pools() -> bool:
    """Whether people sign in at Cognito's user pools."""
    return sign_in_choice() == "pools"


def cloud_url() -> str:
    """The endpoint of AWS clients."""
    return f"http://{HOST}:{cloud_port()}"
