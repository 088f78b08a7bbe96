"""The keys that a stage's secrets hold: each is read with the first request that needs it."""

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from intake.domain.lookup_key import LookupKeys
from intake.settings import IntakeSettings
from kit.platform.secrets import Secrets
from kit.security.versioned_secret import VersionedSecret, versioned


class IntakeKeys(NamedTuple):
    """What intake makes look-up keys and the fingerprints of identity numbers with."""

    lookup: LookupKeys
    identity: VersionedSecret


class StageKeys:
    """The keys of whoever makes it, else those of the stage's secrets as they are now: they may be
    rotated.
    """

    def __init__(self, keys: IntakeKeys | None, settings: Callable[[], IntakeSettings]) -> None:
        self._keys = keys
        self._settings = settings

    @cached_property
    def _secrets(self) -> Secrets:
        return Secrets()

    def lookup(self) -> LookupKeys:
        """What look-up keys are made with."""
        if self._keys is not None:
            return self._keys.lookup
        return LookupKeys(self._secrets.text(self._settings().lookup_secret))

    def identity(self) -> VersionedSecret:
        """What the fingerprints of identity numbers are made with."""
        if self._keys is not None:
            return self._keys.identity
        return versioned(self._secrets.text(self._settings().identity_secret))
