"""The handlers of a citizen's profile."""

from dataclasses import dataclass
from datetime import datetime

from intake.api.profile import requests, schemas
from intake.domain.profile import Profile
from intake.domain.verified_identity import VerifiedIdentity, verified_identity
from intake.profile.identify import Identification
from intake.profile.update import UpdateProfile, update_profile
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.http.authorization import TokenVerifier
from kit.http.context import RequestContext
from kit.security.principal import Principal


@dataclass(frozen=True, slots=True)
class ProfileHandlers:
    """Bound to the table, and to what proves who somebody is."""

    intake: IntakeRepository
    verifier: TokenVerifier
    identification: Identification

    def get_profile(self, request: RequestContext) -> schemas.ProfileView:
        """Get my profile"""
        link = self.identification.people.link_now(request.citizen)
        person = self.intake.person(link.person) if link else None
        if person is None:
            raise NotFound
        return schemas.ProfileView.of(person)

    def update_profile(
        self, request: RequestContext, body: requests.ProfileBody
    ) -> schemas.ProfileView:
        """Update my profile

        Who the caller is and where notices go. What the issuer of the caller's account verified, by
        an ID token, stands in the place of what is typed. Another phone or mailbox than before is
        confirmed by a contact code first.
        """
        profile = Profile.model_construct(
            **{name: getattr(body, name) for name in Profile.model_fields}
        )
        citizen = request.citizen
        verified = self._verified(citizen, body.id_token, request.now)
        owner = request.person or self.identification.new_person(request.citizen, at=request.now)
        if verified is not None:
            existing = self.identification.verified_person(citizen, verified, at=request.now)
            owner = existing or owner
        command = UpdateProfile(owner=owner, profile=profile, verified=verified)
        return schemas.ProfileView.of(update_profile(self.intake, command, at=request.now))

    def _verified(
        self, citizen: Principal, id_token: str | None, now: datetime
    ) -> VerifiedIdentity | None:
        """What the issuer verified; raises TokenInvalid, TokenExpired for a bad ID token."""
        if id_token is None:
            return None
        return verified_identity(self.verifier.verified_claims(id_token, citizen, now), now)
