"""What officials and citizens see of inquiries to registries."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field

from contracts.terms import LocalizedText
from exchange.domain.inquiry import Inquiry, Outcome, Purpose
from exchange.domain.inquiry_log import LogEntry
from exchange.domain.registry import GroundKind, Mode, Registries, Registry, RegistryField
from exchange.domain.registry_answer import UnavailableReason
from exchange.domain.registry_consent import RegistryConsent
from kit.core.local_time import LocalTime
from kit.core.model import Model


class FieldView(Model):
    """A field of a registry."""

    name: Annotated[str, Field(description="Our name of it")]
    label: Annotated[LocalizedText, Field(description="What it is called")]
    compared: Annotated[bool, Field(description="Whether it can be compared")]

    @classmethod
    def of(cls, field: RegistryField) -> Self:
        return cls(name=field.name, label=field.label, compared=field.is_compared)


class RegistryView(Model):
    """A registry, and whether this stage is connected to it."""

    registry: Annotated[str, Field(description="Its code")]
    name: Annotated[LocalizedText, Field(description="Its name")]
    owner: Annotated[str, Field(description="The ministry that keeps it")]
    ground: Annotated[GroundKind, Field(description="On which ground it is asked")]
    law: Annotated[str, Field(description="The articles")]
    connected: Annotated[bool, Field(description="Whether it can be asked here")]
    since: Annotated[str | None, Field(description="Since when it is connected; null: unknown")]
    confidence: Annotated[str, Field(description="How well its interface is known")]
    fields: Annotated[tuple[FieldView, ...], Field(description="What it has")]
    state: Annotated[
        str | None,
        Field(description="answering, failing or paused; null: it is not connected"),
    ]
    next_call_at: Annotated[
        LocalTime | None, Field(description="Before it nothing is called; null: at any time")
    ]


class RegistriesView(Model):
    """All registries."""

    items: Annotated[tuple[RegistryView, ...], Field(description="Connected or not")]


class InquiryView(Model):
    """A inquiry with its answer."""

    inquiry: Annotated[str, Field(description="Its id")]
    registry: Annotated[str, Field(description="The registry")]
    registry_name: Annotated[LocalizedText, Field(description="Its name")]
    mode: Annotated[Mode, Field(description="compare or fetch")]
    fields: Annotated[tuple[FieldView, ...], Field(description="What was asked for")]
    requested_at: Annotated[LocalTime, Field(description="When it was asked last")]
    is_open: Annotated[bool, Field(description="Whether the answer is still awaited")]
    outcome: Annotated[
        Outcome | None,
        Field(description="found: as stated; unavailable: no answer; null: none yet"),
    ]
    reason: Annotated[
        UnavailableReason | None, Field(description="Why there was no answer; null: there was")
    ]
    differing: Annotated[tuple[str, ...], Field(description="Fields that are not as stated")]
    responded_at: Annotated[LocalTime | None, Field(description="When the answer came")]
    good_until: Annotated[
        LocalTime | None, Field(description="Until when the same inquiry gets this answer")
    ]
    components: Annotated[
        tuple[str, ...], Field(description="Papers of the procedure that the answer may replace")
    ]
    values: Annotated[
        dict[str, str], Field(description="What was fetched, as long as it may be kept")
    ]

    @classmethod
    def of(cls, inquiry: Inquiry, registry: Registry, values: dict[str, str]) -> Self:
        names = {each.name: each for each in registry.fields}
        return cls(
            inquiry=inquiry.id,
            registry=registry.code,
            registry_name=registry.name,
            mode=inquiry.mode,
            fields=tuple(FieldView.of(names[each]) for each in inquiry.fields if each in names),
            requested_at=inquiry.requested_at,
            is_open=inquiry.is_open,
            outcome=inquiry.outcome,
            reason=inquiry.reason,
            differing=inquiry.differing,
            responded_at=inquiry.responded_at,
            good_until=inquiry.good_until,
            components=tuple(each.component for each in inquiry.papers),
            values=values,
        )


class HeldPaperView(Model):
    """A paper of the procedure that data may replace, and what the registries said of it."""

    component: Annotated[str, Field(description="The component of the procedure")]
    name: Annotated[str, Field(description="Its name")]
    registries: Annotated[tuple[str, ...], Field(description="Those that the law names for it")]
    outcome: Annotated[
        Outcome | None,
        Field(description="found: it is saved; null: nobody has asked, or no answer came yet"),
    ]


class EntryView(Model):
    """An entry of the log: who asked what, why and when."""

    number: Annotated[int, Field(description="Its number in the log of the dossier")]
    at: Annotated[LocalTime, Field(description="When it was asked")]
    dossier: Annotated[str | None, Field(description="Mã hồ sơ; null: it was not filed yet")]
    registry: Annotated[str, Field(description="The registry")]
    registry_name: Annotated[LocalizedText, Field(description="Its name")]
    mode: Annotated[Mode, Field(description="compare or fetch")]
    fields: Annotated[tuple[FieldView, ...], Field(description="What was asked for")]
    procedure: Annotated[str, Field(description="Mã thủ tục that it was asked for")]
    purpose: Annotated[Purpose, Field(description="filing, reception or assessment")]
    agency: Annotated[str, Field(description="The agency")]
    by: Annotated[str, Field(description="citizen: the owner themself; official")]
    by_name: Annotated[str, Field(description="The official's name; empty: the owner themself")]
    ground: Annotated[GroundKind, Field(description="law or consent")]
    law: Annotated[str, Field(description="The articles; empty of a consent")]
    is_called: Annotated[
        bool, Field(description="Whether the registry was called, or an earlier answer shown")
    ]
    digest: Annotated[str, Field(description="SHA-256 over the entry and the one before")]

    @classmethod
    def of(cls, entry: LogEntry, registries: Registries) -> Self:
        registry = registries.of_code(entry.registry)
        names = {each.name: each for each in registry.fields} if registry else {}
        code = LocalizedText(vi=entry.registry, en=entry.registry)
        return cls(
            number=entry.number,
            at=entry.at,
            dossier=entry.about.code or None,
            registry=entry.registry,
            registry_name=registry.name if registry else code,
            mode=entry.mode,
            fields=tuple(FieldView.of(names[each]) for each in entry.fields if each in names),
            procedure=entry.about.procedure,
            purpose=entry.purpose,
            agency=entry.about.agency,
            by=entry.requester.kind,
            by_name=entry.requester.name,
            ground=entry.ground.kind,
            law=entry.ground.law,
            is_called=entry.is_called,
            digest=entry.digest,
        )


class InquiriesView(Model):
    """The inquiries of a dossier."""

    papers: Annotated[tuple[HeldPaperView, ...], Field(description="Papers that data may replace")]
    saved: Annotated[int, Field(description="How many of them the data replace")]
    inquiries: Annotated[tuple[InquiryView, ...], Field(description="Each with its answer")]
    log: Annotated[tuple[EntryView, ...], Field(description="Who asked, the first one first")]


class ConsentView(Model):
    """A consent that a registry is asked about its owner."""

    consent: Annotated[str, Field(description="Its id")]
    dossier: Annotated[str | None, Field(description="Mã hồ sơ; null: given before the filing")]
    registry: Annotated[str, Field(description="The registry")]
    registry_name: Annotated[LocalizedText, Field(description="Its name")]
    since: Annotated[LocalTime, Field(description="When it was given")]
    until: Annotated[LocalTime, Field(description="When it ends by itself")]
    ended_at: Annotated[LocalTime | None, Field(description="When its owner ended it; null: not")]
    holds: Annotated[bool, Field(description="Whether the registry may be asked by it now")]

    @classmethod
    def of(cls, consent: RegistryConsent, registry: Registry, at: datetime) -> Self:
        return cls(
            consent=consent.id,
            dossier=consent.code or None,
            registry=consent.registry,
            registry_name=registry.name,
            since=consent.since,
            until=consent.until,
            ended_at=consent.ended_at,
            holds=consent.holds(at),
        )


class ConsentsView(Model):
    """The consents of a person, the newest first."""

    items: Annotated[tuple[ConsentView, ...], Field(description="A page")]
    next: Annotated[str | None, Field(description="The next page; null: there is none")]


class EntriesView(Model):
    """What was asked about a person, the newest first."""

    items: Annotated[tuple[EntryView, ...], Field(description="A page")]
    next: Annotated[str | None, Field(description="The next page; null: there is none")]
