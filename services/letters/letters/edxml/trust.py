"""Whom a stage trusts for packages of other agencies: data with dates."""

from datetime import date, datetime

from kit.core.model import Model
from kit.core.time import VIETNAM
from kit.security.trust_list import TrustList


class TrustedAuthority(Model):
    """A root from a day on, and until the end of another where it has one. `source` says where the
    certificate (PEM) is from; `confidence` is read, reported or assumed.
    """

    name: str
    certificate: str
    since: date
    until: date | None = None
    source: str = ""
    confidence: str = "assumed"

    def is_trusted(self, day: date) -> bool:
        """Whether it is trusted on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class DatedTrustList(Model):
    """The list as of a day; `authorities` are certificates (PEM) between roots and signers,
    `revocation_lists` DER in base64.
    """

    as_of: date
    roots: tuple[TrustedAuthority, ...] = ()
    authorities: tuple[str, ...] = ()
    revocation_lists: tuple[str, ...] = ()

    def at(self, moment: datetime) -> TrustList:
        """Whom the list trusts at a moment."""
        day = moment.astimezone(VIETNAM).date()
        return TrustList(
            roots=tuple(each.certificate for each in self.roots if each.is_trusted(day)),
            authorities=self.authorities,
            revocation_lists=self.revocation_lists,
        )


class OfficeCertificates(Model):
    """The certificates (PEM) of the key by which we sign packages, its own first."""

    certificates: tuple[str, ...] = ()
