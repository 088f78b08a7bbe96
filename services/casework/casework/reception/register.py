"""Registration of a filed dossier: its case begins."""

from datetime import datetime

from casework.domain import reception
from casework.repository import CaseworkRepository
from contracts.intake import DossierFiled
from kit.core.events import Envelope
from law.time_limit import reception_due_date


def register_case(cases: CaseworkRepository, message: Envelope, *, at: datetime) -> None:
    """The desk's time limit runs from the filing itself, of what came by post from its arrival.

    Raises Conflict, Duplicate.
    """
    dossier = message.read(DossierFiled)
    applicant = cases.applicant_of(message)
    received = dossier.received_at or message.time

    due = reception_due_date(cases.calendar_of(dossier.agency), received)
    registration = reception.register(
        message.subject,
        dossier,
        vault=message.vault or "",
        at=message.time,
        reception_due=due.at,
        applicant=applicant,
    )

    cases.commit_act(registration, at=at, cause=message)
