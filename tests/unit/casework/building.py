"""A one-stop desk in memory: a store, its inbox, a dossier as filed and officials to act."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from casework.domain.case import Case
from casework.events import event_handlers
from casework.holiday_file import vietnam
from casework.repository import Store
from contracts.intake import DossierFiled, ProcedurePublished
from contracts.terms import (
    Applicant,
    Contact,
    Limit,
    Owner,
    Pay,
    ProcedureRef,
    Quote,
    QuoteLine,
    ResultKind,
    SealWanted,
    Step,
)
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.core.model import Event
from kit.http.context import RequestContext
from kit.messaging.inbox import Inbox
from kit.persistence.transport import Transport
from kit.security.access_tokens import Principal
from kit.security.staff_directory import Directory, Staff
from tests.fakes import NOW, MemoryTransport, events_of, memory_table, memory_vault

CODE = "H49.61-261123-0001"
AGENCY = "H49.61"
PROCEDURE = ProcedureRef(code="1.001612", name="Đăng ký thành lập hộ kinh doanh", version=1)
DESK = Staff(sub="desk-1", roles=("receptionist",), agencies=("H49",), desks=("motcua-01",))
OFFICER = Staff(sub="officer-1", roles=("officer",), agencies=(AGENCY,), desks=("chuyen-mon-01",))
STRANGER = Staff(sub="stranger", roles=("receptionist", "officer"), agencies=("H49.62",))
MINUTE = timedelta(minutes=1)


def filed(*, pay: Pay = "before_acceptance", total: int = 150_000) -> DossierFiled:
    """A dossier as intake says that it was filed."""
    lines = (QuoteLine(rule="1.001612-1", name="Lệ phí", amount=total),) if total else ()
    return DossierFiled(
        procedure=PROCEDURE,
        agency=AGENCY,
        agency_name="Ủy ban nhân dân phường Hạ Long",
        owner=Owner(sub="citizen-1"),
        applicant=Applicant(
            full_name="Nguyễn Thị An", identity_number="022190000001", address="Hạ Long"
        ),
        contact=Contact(phone="+84912345678", email="an@example.vn"),
        channel="online",
        papers=(),
        answers={},
        quote=Quote(lines=lines, total=total, pay=pay),
        lookup_key="ABCDEFGHJK",
    )


def published(
    *, days: int = 3, version: int = 1, valid_from: datetime = NOW - timedelta(days=9)
) -> ProcedurePublished:
    """A version of the procedure."""
    return ProcedurePublished(
        procedure=PROCEDURE.evolve(version=version),
        valid_from=valid_from,
        limits=(Limit(value=days, unit="working_day"),),
        steps=(Step(name="Thẩm định", hours=9),),
        pay="before_acceptance",
        documents=(),
        results=(
            ResultKind(code="KQ.1", name="Giấy chứng nhận"),
            ResultKind(code="KQ.2", name="Thông báo"),
        ),
    )


def case(**changed: Any) -> Case:
    """A case at the desk."""
    facts: dict[str, Any] = {
        "id": CODE,
        "dossier": CODE,
        "vault": "V1",
        "agency": AGENCY,
        "procedure": PROCEDURE,
        "channel": "online",
        "state": "awaiting_reception",
        "filed_at": NOW,
        "pay": "before_acceptance",
        "total": 150_000,
        "wanted": (SealWanted(document="D-1", name="Giấy chứng nhận"),),
        "version": 1,
    }
    return Case(**{**facts, **changed})


def said(
    event: Event, *, subject: str = CODE, dossier: str | None = CODE, at: datetime = NOW
) -> Envelope:
    """An event as another service sends it."""
    return Envelope(
        id=new_ulid(at),
        type=event.TYPE,
        version=1,
        source="elsewhere",
        subject=subject,
        sequence=1,
        time=at,
        trace="T",
        vault="V1",
        dossier=dossier,
        data=event.model_dump(mode="json"),
    )


@dataclass
class Office:
    """Casework in memory."""

    transport: MemoryTransport = field(default_factory=MemoryTransport)
    around: Transport | None = None
    now: datetime = NOW

    def __post_init__(self) -> None:
        vault, directory = memory_vault(), Directory(memory_table(), lambda: self.now)
        vault.create("V1")
        self.store = Store(memory_table(self.around or self.transport), vault, directory, vietnam)
        self.inbox = Inbox(
            event_handlers(self.store, lambda: self.now),
            self.store.aggregates,
            now=lambda: self.now,
        )

    def hear(self, event: Event, *, subject: str = CODE, dossier: str | None = CODE) -> Envelope:
        """Another service says something."""
        told = said(event, subject=subject, dossier=dossier, at=self.now)
        self.inbox.handle(told)
        return told

    def call(self, staff: Staff = DESK) -> RequestContext:
        """A request of an official."""
        self.now += MINUTE
        return RequestContext(
            self.now, new_ulid(self.now), principal=Principal(staff.sub, "staff"), staff=staff
        )

    @property
    def case(self) -> Case:
        """The case as it is now."""
        found = self.store.case(CODE)
        assert found is not None
        return found

    @property
    def told(self) -> list[str]:
        """The types of the events said so far."""
        return [event.type for event in events_of(self.transport)]

    @property
    def parked(self) -> list[str]:
        """The types of what waits."""
        return [heard.type for heard in self.store.aggregates.parked(CODE)]


def utc(text: str) -> datetime:
    """A moment from "2026-11-23 02:00", UTC."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
