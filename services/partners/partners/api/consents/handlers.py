"""The handlers of consents: owners give and end them, everybody sees to whom."""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.terms import TypedDossierCode
from kit.http.context import RequestContext
from kit.persistence.repository import required
from partners.api.consents import requests, schemas
from partners.consents.manage import (
    GiveConsent,
    OwnersDossier,
    consented_dossiers,
    end_consent,
    give_consent,
)
from partners.domain.partner import PartnerId
from partners.domain.partner_consent import consent_of
from partners.repository import PartnersRepository


@dataclass(frozen=True, slots=True)
class ConsentHandlers:
    """Bound to the table."""

    repository: PartnersRepository

    def list_recipients(self) -> schemas.RecipientsView:
        """List partners that accept consents

        Their names; what an agreement covers is not told.
        """
        lines = [line for line in self.repository.lines() if line.state == "active"]
        lines.sort(key=lambda line: line.name)
        return schemas.RecipientsView(items=tuple(map(schemas.RecipientView.of, lines)))

    def list_own(self, request: RequestContext) -> schemas.PartnerConsentsView:
        """List one's consents to partners

        For the dossiers that the caller owns, with those that ended.
        """
        names = self._names()
        views = [
            schemas.PartnerConsentView.of(dossier.id, names[each.partner], each, request.now)
            for dossier in consented_dossiers(request.own_ids, self.repository)
            for each in dossier.consents
            if each.partner in names
        ]
        views.sort(key=lambda view: view.consented_at, reverse=True)
        return schemas.PartnerConsentsView(items=tuple(views))

    def give(
        self,
        request: RequestContext,
        code: TypedDossierCode,
        partner: PartnerId,
        body: requests.ConsentBody,
    ) -> schemas.PartnerConsentView:
        """Consent to a partner

        By the owner of the dossier: the partner sees from now on where it stands, and nothing
        personal, until the last day or until the consent is ended. The same again changes nothing;
        another purpose or day replaces what held.
        """
        command = GiveConsent(
            dossier=code,
            own_ids=request.own_ids,
            partner=partner,
            purpose=body.purpose,
            until=body.until,
        )
        dossier = give_consent(command, self.repository, request.now)
        consent = required(consent_of(dossier.consents, partner, request.now))
        name = self._names()[partner]
        return schemas.PartnerConsentView.of(code, name, consent, request.now)

    def end(self, request: RequestContext, code: TypedDossierCode, partner: PartnerId) -> None:
        """End the consent to a partner

        At once: the partner's next request answers as for an unknown dossier.
        """
        command = OwnersDossier(dossier=code, own_ids=request.own_ids)
        end_consent(command, partner, self.repository, request.now)

    def _names(self) -> Mapping[str, str]:
        return {line.id: line.name for line in self.repository.lines()}
