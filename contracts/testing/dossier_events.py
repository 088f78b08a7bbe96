"""The events of a dossier, as their subscribers receive them."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from contracts import casework as c
from contracts import documents as d
from contracts import intake as i
from contracts import payments as p
from contracts.receipts import ReceiptFacts
from contracts.terms import (
    Applicant,
    Contact,
    Due,
    LocalizedText,
    Owner,
    Pay,
    ProcedureRef,
    Quote,
    QuoteLine,
    SealedResult,
    SealWanted,
)
from contracts.testing.results import sample_content
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.core.model import Event
from kit.persistence.vault import Vault

CODE = "H49.61.01-261123-0001"
DRAFT = "01KAQ000000000000000000000"
FEE = "01KAQ0FEE00000000000000000"
OWNER = "sub-an"
KEY = "7K3M9QX2TA"
PHONE, MAIL = "+84912345678", "an@example.vn"
FILED_AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DUE_AT = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
LINE = QuoteLine(rule="online", name="Lệ phí đăng ký hộ kinh doanh (trực tuyến)", amount=150_000)


@dataclass
class DossierEvents:
    """Publishes events, each a minute after the last; every subject has its own sequence."""

    vault: Vault
    code: str = CODE
    draft: str = DRAFT
    at: datetime = FILED_AT
    published: list[Envelope] = field(default_factory=list)
    sequences: dict[tuple[str, str], int] = field(default_factory=dict)

    def publish(self, source: str, event: Event, subject: str | None = None) -> Envelope:
        """The next event in its envelope."""
        subject = subject or self.code
        sequence = self.sequences[source, subject] = self.sequences.get((source, subject), 0) + 1
        data = event.model_dump_json(context={"cipher": self.vault.create(self.draft)})
        envelope = Envelope(
            id=new_ulid(self.at),
            type=event.TYPE,
            version=event.VERSION,
            source=source,
            subject=subject,
            sequence=sequence,
            time=self.at,
            trace="trace",
            vault=self.draft,
            dossier=self.code,
            data=json.loads(data),
        )
        self.at += timedelta(minutes=1)
        self.published.append(envelope)
        return envelope


def dossier_filed(
    pay: Pay = "before_acceptance", *, language: str = "vi", owner: str = OWNER
) -> i.DossierFiled:
    """A filing; its fee, unless `pay` is "none", is 150.000 đ."""
    return i.DossierFiled(
        procedure=ProcedureRef(code="1.001612", name="Đăng ký thành lập hộ kinh doanh", version=1),
        agency="H49.61.01",
        agency_name="UBND phường Hồng Gai",
        owner=Owner(sub=owner),
        applicant=Applicant(
            full_name="Nguyễn Thị An", identity_number="022190001234", address="Hạ Long"
        ),
        contact=Contact.model_validate(
            {"phone": PHONE, "phone_verified": True, "email": MAIL, "language": language}
        ),
        channel="online",
        papers=(),
        answers={"name": "Hộ kinh doanh An"},
        quote=Quote(
            lines=(LINE,) if pay != "none" else (), total=150_000 if pay != "none" else 0, pay=pay
        ),
        lookup_key=KEY,
    )


def contact_of(filed: i.DossierFiled, **changes: object) -> Contact:
    """The contact of a filing with changes."""
    return (filed.contact or Contact()).evolve(**changes)


def due_date(*, provisional: bool = False) -> Due:
    """A due date with one step of its explanation."""
    return Due(
        at=DUE_AT,
        provisional=provisional,
        steps=(LocalizedText(vi="Ba ngày làm việc.", en="Three working days."),),
    )


def fee_due() -> p.FeeDue:
    """A fee of 150.000 đ, due within a week."""
    return p.FeeDue(lines=(LINE,), total=150_000, pay_by=FILED_AT + timedelta(days=7))


def fee_settled() -> p.FeeSettled:
    """The fee, paid by card."""
    receipt = ReceiptFacts(number="0000001", lines=(LINE,), collector="UBND phường Hồng Gai")
    return p.FeeSettled(amount=150_000, method="card", receipt=receipt, payer="Nguyễn Thị An")


def document_sealed(kind: d.Kind) -> d.DocumentSealed:
    """A sealed document."""
    return d.DocumentSealed(
        kind=kind, name=f"Văn bản {kind}", sha256="ab" * 32, signature="c2ln", key="alias/seal"
    )


def _accepted_to_returned(events: DossierEvents) -> list[Envelope]:
    """From the acceptance to the return of the result."""
    events.publish("casework", c.CaseAccepted(at=events.at, due=due_date(), desk="desk-1"))
    events.publish("documents", document_sealed("form-01"), "doc-form-01")
    events.publish("casework", c.CaseAssigned(step="Thẩm định", desk="desk-2"))
    wanted = (SealWanted(document="doc-result", name="Giấy chứng nhận"),)
    contents = {each.document: sample_content() for each in wanted}
    decided = c.CaseDecided(results=wanted, signer="sub-officer", contents=contents)
    events.publish("casework", decided)
    events.publish("documents", document_sealed("result"), "doc-result")
    result = SealedResult(
        document="doc-result", name="Giấy chứng nhận", sha256="ab" * 32, file="ab" * 32
    )
    events.publish("casework", c.CaseCompleted(results=(result,)))
    events.publish("casework", c.CaseReturned(how="online"))
    return events.published


def paid_dossier(vault: Vault, code: str = CODE, draft: str = DRAFT) -> list[Envelope]:
    """The events of a dossier whose fee is paid by card before acceptance."""
    events = DossierEvents(vault, code, draft)
    fee = f"fee-{draft}"
    events.publish("intake", dossier_filed())
    events.publish("casework", c.CaseAwaitingPayment())
    events.publish("payments", fee_due(), fee)
    events.publish("payments", p.PaymentOpened(fee=fee, method="card"), f"pay-{draft}")
    paid_in_full = p.PaymentPaid(fee=fee, method="card", amount=150_000, kept=150_000, surplus=0)
    events.publish("payments", paid_in_full, f"pay-{draft}")
    events.publish("payments", fee_settled(), fee)
    events.publish(
        "casework",
        c.CaseAwaitingReception(since=events.at, reception_due=events.at + timedelta(hours=8)),
    )
    return _accepted_to_returned(events)


def free_dossier(vault: Vault, code: str = CODE, draft: str = DRAFT) -> list[Envelope]:
    """The events of a dossier without a fee."""
    events = DossierEvents(vault, code, draft)
    events.publish("intake", dossier_filed("none"))
    events.publish(
        "casework",
        c.CaseAwaitingReception(since=events.at, reception_due=events.at + timedelta(hours=8)),
    )
    return _accepted_to_returned(events)
