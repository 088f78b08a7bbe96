"""Casework in memory, the officials of a commune, and builders of what comes to the service."""

from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, Final

from casework.bootstrap import Casework
from casework.corrections.undo import UndoAct, undo_act
from casework.domain.acts import DESK_ROLES
from casework.domain.case import Case
from casework.domain.endings import StopGround
from casework.domain.result_choice import ProposedResult
from casework.domain.undo import Undoable
from casework.endings.refuse_withdrawal import RefuseWithdrawal, refuse_withdrawal
from casework.endings.return_result import ReturnResult, return_result
from casework.endings.stop import StopCase, stop_case
from casework.endings.withdraw import WithdrawCase, withdraw_case
from casework.processing.assign import AssignStep, assign_step
from casework.processing.decide import DecideCase, decide_case
from casework.processing.extend import ExtendCase, extend_case
from casework.processing.propose import ProposeDecision, propose_decision
from casework.processing.request_supplement import RequestSupplement, request_supplement
from casework.processing.return_for_correction import (
    ReturnForCorrection,
    return_for_correction,
)
from casework.reception.accept import AcceptCase, accept_case
from casework.reception.reject import RejectCase, reject_case
from contracts.documents import DocumentSealed
from contracts.intake import (
    DossierFiled,
    DossierSupplemented,
    ProcedurePublished,
    WithdrawalRequested,
)
from contracts.payments import FeeDue, FeeSettled
from contracts.procedure_terms import (
    USUAL_SUPPLEMENTS,
    Limit,
    ResultKind,
    Step,
    SupplementTerms,
)
from contracts.receipts import ReceiptFacts
from contracts.required_documents import HeldPaper
from contracts.terms import (
    Applicant,
    Contact,
    Owner,
    Pay,
    ProcedureRef,
    Quote,
    QuoteLine,
    SealWanted,
    UnassessedFee,
)
from contracts.testing.results import sample_content
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.core.model import Event
from kit.platform.fault_injection import Plan
from kit.security.staff_directory import Staff
from kit.testing.clock import NOW
from kit.testing.http_client import HttpClient
from kit.testing.world import ServiceWorld

CODE: Final = "H49.61-261123-0001"
AGENCY: Final = "H49.61"
PROCEDURE: Final = ProcedureRef(code="1.001612", name="Đăng ký thành lập hộ kinh doanh", version=1)
RECEPTIONIST: Final = Staff(
    sub="receptionist",
    roles=("receptionist",),
    agencies=("H49",),
    desks=("motcua-01",),
    name="Trần Thị Lan",
)
OFFICER: Final = Staff(
    sub="officer",
    roles=("officer",),
    agencies=(AGENCY,),
    desks=("chuyen-mon-01",),
    name="Phạm Văn Hùng",
)
APPROVER: Final = Staff(sub="approver", roles=("approver",), agencies=(AGENCY,))
CLERK: Final = Staff(sub="clerk", roles=("clerk",), agencies=(AGENCY,))
HEAD: Final = Staff(sub="head", roles=("head",), agencies=(AGENCY,), office="Chủ tịch")
SUPERVISOR: Final = Staff(sub="supervisor", roles=("supervisor",), agencies=("H49",))
STRANGER: Final = Staff(sub="stranger", roles=DESK_ROLES, agencies=("H49.62",))
PROVINCE_ADMIN: Final = Staff(sub="province-admin", roles=("admin",), agencies=("H49",))
COMMUNE_ADMIN: Final = Staff(sub="commune-admin", roles=("admin",), agencies=(AGENCY,))
AGENCY_BODY: Final = {"name": "Ủy ban nhân dân phường Hạ Long", "valid_from": "2025-07-01"}
STAFF_BODY: Final = {"name": "Trần Văn Bình", "roles": ["officer"], "agencies": [AGENCY]}
CITIZEN: Final = "citizen"
SEARCH_SECRET: Final = '{"current": "v1", "v1": "the search of the tests"}'
MINUTE: Final = timedelta(minutes=1)
LINES: Final = (QuoteLine(rule="1.001612-1", name="Lệ phí", amount=150_000),)
FEE_DUE: Final = FeeDue(lines=LINES, total=150_000)
FEE_SETTLED: Final = FeeSettled(
    amount=150_000,
    method="card",
    receipt=ReceiptFacts(number="1", lines=LINES, collector="Kho bạc"),
)


