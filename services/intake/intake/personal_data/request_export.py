"""The request for an export of all that is stored of a person: every service gets the request."""

from datetime import datetime

from contracts.exports import ExportedDossier, ExportRequested
from intake.domain.daily_limits import DailyLimits
from intake.domain.data_export import LASTS, MOST_DOSSIERS, DataExport
from intake.domain.person import person_vault
from intake.repository import IntakeRepository
from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict
from kit.security.people import PersonLink


class RequestExport(Model):
    """`id` is the id of the request, the same over repeats; `after` where its dossiers begin."""

    id: str
    owner: PersonLink
    after: str | None = None


@retry_on_conflict
def request_export(
    intake: IntakeRepository, limits: DailyLimits, command: RequestExport, *, at: datetime
) -> DataExport:
    """Of the newest dossiers, or of those that follow; raises TooManyExports."""
    existing = intake.data_export(command.id)
    if existing is not None and command.owner.owns(existing.owner):
        return existing
    count = intake.count_today("exports", command.owner.person, at)
    limits.require("exports", count, at)
    summaries, rest = intake.dossiers_of(
        command.owner.ids, after=command.after, limit=MOST_DOSSIERS
    )
    stored = [required(intake.sealed_dossier(summary.code)) for summary in summaries]
    readable = [each for each in stored if each.vault and each.erasure_ordered_at is None]
    export = DataExport(
        id=command.id,
        vault=person_vault(command.owner.person),
        owner=command.owner.person,
        requested_at=at,
        expires=at + LASTS,
        dossiers=tuple(ExportedDossier(code=each.id, vault=str(each.vault)) for each in readable),
        next=rest,
    )

    event = ExportRequested(people=command.owner.ids, dossiers=export.dossiers)
    intake.commit_export(export, event, at=at)
    return export
