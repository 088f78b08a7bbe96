"""A filed dossier as inquiries are about it: its applicant, its papers that data may replace."""

from datetime import datetime
from typing import NamedTuple

from contracts.registries import ReplaceablePaper
from exchange.domain.facts import facts_of_type
from exchange.domain.inquiry import About
from exchange.domain.lane import Lane
from exchange.domain.registry import Registries, Registry
from exchange.domain.registry_answer import Subject
from exchange.domain.registry_errors import RegistrySubjectMissing
from exchange.domain.registry_subject import subject_of
from exchange.repository import ExchangeRepository
from kit.core.errors import NotFound


class HeldByRegistry(NamedTuple):
    """A paper, and the registries that the law names for it."""

    paper: ReplaceablePaper
    registries: tuple[Registry, ...]


def about_dossier(lane: Lane) -> About:
    """What stands in the log of each of its inquiries."""
    return About(
        vault=str(lane.vault),
        code=lane.id,
        procedure=lane.procedure,
        agency=lane.agency,
        owner=lane.owner,
    )


def held_by_registries(
    repository: ExchangeRepository, registries: Registries, lane: Lane, at: datetime
) -> list[HeldByRegistry]:
    """The papers of the dossier's procedure that databases replace."""
    versions = repository.own_versions(lane.procedure)
    held = (
        versions.held_papers(lane.procedure_version, at) if versions and versions.versions else ()
    )
    return [
        HeldByRegistry(ReplaceablePaper(**dict(each)), registries.named_in(each.database))
        for each in held
    ]


def require_subject(lane: Lane, registry: Registry) -> Subject:
    """Of an opened lane; raises RegistrySubjectMissing, NotFound once it is erased."""
    filed = facts_of_type(lane.facts, "dossier.filed")[-1]
    if not isinstance(filed.personal, dict):
        raise NotFound
    subject = subject_of(filed.personal["applicant"], registry)
    if subject is None:
        raise RegistrySubjectMissing(registry=(registry.name.vi, registry.name.en))
    return subject
