"""The former names of `tests.dossier_events`, until every test uses the new ones."""

from tests.dossier_events import (
    CODE,
    DRAFT,
    DUE_AT,
    FEE,
    FILED_AT,
    KEY,
    LINE,
    MAIL,
    OWNER,
    PHONE,
    DossierEvents,
    document_sealed,
    dossier_filed,
    due_date,
    fee_due,
    fee_settled,
    free_dossier,
    paid_dossier,
)


class Story(DossierEvents):
    """`DossierEvents` by its former name."""

    tell = DossierEvents.publish

    @property
    def told(self):  # type: ignore[no-untyped-def]
        return self.published


filed = dossier_filed
sealed = document_sealed
due = due_date
paid = paid_dossier
free = free_dossier

__all__ = [
    "CODE",
    "DRAFT",
    "DUE_AT",
    "FEE",
    "FILED_AT",
    "KEY",
    "LINE",
    "MAIL",
    "OWNER",
    "PHONE",
    "Story",
    "due",
    "fee_due",
    "fee_settled",
    "filed",
    "free",
    "paid",
    "sealed",
]
