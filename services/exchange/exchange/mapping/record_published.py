"""Our catalogue published a version: what it states of national codes holds until the portal is
read.
"""

from collections.abc import Iterable
from datetime import datetime

from contracts.intake.procedures import ProcedurePublished
from exchange.domain.mapping import Mapping
from exchange.domain.own_procedure import OwnVersions, catalogue_mappings, own_procedure
from exchange.domain.part_matches import settled
from exchange.repository import ExchangeRepository


def record_published(
    repository: ExchangeRepository, published: ProcedurePublished, *, at: datetime
) -> None:
    """A repeat changes nothing, nor does the order of events; raises Conflict."""
    version = own_procedure(published)
    before = repository.own_versions(version.code) or OwnVersions()
    if version in before.versions:
        return
    claims = catalogue_mappings(version, at)
    stored = repository.mappings_of(version.code)
    field = repository.mapping("field", version.field_code) if version.field_code else None

    versions = before.with_version(version, at)
    if version not in versions.versions:  # a later one is in force already
        return

    fresh = _news(claims, [*stored, field] if field else stored)
    repository.save_own_procedure(version.code, versions, fresh)


def _news(claims: Iterable[Mapping], stored: Iterable[Mapping]) -> list[Mapping]:
    """What nobody matched yet: by hand, or with what the portal lists."""
    existing = {(each.kind, each.ours): each for each in stored}
    news = []
    for claim in claims:
        before = existing.get((claim.kind, claim.ours))
        if before is None or before.state == "by_catalogue":
            fresh = settled(before, claim)
            news += [] if fresh is before else [fresh]
    return news
