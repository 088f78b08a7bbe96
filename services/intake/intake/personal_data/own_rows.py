"""What intake itself stores of a person, for the export of their data."""

from collections.abc import Iterator
from typing import Final

from intake.domain.data_export import DataExport
from intake.domain.person import Person
from intake.domain.subject_request import SubjectRequest
from intake.dossiers.get import opened_dossier
from intake.repository import IntakeRepository
from kit.core.model import Model
from kit.core.personal_rows import PersonalRow, plain_rows
from kit.security.people import PersonLink

PLUMBING: Final = {"id", "version", "vault", "lookup_key", "owner"}
"""Fields that say nothing of the person, and the key that opens a dossier for anybody."""
MOST_DRAFTS: Final = 100
DossierRow = tuple[str, PersonalRow]
"""The code of the dossier ("": of none), and a row."""


def own_rows(
    intake: IntakeRepository, owner: PersonLink, export: DataExport
) -> Iterator[DossierRow]:
    """Profile, requests, mandates, drafts, and the dossiers of the export."""
    person = intake.person(owner.person)
    if person is not None:
        yield from _rows("", Person.KIND, person)
    for request in _requests(intake, owner):
        yield from _rows("", SubjectRequest.KIND, request)
    for mandate in (*intake.mandates_of(owner.ids), *intake.mandates_received(owner.ids)):
        yield from _rows("", mandate.KIND, mandate)
    for consent in intake.consents_of(owner.ids):
        yield from _rows("", consent.KIND, consent)
    summaries, _ = intake.drafts_of(owner.ids, after=None, limit=MOST_DRAFTS)
    for draft in filter(None, (intake.draft(each.draft) for each in summaries)):
        yield from _rows("", draft.KIND, draft)
        signature = intake.form_signature(draft.id)
        if signature is not None:
            yield from _rows("", signature.KIND, signature)
        for attachment in intake.attachments_of(draft):
            yield from _rows("", attachment.KIND, attachment)
    for dossier in export.dossiers:
        yield from _dossier_rows(intake, dossier.code)


def _requests(intake: IntakeRepository, owner: PersonLink) -> Iterator[Model]:
    page, _ = intake.subject_requests_of(owner.ids, after=None, limit=MOST_DRAFTS)
    return (intake.readable_subject_request(each.id) for each in page)


def _dossier_rows(intake: IntakeRepository, code: str) -> Iterator[DossierRow]:
    dossier = intake.dossier(code)
    if dossier is None:  # erased since
        return
    filed = opened_dossier(intake, dossier)
    yield from _rows(code, "DOSSIER", dossier)
    for part in (filed.declaration, filed.contact, *(filed.supplements or ())):
        if part is not None:
            yield from _rows(code, f"DOSSIER {type(part).__name__}", part)
    draft = intake.draft(dossier.draft)
    for attachment in intake.attachments_of(draft) if draft else ():
        yield from _rows(code, attachment.KIND, attachment)
    for digitisation in intake.digitisations_of(dossier):
        yield from _rows(code, digitisation.KIND, digitisation)


def _rows(code: str, place: str, model: Model) -> Iterator[DossierRow]:
    document = model.model_dump(mode="json", exclude=PLUMBING)
    return ((code, row) for row in plain_rows(place, document))