def utc(text: str) -> datetime:
    """A moment from "2026-11-23 02:00", UTC."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def a_dossier(
    *,
    pay: Pay = "before_acceptance",
    total: int = 150_000,
    unassessed: tuple[UnassessedFee, ...] = (),
) -> DossierFiled:
    """A dossier as it was filed."""
    return DossierFiled(
        procedure=PROCEDURE,
        agency=AGENCY,
        agency_name="Ủy ban nhân dân phường Hạ Long",
        owner=Owner(sub=CITIZEN),
        applicant=Applicant(
            full_name="Nguyễn Thị An", identity_number="022190000001", address="Hạ Long"
        ),
        contact=Contact(phone="+84912345678", email="an@example.vn"),
        channel="online",
        papers=(),
        answers={},
        quote=Quote(lines=LINES if total else (), total=total, pay=pay, unassessed=unassessed),
        lookup_key="ABCDEFGHJK",
    )


def a_free_dossier() -> DossierFiled:
    """A dossier without a fee: it goes to the desk at once."""
    return a_dossier(pay="none", total=0)


def a_procedure(
    *,
    days: int = 3,
    version: int = 1,
    valid_from: datetime = NOW - timedelta(days=9),
    supplements: SupplementTerms = USUAL_SUPPLEMENTS,
    held: tuple[HeldPaper, ...] = (),
) -> ProcedurePublished:
    """A version with a limit in working days, one timed step and two results."""
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
        supplements=supplements,
        held_papers=held,
    )


def a_sealed_result(wanted: str | None) -> DocumentSealed:
    """A sealed result that was asked for under this id."""
    return DocumentSealed(
        kind="result",
        name="Giấy chứng nhận",
        sha256="a" * 64,
        signature="sig",
        key="alias",
        wanted=wanted,
    )


def a_case(**changes: Any) -> Case:
    """A case that awaits its reception."""
    fields: dict[str, Any] = {
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
    return Case(**{**fields, **changes})


def a_message(
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


class World(ServiceWorld):
    """Casework with its officials; every act of theirs comes a minute later than the last."""

    def __init__(self, plan: Plan | None = None) -> None:
        super().__init__(plan)
        self.vault.create("V1")
        self.casework = Casework(self.resources, search_secret=lambda: SEARCH_SECRET)
        self.cases = self.casework.cases
        self.employ(RECEPTIONIST, OFFICER, APPROVER, CLERK, HEAD, SUPERVISOR)
        self.employ(STRANGER, PROVINCE_ADMIN, COMMUNE_ADMIN)

    @classmethod
    def with_case_at_the_desk(cls, plan: Plan | None = None) -> "World":
        """A procedure is published and a dossier without a fee awaits its reception."""
        world = cls(plan)
        world.publish(a_procedure())
        world.receive(a_free_dossier())
        return world

    @classmethod
    def with_case_in_work(cls) -> "World":
        """A case whose first step is assigned."""
        world = cls.with_case_at_the_desk()
        world.accept()
        world.assign()
        return world

    @classmethod
    def with_case_signing(cls) -> "World":
        """A case whose decision awaits its sealed result."""
        world = cls.with_case_in_work()
        world.decide()
        return world

    @cached_property
    def client(self) -> HttpClient:
        """A caller of casework's routes."""
        return HttpClient(self.casework.router)

    @property
    def case(self) -> Case:
        """The case as it is now."""
        case = self.cases.case(CODE)
        assert case is not None
        return case

    @property
    def event_types(self) -> list[str]:
        """Of every event that casework published."""
        return [event.type for event in self.events()]

    @property
    def parked_types(self) -> list[str]:
        """Of the messages that wait for the case."""
        return [message.type for message in self.deferred.of(CODE)]

    def publish(self, procedure: ProcedurePublished) -> None:
        self.receive(procedure, subject=PROCEDURE.code, dossier=None)

    def receive(self, event: Event, *, subject: str = CODE, dossier: str | None = CODE) -> None:
        """Another service's event comes to the inbox."""
        message = a_message(event, subject=subject, dossier=dossier, at=self.clock())
        self.casework.inbox.handle(message)

    def new_request(self) -> str:
        """The id of a new request, a minute later."""
        self.clock.advance(MINUTE)
        return new_ulid(self.clock())

    def accept(self, official: Staff = RECEPTIONIST, code: str = CODE) -> Case:
        command = AcceptCase(code=code, official=official, request=self.new_request())
        return accept_case(self.cases, command, at=self.clock())

    def reject(self, reason: str) -> Case:
        command = RejectCase(
            code=CODE, official=RECEPTIONIST, request=self.new_request(), reason=reason
        )
        return reject_case(self.cases, command, at=self.clock())

    def assign(self, step: str = "Thẩm định") -> Case:
        command = AssignStep(
            code=CODE,
            official=OFFICER,
            request=self.new_request(),
            step=step,
            desk="chuyen-mon-01",
        )
        return assign_step(self.cases, command, at=self.clock())

    def request_supplement(self, request: str = "") -> Case:
        """`request`: the id of an earlier request that is repeated."""
        command = RequestSupplement(
            code=CODE,
            official=OFFICER,
            request=request or self.new_request(),
            items=("Bản sao hợp đồng thuê nhà",),
            reason="Địa chỉ kinh doanh là nhà thuê.",
        )
        return request_supplement(self.cases, command, at=self.clock())

    def request_supplement_again(self) -> Case:
        """The head requests supplements."""
        command = RequestSupplement(
            code=CODE,
            official=HEAD,
            request=self.new_request(),
            items=("Bản đồ vị trí",),
            reason="Địa điểm chưa rõ.",
        )
        return request_supplement(self.cases, command, at=self.clock())

    def undo(
        self, undone: Undoable = "reject", *, official: Staff = HEAD, request: str = ""
    ) -> Case:
        """`request`: the id of an earlier request that is repeated."""
        command = UndoAct(
            code=CODE,
            official=official,
            request=request or self.new_request(),
            undone=undone,
            reason="Bấm nhầm.",
        )
        return undo_act(self.cases, command, at=self.clock())

    def receive_supplement(self, request: str = "") -> None:
        """The applicant sends what was wanted; `request`: of another request than the last one."""
        wanted = self.case.supplement
        wanted_id = request or (wanted.id if wanted else "")
        self.receive(DossierSupplemented(request=wanted_id, papers=(), answers={"a": "đã có"}))

    def receive_withdrawal_request(self, reason: str = "Tôi đổi ý.") -> None:
        """The applicant asks to withdraw the dossier."""
        self.receive(WithdrawalRequested(reason=reason))

    def withdraw(self) -> Case:
        command = WithdrawCase(code=CODE, official=OFFICER, request=self.new_request())
        return withdraw_case(self.cases, command, at=self.clock())

    def refuse_withdrawal(self, reason: str = "Hồ sơ liên quan đến người khác.") -> Case:
        command = RefuseWithdrawal(
            code=CODE, official=OFFICER, request=self.new_request(), reason=reason
        )
        return refuse_withdrawal(self.cases, command, at=self.clock())

    def extend(self, due: datetime, reason: str = "Chờ ý kiến của cơ quan khác.") -> Case:
        command = ExtendCase(
            code=CODE, official=HEAD, request=self.new_request(), due=due, reason=reason
        )
        return extend_case(self.cases, command, at=self.clock())

    def stop(self, ground: StopGround = "stopped_by_agency") -> Case:
        command = StopCase(
            code=CODE,
            official=OFFICER,
            request=self.new_request(),
            reason="Quy hoạch đã thay đổi.",
            ground=ground,
        )
        return stop_case(self.cases, command, at=self.clock())

    def propose(self, *results: str, official: Staff = OFFICER) -> Case:
        """An officer proposes these results, else the procedure's first."""
        proposed = tuple(
            ProposedResult(code=code, content=sample_content(code)) for code in results or (None,)
        )
        command = ProposeDecision(
            code=CODE, official=official, request=self.new_request(), results=proposed
        )
        return propose_decision(self.cases, command, at=self.clock())

    def return_for_correction(self, official: Staff = APPROVER) -> Case:
        command = ReturnForCorrection(
            code=CODE, official=official, request=self.new_request(), reason="Thiếu căn cứ."
        )
        return return_for_correction(self.cases, command, at=self.clock())

    def approve(self, *, official: Staff = APPROVER, request: str = "") -> Case:
        """`request`: the id of an earlier request that is repeated."""
        command = DecideCase(code=CODE, official=official, request=request or self.new_request())
        return decide_case(self.cases, command, at=self.clock())

    def decide(self, *results: str) -> Case:
        """An officer proposes, another official approves."""
        self.propose(*results)
        return self.approve()

    def return_result(self, official: Staff = RECEPTIONIST) -> Case:
        command = ReturnResult(
            code=CODE, official=official, request=self.new_request(), how="online"
        )
        return return_result(self.cases, command, at=self.clock())
