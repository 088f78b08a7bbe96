"""What the erasure of a whole person would reach: which dossiers, and until when others stay."""

from dataclasses import dataclass
from datetime import datetime

from intake.domain.retention import is_retention_over, retained_until
from intake.repository import IntakeRepository


@dataclass(frozen=True, slots=True)
class ErasableDossier:
    """`until` is the day on which its retention ends; None: nobody can say yet."""

    code: str
    may_be_erased: bool
    until: str | None


def preview_erasure(
    intake: IntakeRepository,
    people: tuple[str, ...],
    *,
    after: str | None,
    limit: int,
    at: datetime,
) -> tuple[list[ErasableDossier], str | None]:
    """A page of dossiers, newest first, without those that were erased."""
    summaries, rest = intake.dossiers_of(people, after=after, limit=limit)
    dossiers = (intake.sealed_dossier(summary.code) for summary in summaries)
    stored = [each for each in dossiers if each and each.erasure_ordered_at is None]
    page = [
        ErasableDossier(each.id, is_retention_over(each, at), retained_until(each))
        for each in stored
    ]
    return page, rest
