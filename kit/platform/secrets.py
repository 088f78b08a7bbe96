"""Secrets from Secrets Manager by name, kept for five minutes so that a rotation takes effect."""

import time
from collections.abc import Callable
from typing import Any

from kit.platform import aws_clients

SECRET_SECONDS = 300.0


class Secrets:
    """Reads secrets and remembers them."""

    def __init__(
        self,
        client: Callable[[str], Any] = aws_clients.client,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`clock` tells seconds."""
        self._client = client
        self._clock = clock
        self._texts: dict[str, tuple[float, str]] = {}

    def text(self, name: str) -> str:
        """The secret's text."""
        since, text = self._texts.get(name, (0.0, ""))
        if text and self._clock() - since < SECRET_SECONDS:
            return text
        answer = self._client("secretsmanager").get_secret_value(SecretId=name)
        text = str(answer["SecretString"])
        self._texts[name] = (self._clock(), text)
        return text


_deployed = Secrets()


def secret(name: str) -> str:
    """The secret's text, remembered for all of this process."""
    return _deployed.text(name)
