"""A dossier's life as the events that its hearers get."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from contracts import casework as c
from contracts import documents as d
from contracts import intake as i
from contracts import payments as p
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
    ReceiptFacts,
    SealedResult,
    SealWanted,
)
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
class Story:
    """Tells events in order, each a minute after the last; subjects count their own sequences."""

    vault: Vault
    code: str = CODE
    draft: str = DRAFT
    at: datetime = FILED_AT
    told: list[Envelope] = field(default_factory=list)
    sequences: dict[tuple[str, str], int] = field(default_factory=dict)

    def tell(self, source: str, event: Event, subject: str | None = None) -> Envelope:
        """One event more."""
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
        self.told.append(envelope)
        return envelope


def filed(
    pay: Pay = "before_acceptance", *, language: str = "vi", owner: str = OWNER
) -> i.DossierFiled:
    """The filing of a dossier whose fee, if any, is 150.000 đ."""
    return i.DossierFiled(
        procedure=ProcedureRef(code="1.001612", name="Đăng ký thành lập hộ kinh doanh", version=1),
        agency="H49.61.01",
        agency_name="UBND phường Hồng Gai",
        owner=Owner(sub=owner),
        applicant=Applicant(
            full_name="Nguyễn Thị An", identity_number="022190001234", address="Hạ Long"
        ),
        contact=Contact.model_validate({"phone": PHONE, "email": MAIL, "language": language}),
        channel="online",
        papers=(),
        answers={"name": "Hộ kinh doanh An"},
        quote=Quote(
            lines=(LINE,) if pay != "none" else (), total=150_000 if pay != "none" else 0, pay=pay
        ),
        lookup_key=KEY,
    )


def due(*, provisional: bool = False) -> Due:
    """A due moment with one step of its explanation."""
    return Due(
        at=DUE_AT,
        provisional=provisional,
        steps=(LocalizedText(vi="Ba ngày làm việc.", en="Three working days."),),
    )


def fee_due() -> p.FeeDue:
    """150.000 đ, to be paid within a week."""
    return p.FeeDue(lines=(LINE,), total=150_000, pay_by=FILED_AT + timedelta(days=7))


def fee_settled() -> p.FeeSettled:
    """The fee, paid by card."""
    receipt = ReceiptFacts(number="0000001", lines=(LINE,), collector="UBND phường Hồng Gai")
    return p.FeeSettled(amount=150_000, method="card", receipt=receipt, payer="Nguyễn Thị An")


def sealed(kind: d.Kind) -> d.DocumentSealed:
    """A sealed document."""
    return d.DocumentSealed(
        kind=kind, name=f"Văn bản {kind}", sha256="ab" * 32, signature="c2ln", key="alias/seal"
    )


def accepted_to_returned(story: Story) -> list[Envelope]:
    """From acceptance to the hand-over."""
    story.tell("casework", c.CaseAccepted(at=story.at, due=due(), desk="desk-1"))
    story.tell("documents", sealed("form-01"), "doc-form-01")
    story.tell("casework", c.CaseAssigned(step="Thẩm định", desk="desk-2"))
    wanted = (SealWanted(document="doc-result", name="Giấy chứng nhận"),)
    story.tell("casework", c.CaseDecided(results=wanted, signer="sub-officer"))
    story.tell("documents", sealed("result"), "doc-result")
    results = (SealedResult(document="doc-result", name="Giấy chứng nhận", sha256="ab" * 32),)
    story.tell("casework", c.CaseCompleted(results=results))
    story.tell("casework", c.CaseReturned(how="online"))
    return story.told


def paid(vault: Vault, code: str = CODE, draft: str = DRAFT) -> list[Envelope]:
    """A dossier whose fee is paid by card before acceptance, up to the hand-over."""
    story = Story(vault, code, draft)
    fee = f"fee-{draft}"
    story.tell("intake", filed())
    story.tell("casework", c.CaseAwaitingPayment())
    story.tell("payments", fee_due(), fee)
    story.tell("payments", p.PaymentOpened(fee=fee, method="card"), f"pay-{draft}")
    paid_in_full = p.PaymentPaid(fee=fee, method="card", amount=150_000, kept=150_000, surplus=0)
    story.tell("payments", paid_in_full, f"pay-{draft}")
    story.tell("payments", fee_settled(), fee)
    story.tell(
        "casework",
        c.CaseAwaitingReception(since=story.at, reception_due=story.at + timedelta(hours=8)),
    )
    return accepted_to_returned(story)


def free(vault: Vault, code: str = CODE, draft: str = DRAFT) -> list[Envelope]:
    """A dossier without a fee, up to the hand-over."""
    story = Story(vault, code, draft)
    story.tell("intake", filed("none"))
    story.tell(
        "casework",
        c.CaseAwaitingReception(since=story.at, reception_due=story.at + timedelta(hours=8)),
    )
    return accepted_to_returned(story)
