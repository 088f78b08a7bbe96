"""Where the local programs live and listen."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATE = ROOT / ".local"
HOST = "127.0.0.1"
REGION = "ap-southeast-1"
DOMAIN = "api.motcua.localhost"


def cloud_port() -> int:
    """Port of the cloud: the one of a running LocalStack where LOCALSTACK_PORT names it, else CLOUD_PORT or 4566."""
    return int(os.environ.get("LOCALSTACK_PORT") or os.environ.get("CLOUD_PORT") or 4566)


def stripe_port() -> int:
    """Port of the Stripe double."""
    return int(os.environ.get("STRIPE_PORT") or 4570)


def bank_port() -> int:
    """Port of the bank double: two above Stripe's, so that a cloud with ports of its own has a bank of its own."""
    return int(os.environ.get("BANK_PORT") or stripe_port() + 2)


def issuer_port() -> int:
    """Port of the issuer that stands in for Cognito on LocalStack."""
    return int(os.environ.get("ISSUER_PORT") or 4571)


def cloud_url() -> str:
    """Where AWS calls go."""
    return f"http://{HOST}:{cloud_port()}"
