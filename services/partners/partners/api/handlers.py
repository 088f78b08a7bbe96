"""The handlers of administrators' requests."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import StringConstraints

from kit.core.ids import ULID_PATTERN
from kit.http.context import RequestContext
from kit.persistence.repository import required
from partners.access.keys import PartnerKeys
from partners.api import requests, schemas
from partners.domain.partner import IssuedKey, PartnerId
from partners.domain.partner_line import PartnerLine
from partners.registration.keys import IssueKey, issue_key, revoke_key
from partners.registration.register import RegisterPartner, change_state, register_partner
from partners.repository import PartnersRepository

KeyId = Annotated[str, StringConstraints(pattern=ULID_PATTERN)]


@dataclass(frozen=True, slots=True)
class PartnersHandlers:
    """`chance` gives the bits of a new key; `is_live`: keys are of a stage of citizens."""

    keys: PartnerKeys
    chance: Callable[[], int] = field(repr=False)
    is_live: bool = False

    @property
    def repository(self) -> PartnersRepository:
        """The table, with the keys of partners."""
        return self.keys.repository

    def list_partners(self) -> schemas.PartnersView:
        """List partners

        Every partner with its agreement, also those that are suspended or ended.
        """
        lines = self.repository.lines()
        return schemas.PartnersView(items=tuple(map(schemas.PartnerLineView.of, lines)))

    def get_partner(self, request: RequestContext, partner: PartnerId) -> schemas.PartnerView:
        """Get a partner

        With its contact, its keys as far as they can be shown, and its requests of today.
        """
        opened = required(self.repository.opened_partner(partner))
        request.disclose(None, object=f"partner {partner}")
        keys = tuple(map(self._key_view, opened.keys))
        used = self.repository.requests_of_day(partner, request.now)
        last = self.repository.feed(partner).last
        return schemas.PartnerView.opened(opened, keys, used, last)

    def register_partner(
        self, request: RequestContext, partner: PartnerId, body: requests.PartnerBody
    ) -> schemas.PartnerLineView:
        """Register a partner

        Or change the agreement of one that is registered. It holds for events that come half a
        minute later; what lies in the feed stays.
        """
        command = RegisterPartner(
            id=partner,
            name=body.name,
            contact=body.contact,
            agreement=body.agreement.agreement(),
            by=request.sub,
        )
        registered = register_partner(command, self.repository, request.now)
        return schemas.PartnerLineView.of(PartnerLine.of(registered))

    def change_state(
        self, request: RequestContext, partner: PartnerId, body: requests.StateBody
    ) -> schemas.PartnerLineView:
        """Suspend, resume or end a partner

        An ended partner has no keys, and stays ended.
        """
        moved = change_state(partner, body.state, self.repository, request.now)
        return schemas.PartnerLineView.of(PartnerLine.of(moved))

    def issue_key(self, request: RequestContext, partner: PartnerId) -> schemas.NewKeyView:
        """Make a key

        It is in this answer and nowhere else. Two keys may be live, so that one replaces the other
        without a pause.
        """
        command = IssueKey(
            partner=partner,
            id=request.seed,
            chance=self.chance(),
            is_live=self.is_live,
            by=request.sub,
        )
        new = issue_key(command, self.keys, request.now)
        view = schemas.KeyView.of(new.issued, None)
        return schemas.NewKeyView(**dict(view), key=new.key.text)

    def revoke_key(self, request: RequestContext, partner: PartnerId, key: KeyId) -> None:
        """Revoke a key

        The next request with it is refused.
        """
        revoke_key(partner, key, self.repository, request.now)

    def _key_view(self, key: IssuedKey) -> schemas.KeyView:
        record = self.repository.key_record(key.digest)
        return schemas.KeyView.of(key, record.used_on if record else None)
