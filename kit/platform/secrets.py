"""Secrets from Secrets Manager by name, kept for five minutes so that a rotation takes effect."""

import time

from kit.platform import aws_clients

KEPT_SECONDS = 300.0
_kept: dict[str, tuple[float, str]] = {}


def secret(name: str) -> str:
    """The secret's text."""
    found = _kept.get(name)
    if found and time.monotonic() - found[0] < KEPT_SECONDS:
        return found[1]
    text: str = aws_clients.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"]
    _kept[name] = (time.monotonic(), text)
    return text
