"""A dossier of the National Portal, as its subscribers receive it."""

import json
from datetime import UTC, datetime
from typing import Final

from contracts.national import DossierReceived, NationalFee, NationalPaper, ReportedPayment
from contracts.terms import Applicant, Contact
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.core.model import Event
from kit.persistence.vault import Vault

NATIONAL_CODE: Final = "H49.61.01-261123-120001"
NATIONAL_VAULT: Final = "01KAQNATIONAL0000000000000"
NATIONAL_PAPER: Final = "01KAQNATPAPER0000000000001"
FILED_THERE_AT: Final = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
"""Half past eight on a Monday in Vietnam."""


def national_received(**changes: object) -> DossierReceived:
    """An's dossier with one paper; nothing is paid."""
    fields: dict[str, object] = {
        "procedure": "1.001612",
        "agency": "H49.61.01",
        "filed_at": FILED_THERE_AT,
        "applicant": Applicant(
            full_name="Nguyễn Thị An",
            identity_number="022190001234",
            address="",
            authenticated=True,
        ),
        "contact": Contact(phone="+84912345678", email="an@example.vn"),
        "answers": {"summary": "Đăng ký bán phở"},
        "papers": (NationalPaper(id=NATIONAL_PAPER, code="tp01", name="don.pdf"),),
        "fees": (NationalFee(code="LP01", name="Lệ phí đăng ký", amount=150_000),),
    }
    return DossierReceived.model_validate(fields | changes)


def paid_there(amount: int = 150_000) -> ReportedPayment:
    """A payment that the portal reported with the dossier."""
    return ReportedPayment(amount=amount, reported_at=FILED_THERE_AT)


def national_envelope(
    vault: Vault,
    event: Event | None = None,
    *,
    code: str = NATIONAL_CODE,
    at: datetime = FILED_THERE_AT,
    vault_id: str = NATIONAL_VAULT,
    sequence: int = 1,
) -> Envelope:
    """The event, or that of the reception, in its envelope: sealed under the dossier's key, which
    is made where it is new.
    """
    event = event or national_received()
    data = event.model_dump_json(context={"cipher": vault.create(vault_id)})
    event_id = new_ulid(at)
    fields = {
        "id": event_id,
        "type": event.TYPE,
        "version": event.VERSION,
        "source": "exchange",
        "subject": code,
        "sequence": sequence,
        "time": at,
        "trace": event_id,
        "vault": vault_id,
        "dossier": code,
    }
    return Envelope.model_validate({**fields, "data": json.loads(data)})
