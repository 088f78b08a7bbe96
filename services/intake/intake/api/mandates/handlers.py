"""The handlers of mandates, and of claims by a verified identity."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.api.mandates import requests, schemas
from intake.claims.claim import ClaimIdentity, claim
from intake.domain.written_mandate import MandateTerms, StatedRepresentative
from intake.mandates.give import GiveMandate, give
from intake.mandates.revoke import RevokeMandate, revoke
from intake.repository import IntakeRepository
from kit.http.context import RequestContext
from kit.persistence.repository import required
from kit.security.mandates import MandateRecords
from kit.security.versioned_secret import VersionedSecret


@dataclass(frozen=True, slots=True)
class MandateHandlers:
    """Bound to the table, the rights of mandates and the secret of fingerprints."""

    intake: IntakeRepository
    records: MandateRecords
    secret: Callable[[], VersionedSecret]

    def list_mandates(self, request: RequestContext) -> schemas.MandatesView:
        """List my mandates

        Those that the caller gave, and those that they claimed.
        """
        granted = self.intake.mandates_of(request.own_ids)
        received = self.intake.mandates_received(request.own_ids)
        return schemas.MandatesView(
            granted=tuple(schemas.MandateView.of(each, request.now) for each in granted),
            received=tuple(schemas.MandateView.of(each, request.now) for each in received),
        )

    def give_mandate(
        self, request: RequestContext, body: requests.MandateBody
    ) -> schemas.MandateView:
        """Give a mandate

        For new dossiers of a procedure, or for one filed dossier. The representative has it after
        they claimed it with an account that says who they are.
        """
        command = GiveMandate(
            id=request.seed,
            principal=request.own_person,
            named=StatedRepresentative(
                full_name=body.full_name, identity_number=body.identity_number
            ),
            terms=MandateTerms(**{name: getattr(body, name) for name in MandateTerms.model_fields}),
        )
        mandate = give(self.intake, self.secret(), command, at=request.now)
        return schemas.MandateView.of(mandate, request.now)

    def revoke_mandate(self, request: RequestContext, mandate: requests.MandateId) -> None:
        """Revoke a mandate

        It gives nothing from this moment on. Its representative may give it back likewise.
        """
        command = RevokeMandate(mandate=mandate, person=required(request.person))
        revoke(self.intake, self.records, command, at=request.now)

    def claim(
        self,
        request: RequestContext,
        body: requests.ClaimBody,  # noqa: ARG002
    ) -> schemas.ClaimedView:
        """Claim by my identity

        Dossiers that a desk entered for the caller's identity number and name, and mandates that
        were given to them.
        """
        command = ClaimIdentity(person=request.own_person)
        claimed = claim(self.intake, self.records, self.secret(), command, at=request.now)
        return schemas.ClaimedView.of(claimed)
