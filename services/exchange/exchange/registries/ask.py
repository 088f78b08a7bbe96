"""A inquiry to a registry: it is on record with purpose and ground before anything is asked."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from contracts.registries import ReplaceablePaper
from exchange.domain.inquiry import (
    About,
    Asker,
    Ground,
    Inquiry,
    Purpose,
    inquiry_id,
)
from exchange.domain.inquiry_log import LogEntry, chained
from exchange.domain.registry import Mode, Registry
from exchange.domain.registry_answer import Subject
from exchange.domain.registry_errors import (
    CompareFirst,
    RegistryConsentMissing,
    RegistryNotConnected,
    UnknownRegistryField,
)
from exchange.repositories.inquiries import next_number
from exchange.repository import ExchangeRepository
from kit.persistence.repository import retry_on_conflict


class AskRegistry(NamedTuple):
    """Who asks which registry about the applicant of a dossier, and why.

    `fields`: none is what the registry compares. `papers`: what the answer may replace. `occasion`:
    the event that brings it, "" of a request.
    """

    about: About
    registry: Registry
    mode: Mode
    purpose: Purpose
    asker: Asker
    subject: Subject
    fields: tuple[str, ...] = ()
    papers: tuple[ReplaceablePaper, ...] = ()
    occasion: str = ""


class Inquiryer(NamedTuple):
    """`is_connected`: whether the stage reaches a registry. `wake` tells the asker of a inquiry;
    one that it is not told of waits for the sweeper."""

    repository: ExchangeRepository
    is_connected: Callable[[Registry], bool]
    wake: Callable[[Inquiry], None]

    def ask(self, command: AskRegistry, *, at: datetime) -> Inquiry:
        """The inquiry, answered already where the same was asked and the answer is still good.

        Raises RegistryNotConnected, RegistryConsentMissing, UnknownRegistryField, CompareFirst.
        """
        fields, ground = self._fields_of(command), self._ground(command, at)
        inquiry, is_new = self._record(_Terms(command, fields, ground), at)
        if is_new:
            self.wake(inquiry)
        return inquiry

    def _fields_of(self, command: AskRegistry) -> tuple[str, ...]:
        registry = command.registry
        name = (registry.name.vi, registry.name.en)
        if not self.is_connected(registry):
            raise RegistryNotConnected(registry=name)
        fields = tuple(each.name for each in registry.fields_for(command.mode, command.fields))
        if not fields or not set(command.fields) <= set(fields):
            raise UnknownRegistryField(field="fields")
        if command.mode == "fetch" and not self._was_compared(command):
            raise CompareFirst
        return fields

    def _ground(self, command: AskRegistry, at: datetime) -> Ground:
        """The article, or the consent that is in force; raises RegistryConsentMissing."""
        registry = command.registry
        if registry.ground == "law":
            return Ground(kind="law", law=registry.law)
        consent = self.repository.consent(command.about.vault, registry.code)
        if consent is None or not consent.holds(at):
            raise RegistryConsentMissing(registry=(registry.name.vi, registry.name.en))
        return Ground(kind="consent", law=registry.law, consent=consent.id)

    def _was_compared(self, command: AskRegistry) -> bool:
        registry, vault = command.registry, command.about.vault
        compared = tuple(each.name for each in registry.fields_for("compare"))
        before = self.repository.sealed_inquiry(
            inquiry_id(vault, registry.code, "compare", compared)
        )
        return before is not None and before.outcome in ("found", "differs")

    @retry_on_conflict
    def _record(self, terms: "_Terms", at: datetime) -> tuple[Inquiry, bool]:
        """The inquiry with its entry in the log, in one transaction, and whether it is to be
        asked; raises Conflict, Unreadable."""
        command = terms.command
        before = self.repository.inquiry(terms.inquiry)
        is_same = before is not None and before.subject == command.subject
        shares = is_same and before is not None and (before.is_open or before.stands(at))
        last = self.repository.last_entry(command.about.vault)
        entry = _entry(terms, last, at, is_called=not shares)
        if before is not None and shares:
            self.repository.log_only(entry)
            return before, False
        inquiry = _inquiry_of(terms, before, at)
        self.repository.save_inquiry(inquiry, entry, at)
        return inquiry.committed(), True


class _Terms(NamedTuple):
    """A inquiry that may be asked: its fields and its ground are those of the registry."""

    command: AskRegistry
    fields: tuple[str, ...]
    ground: Ground

    @property
    def inquiry(self) -> str:
        command = self.command
        return inquiry_id(command.about.vault, command.registry.code, command.mode, self.fields)


def _inquiry_of(terms: _Terms, before: Inquiry | None, at: datetime) -> Inquiry:
    command = terms.command
    fresh = Inquiry(
        id=terms.inquiry,
        dossier=command.about.code or None,
        vault=command.about.vault,
        about=command.about,
        registry=command.registry.code,
        mode=command.mode,
        fields=terms.fields,
        papers=command.papers,
        purpose=command.purpose,
        requester=command.asker,
        ground=terms.ground.evolve(law=""),  # the log has the article
        subject=command.subject,
        requested_at=at,
    )
    if before is None:
        return fresh
    papers = tuple(dict.fromkeys((*before.papers, *command.papers)))
    return fresh.evolve(version=before.version, rounds=before.rounds, papers=papers)


def _entry(terms: _Terms, last: LogEntry | None, at: datetime, *, is_called: bool) -> LogEntry:
    command = terms.command
    number, before = next_number(last)
    return chained(
        LogEntry(
            number=number,
            at=at,
            inquiry=terms.inquiry,
            registry=command.registry.code,
            mode=command.mode,
            fields=terms.fields,
            about=command.about,
            purpose=command.purpose,
            requester=command.asker,
            ground=terms.ground,
            occasion=command.occasion,
            is_called=is_called,
            before=before,
        )
    )
