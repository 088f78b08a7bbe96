"""The keys of partners' programs: hashed as they are made, looked up by their hash."""

import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from kit.core.errors import Unauthorised
from kit.security.principal import Principal
from kit.security.versioned_secret import versioned
from partners.domain.partner_key import PartnerKey, parse_key
from partners.domain.scopes import SCOPES
from partners.repository import PartnersRepository


class KeyInvalid(Unauthorised):
    """The key is mistyped, revoked, or was never made."""

    code = "key_invalid"
    vi = "Khóa truy cập không hợp lệ hoặc đã bị thu hồi. Vui lòng kiểm tra lại khóa."
    en = "The key is not valid, or it was revoked. Please check it."


@dataclass(frozen=True, slots=True)
class PartnerKeys:
    """`secret` is the text of the secret with versions under which keys are hashed."""

    repository: PartnersRepository
    secret: Callable[[], str] = field(repr=False)

    def digest(self, key: PartnerKey) -> str:
        """What is stored of a new key: `<version>:` and 64 hexadecimal digits."""
        return next(self._digests(key))

    def principal(self, text: str, now: datetime) -> Principal:
        """The partner whose key it is; raises KeyInvalid.

        Nothing is remembered: a revoked key ends with its removal.
        """
        key = parse_key(text.strip())
        for digest in self._digests(key) if key else ():
            record = self.repository.key_record(digest)
            if record is not None:
                self.repository.note_use(digest, now, record)
                return Principal(record.partner, "integrator", frozenset(SCOPES))
        raise KeyInvalid(field="X-Api-Key")

    def _digests(self, key: PartnerKey) -> Iterator[str]:
        """The hash under the current version, then those under former ones."""
        current, keys = versioned(self.secret())
        for version in (current, *(each for each in keys if each != current)):
            digest = hmac.new(keys[version], f"partner|{key.text}".encode(), sha256).hexdigest()
            yield f"{version}:{digest}"
