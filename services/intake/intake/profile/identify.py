"""The person behind the subject of a citizen's tokens."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from intake.domain.verified_identity import VerifiedIdentity
from intake.profile.identity_fingerprints import identity_fingerprints
from kit.core.ids import new_ulid
from kit.security.people import PersonLink
from kit.security.person_records import PersonRecords
from kit.security.principal import Principal
from kit.security.versioned_secret import VersionedSecret


class Identification(NamedTuple):
    """Finds people, and makes them; the secret is fetched for a verified number only."""

    people: PersonRecords
    secret: Callable[[], VersionedSecret]

    def new_person(self, citizen: Principal, *, at: datetime) -> PersonLink:
        """The person of a subject that had none a moment ago. Raises Unavailable."""
        return self.people.person_of(citizen, new_id=new_ulid(at))

    def verified_person(
        self, citizen: Principal, verified: VerifiedIdentity, *, at: datetime
    ) -> PersonLink | None:
        """The person who has the verified identity number, from now on with this subject too.

        None where no number is verified. The subject has a person already. Raises ValueError for a
        number that is none, TooManyAccounts, Unavailable.
        """
        number = verified.identity_number
        if number is None:
            return None
        return self.people.claim(citizen, identity_fingerprints(self.secret(), number), at=at)
