"""The signing service of a stage, where citizens' keys lie."""

import json
from typing import Final

from intake.settings import IntakeSettings
from kit.core.time import Clock
from kit.platform.secrets import Secrets
from kit.security.remote_signing import HttpSigningService

SECONDS: Final = 4
"""A citizen waits for the response, and the next look asks again."""


def stage_signing(settings: IntakeSettings, clock: Clock) -> HttpSigningService | None:
    """None where the stage names no address."""
    if not settings.citizen_signing_url:
        return None
    secrets, name = Secrets(), settings.citizen_signing_secret
    return HttpSigningService(
        settings.citizen_signing_url, lambda: first_secret(secrets.text(name)), clock, SECONDS
    )


def first_secret(text: str) -> str:
    """What requests are signed with, of `{"secrets": [...]}`; "" where the stage has none yet: no
    service takes such a request.
    """
    secrets: list[str] = json.loads(text)["secrets"]
    return secrets[0] if secrets else ""
