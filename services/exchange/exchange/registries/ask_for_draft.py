"""A citizen, or a desk, has the registries asked about a draft before it is filed."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from contracts.intake import DataRequested
from contracts.registries import ReplaceablePaper
from exchange.domain.inquiry import About, Asker, Purpose
from exchange.domain.registry import Registry
from exchange.domain.registry_consent import LIFE, RegistryConsent, consent_id, renewed
from exchange.domain.registry_subject import subject_of
from exchange.registries.ask import AskRegistry
from exchange.registries.composition import RegistryLookUps
from exchange.repository import ExchangeRepository
from kit.core.events import Envelope
from kit.persistence.vault import Unreadable


class DraftInquiries(NamedTuple):
    """Bound to the table and the registries."""

    repository: ExchangeRepository
    look_ups: RegistryLookUps

    def ask(self, message: Envelope, *, at: datetime) -> None:
        """Each registry that the law names for a paper, and that may be asked, is asked once; the
        same event again asks nothing. Raises ContractBroken, Conflict.
        """
        try:
            event = self.repository.read(message, DataRequested)
        except Unreadable:  # given up meanwhile
            return
        vault = str(message.vault)
        log = self.repository.log_of(vault)
        done = {each.registry for each in log if each.occasion == message.id}
        if event.agrees and event.owner:
            self._agree(event, vault, at)
        for registry, papers in self._askable(event, vault, at):
            subject = subject_of(event.applicant.model_dump(), registry)
            if registry.code in done or subject is None:
                continue
            command = AskRegistry(
                about=About(
                    vault=vault,
                    procedure=event.procedure,
                    agency=event.agency,
                    owner=event.owner.sub if event.owner else None,
                ),
                registry=registry,
                mode="compare",
                purpose=_purpose(event),
                asker=Asker(kind=event.by_kind, sub=event.by, name=event.by_name),
                subject=subject,
                papers=papers,
                occasion=message.id,
            )
            self.look_ups.inquiryer.ask(command, at=at)

    def _askable(
        self, event: DataRequested, vault: str, at: datetime
    ) -> Iterable[tuple[Registry, tuple[ReplaceablePaper, ...]]]:
        """Registries with the papers that they may replace; each paper names all that are asked."""
        applicant = event.applicant.model_dump()
        may = [
            each
            for each in self.look_ups.registries.registries
            if self.look_ups.is_connected(each)
            and subject_of(applicant, each) is not None
            and self._has_ground(each, vault, at)
        ]
        by_registry: dict[str, list[ReplaceablePaper]] = {}
        for paper in event.papers:
            named = self.look_ups.registries.named_in(paper.database)
            codes = tuple(sorted(each.code for each in named if each in may))
            for code in codes:
                paper_of_all = ReplaceablePaper(**dict(paper), registries=codes)
                by_registry.setdefault(code, []).append(paper_of_all)
        return [(r, tuple(by_registry[r.code])) for r in may if r.code in by_registry]

    def _has_ground(self, registry: Registry, vault: str, at: datetime) -> bool:
        if registry.ground == "law":
            return True
        consent = self.repository.consent(vault, registry.code)
        return consent is not None and consent.holds(at)

    def _agree(self, event: DataRequested, vault: str, at: datetime) -> None:
        """The consent of whoever prepares their own draft, for each registry that needs it."""
        named = {
            registry
            for paper in event.papers
            for registry in self.look_ups.registries.named_in(paper.database)
        }
        for registry in sorted(named, key=lambda each: each.code):
            if registry.ground != "consent" or event.by_kind != "citizen" or not event.owner:
                continue
            fresh = RegistryConsent(
                id=consent_id(vault, registry.code),
                vault=vault,
                owner=event.owner.sub,
                registry=registry.code,
                since=at,
                until=at + LIFE,
            )
            before = self.repository.consent(vault, registry.code)
            after = renewed(before, fresh, at)
            if after is not before:
                self.repository.save_consent(after, at)


def _purpose(event: DataRequested) -> Purpose:
    return "filing" if event.by_kind == "citizen" else "reception"
