"""The handlers of requests about registries and inquiries to them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.terms import TypedDossierCode
from exchange.api.registries import requests, schemas
from exchange.domain.inquiry import Asker, Inquiry
from exchange.domain.lane import Lane
from exchange.domain.registry import Registry
from exchange.domain.registry_consent import RegistryConsent
from exchange.domain.registry_errors import UnknownRegistry
from exchange.registries.about_dossier import (
    about_dossier,
    held_by_registries,
    require_subject,
)
from exchange.registries.ask import AskRegistry
from exchange.registries.composition import RegistryLookUps
from exchange.registries.consents import end_consent, give_consent
from exchange.registries.outcomes import outcome_of, saved_papers
from exchange.repository import ExchangeRepository
from kit.core.errors import Forbidden, NotFound
from kit.http.context import RequestContext
from kit.http.pagination import Cursors, PageQuery
from kit.persistence.repository import required
from kit.persistence.vault import Unreadable

ASKERS: Final = ("receptionist", "officer", "approver", "head")
"""Who may ask: those who receive, assess and sign."""


@dataclass(frozen=True, slots=True)
class InquiryHandlers:
    """Bound to the table, the registries and the cursors of pages."""

    repository: ExchangeRepository
    look_ups: RegistryLookUps
    cursors: Cursors

    def list_registries(self, request: RequestContext) -> schemas.RegistriesView:
        """List registries

        Which databases of the State there are, what they have, and whether they answer.
        """
        return schemas.RegistriesView(
            items=tuple(self._registry(each, request) for each in self._all)
        )

    def ask(
        self,
        request: RequestContext,
        code: TypedDossierCode,
        registry: requests.RegistryCode,
        body: requests.InquiryBody,
    ) -> schemas.InquiryView:
        """Ask a registry about an applicant

        Of a dossier. The inquiry is on record with the procedure it is for, the official, their
        agency and the ground before anything is asked. The answer comes within seconds, by listing
        the inquiries; whoever asks the same while it is good gets it at once.
        """
        lane = self._lane(code)
        agency = request.require_agency(lane.agency)
        named = self._of_code(registry)
        subject = require_subject(self._opened(lane), named)
        official = required(request.staff)
        held = held_by_registries(self.repository, self.look_ups.registries, lane, request.now)
        command = AskRegistry(
            about=about_dossier(lane).evolve(agency=agency),
            registry=named,
            mode=body.mode,
            purpose="assessment",
            asker=Asker(kind="official", sub=official.sub, name=official.name),
            subject=subject,
            fields=body.fields,
            papers=tuple(
                each.paper.evolve(registries=(named.code,))
                for each in held
                if named in each.registries
            ),
        )
        inquiry = self.look_ups.inquiryer.ask(command, at=request.now)
        return self._shown(request, inquiry)

    def list_inquiries(
        self, request: RequestContext, code: TypedDossierCode
    ) -> schemas.InquiriesView:
        """List the inquiries about a dossier

        For its owner and the officials of its agency: the papers that data may replace, each
        inquiry with its answer, and the log of who asked.
        """
        lane = self._lane(code)
        request.require_read_access(owner=lane.owner, agency=lane.agency, dossier=lane.id)
        if request.staff and not request.has_role(*ASKERS):
            raise Forbidden
        log = self.repository.log_of(str(lane.vault))
        named = dict.fromkeys(entry.inquiry for entry in log)
        inquiries = [q for each in named if (q := self.repository.sealed_inquiry(each))]
        held = held_by_registries(self.repository, self.look_ups.registries, lane, request.now)
        return schemas.InquiriesView(
            papers=tuple(
                schemas.HeldPaperView(
                    component=each.paper.component,
                    name=each.paper.name,
                    registries=tuple(registry.code for registry in each.registries),
                    outcome=outcome_of(each.paper.component, inquiries),
                )
                for each in held
            ),
            saved=saved_papers((each.paper.component for each in held), inquiries),
            inquiries=tuple(self._shown(request, each) for each in inquiries),
            log=tuple(schemas.EntryView.of(each, self.look_ups.registries) for each in log),
        )

    def list_own(self, request: RequestContext, query: PageQuery) -> schemas.EntriesView:
        """List who asked registries about me

        About the caller's own dossiers and drafts, the newest first.
        """
        owner = request.own_person.person
        scope = f"inquiries {owner}"
        after = self.cursors.open(scope, query.cursor)
        entries, rest = self.repository.log_of_owner(owner, after, query.limit)
        return schemas.EntriesView(
            items=tuple(schemas.EntryView.of(each, self.look_ups.registries) for each in entries),
            next=self.cursors.seal(scope, rest),
        )

    def list_consents(self, request: RequestContext, query: PageQuery) -> schemas.ConsentsView:
        """List my consents

        By which registries are asked about the caller, the newest first; those that ended too.
        """
        owner = request.own_person.person
        scope = f"consents {owner}"
        after = self.cursors.open(scope, query.cursor)
        consents, rest = self.repository.consents_of(owner, after, query.limit)
        return schemas.ConsentsView(
            items=tuple(self._consent(each, request.now) for each in consents),
            next=self.cursors.seal(scope, rest),
        )

    def give_consent(
        self, request: RequestContext, code: TypedDossierCode, registry: requests.RegistryCode
    ) -> schemas.ConsentView:
        """Consent that a registry is asked

        By the owner of the dossier, for this dossier alone and for 90 days.
        """
        lane = self._lane(code)
        if lane.owner is None or lane.owner not in request.own_ids:
            raise NotFound
        named = self._of_code(registry)
        return self._consent(
            give_consent(self.repository, lane, named, at=request.now), request.now
        )

    def end_consent(self, request: RequestContext, consent: requests.ConsentId) -> None:
        """End a consent

        From now on the registry is not asked by it, and what it brought is shown no more.
        """
        end_consent(self.repository, request.own_ids, consent, at=request.now)

    def _consent(self, consent: RegistryConsent, at: datetime) -> schemas.ConsentView:
        return schemas.ConsentView.of(consent, self._of_code(consent.registry), at)

    def _shown(self, request: RequestContext, inquiry: Inquiry) -> schemas.InquiryView:
        """What was fetched is opened for officials who may ask, and that is on record."""
        registry = self._of_code(inquiry.registry)
        values: dict[str, str] = {}
        if inquiry.mode == "fetch" and inquiry.outcome == "found" and self._still(inquiry):
            request.disclose(inquiry.about.code or None, object=inquiry.id)
            try:
                values = self.repository.values_of(inquiry, request.now)
            except Unreadable:  # erased
                values = {}
        return schemas.InquiryView.of(inquiry, registry, values)

    def _still(self, inquiry: Inquiry) -> bool:
        """Whether the consent that brought it, if it was one, has not been ended."""
        if inquiry.ground.consent is None:
            return True
        consent = self.repository.consent_of(inquiry.ground.consent)
        return consent is not None and consent.ended_at is None

    def _registry(self, registry: Registry, request: RequestContext) -> schemas.RegistryView:
        is_connected = self.look_ups.is_connected(registry)
        circuit = self.repository.registry_circuit(registry.code) if is_connected else None
        state = None
        if circuit is not None:
            state = "paused" if circuit.is_open else "failing" if circuit.failures else "answering"
        until = circuit.open_until if circuit else None
        return schemas.RegistryView(
            registry=registry.code,
            name=registry.name,
            owner=registry.owner,
            ground=registry.ground,
            law=registry.law,
            connected=is_connected,
            since=registry.since,
            confidence=registry.confidence,
            fields=tuple(map(schemas.FieldView.of, registry.fields)),
            state=state,
            next_call_at=until if until and until > request.now else None,
        )

    @property
    def _all(self) -> tuple[Registry, ...]:
        return self.look_ups.registries.registries

    def _of_code(self, code: str) -> Registry:
        registry = self.look_ups.registries.of_code(code)
        if registry is None:
            raise UnknownRegistry(field="registry")
        return registry

    def _lane(self, code: str) -> Lane:
        return required(self.repository.filed_lane(code))

    def _opened(self, lane: Lane) -> Lane:
        try:
            return required(self.repository.lane(lane.id))
        except Unreadable:
            raise NotFound from None
