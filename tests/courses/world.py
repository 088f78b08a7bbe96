"""The seven services in one process, and the people who take a dossier through a course."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from casework.acts.perform import ActCommand
from casework.domain.case import Case
from casework.endings.return_result import ReturnResult, return_result
from casework.endings.stop import StopCase, stop_case
from casework.endings.stop_unsupplemented import stop_unsupplemented_cases
from casework.endings.withdraw import WithdrawCase, withdraw_case
from casework.processing.assess_fee import AssessFee, assess_fee
from casework.processing.assign import AssignStep, assign_step
from casework.processing.decide import DecideCase, decide_case
from casework.processing.extend import ExtendCase, extend_case
from casework.processing.propose import ProposeDecision, propose_decision
from casework.processing.request_supplement import RequestSupplement, request_supplement
from casework.reception.accept import AcceptCase, accept_case
from casework.reception.reject import RejectCase, reject_case
from contracts.required_documents import PaperStatement
from contracts.terms import QuoteLine
from contracts.testing.answers import sample_answers
from documents.repository import SEALS
from intake.catalogue.publish import PublishProcedure, publish_procedure
from intake.domain.demanded_papers import cases_to_choose, demands
from intake.domain.draft_content import DraftContent
from intake.domain.form import Answers
from intake.domain.procedure_content import ProcedureContent
from intake.domain.profile import OrganisationProfile
from intake.drafts.create import CreateDraft, create_draft
from intake.filing.file import FileDraft
from intake.forms.general import form_of
from intake.profile.update import UpdateProfile, update_profile
from kit.core.budget import UNLIMITED
from kit.security.staff_directory import Staff
from local.courses.table import Act
from payments.backoffice.cash import TakeCash, take_cash
from payments.refunds.approve import ApproveRefund, approve_refund
from payments.refunds.request import RequestRefund, request_refund
from tests.unit.intake.world import AGENCY, AN, PDF
from tests.world import LIMITS, OWNER, World

RECEIVER: Final = Staff(
    sub="receiver",
    roles=("receptionist",),
    agencies=("H49",),
    desks=("số 1",),
    name="Trần Thị Lan",
)
ASSESSOR: Final = Staff(sub="assessor", roles=("officer",), agencies=("H49",), name="Lê Văn Hùng")
APPROVER: Final = Staff(sub="approver", roles=("approver",), agencies=("H49",))
HEAD: Final = Staff(sub="head", roles=("head",), agencies=("H49",))
APPLICANT: Final = AN.evolve(
    organisation=OrganisationProfile(name="Công ty TNHH Bình An", tax_code="5700101690")
)
ASSESSED: Final = QuoteLine(rule="xác định", name="Phí thẩm định", amount=200_000)
REASON: Final = "Lý do của bài thử."
DELIVERED: Final = timedelta(hours=7)
"""After the last day for supplements: what was sent at its end has arrived."""


def chosen_papers(content: ProcedureContent) -> PaperStatement:
    """The first case of papers, where there are some to choose from."""
    return PaperStatement(cases=cases_to_choose(content)[:1])


@dataclass
class CourseWorld(World):
    """One dossier of a procedure; each act of the table of courses is one method.

    An act that is refused raises its refusal; what follows from the others is delivered by
    `settle`. Without a certificate files bear no signature inside, which takes half the time.
    """

    procedure: str = "1.001612"
    content: ProcedureContent | None = None
    certified: bool = True
    code: str = field(default="", init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.certified:
            del self.transports["documents"].items[SEALS, "H49"]

    @property
    def acts(self) -> dict[Act, Callable[[], object]]:
        """How each act is performed."""
        return {
            "file": self.file,
            "pay": self.pay_fee,
            "take_cash": self.take_cash,
            "accept": partial(self._act, accept_case, AcceptCase, RECEIVER),
            "reject": partial(self._act, reject_case, RejectCase, RECEIVER, reason=REASON),
            "assign": partial(
                self._act,
                assign_step,
                AssignStep,
                ASSESSOR,
                step="Thẩm định",
                desk="số 2",
                assignee=ASSESSOR,
            ),
            "assess_fee": partial(
                self._act, assess_fee, AssessFee, ASSESSOR, lines=(ASSESSED,), is_blocking=False
            ),
            "request_supplement": partial(
                self._act,
                request_supplement,
                RequestSupplement,
                ASSESSOR,
                items=("Bản sao hợp đồng",),
                reason=REASON,
            ),
            "supplement": lambda: self.supplement(self.code),
            "extend": self.extend,
            "propose": self.propose_result,
            "approve": partial(self._act, decide_case, DecideCase, APPROVER),
            "return_result": partial(
                self._act, return_result, ReturnResult, RECEIVER, how="online"
            ),
            "stop": partial(
                self._act, stop_case, StopCase, ASSESSOR, reason=REASON, ground="stopped_by_agency"
            ),
            "refund": self.refund,
            "request_withdrawal": lambda: self.request_withdrawal(self.code),
            "withdraw": partial(self._act, withdraw_case, WithdrawCase, RECEIVER),
            "let_days_pass": self.let_days_pass,
            "let_due_date_pass": self.let_due_date_pass,
            "let_supplement_time_pass": self.let_supplement_time_pass,
        }

    @property
    def case(self) -> Case:
        """The case of the dossier."""
        case = self.casework.case(self.code)
        assert case is not None
        return case

    @property
    def due(self) -> datetime:
        """The promised moment."""
        assert self.case.due is not None
        return self.case.due.at

    def file(self) -> str:
        """The procedure is published; An uploads what it requires, and files."""
        assert self.content is not None
        publication = PublishProcedure(code=self.procedure, content=self.content)
        publish_procedure(self.intake, publication, at=self.now())
        update_profile(self.intake, UpdateProfile(owner=OWNER, profile=APPLICANT), at=self.now())
        draft = create_draft(
            self.intake,
            self.directory,
            CreateDraft(
                id=self.new_seed(),
                owner=OWNER,
                content=DraftContent(
                    procedure=self.procedure,
                    agency=AGENCY,
                    answers=self.answers(),
                    statement=chosen_papers(self.content),
                ),
            ),
            limits=LIMITS,
            at=self.now(),
        )
        for demand in demands(self.content, draft.situation):
            attachment = self.announce(draft, demand.first.id)
            self.checker.check(self.bucket.upload(attachment.upload_key, PDF), at=self.now())
        self.code = self.filer.file(FileDraft(draft=draft.id, owner=OWNER), at=self.now()).id
        return self.code

    def answers(self) -> Answers:
        """Right ones to the procedure's form."""
        assert self.content is not None
        return sample_answers(form_of(self.content).model_dump(mode="json"))

    def take_cash(self) -> None:
        """The cashier takes the whole fee at the desk."""
        [fee] = self.payments.fees_of(self.payments.dossier(self.code))
        command = TakeCash(self.new_seed(), fee.id, by="cashier", desk="số 1")
        take_cash(self.payments, self.providers, command, self.now())

    def extend(self) -> None:
        """The head promises a result a week later, in working hours."""
        due = self.due + timedelta(days=7)
        self._act(extend_case, ExtendCase, HEAD, due=due, reason=REASON)

    def propose_result(self) -> None:
        """The officer proposes the procedure's first result, filled in."""
        proposed = self.proposed_result(self.code)
        self._act(propose_decision, ProposeDecision, ASSESSOR, results=(proposed,))

    def refund(self) -> None:
        """An accountant sends the fee back; a second one approves what is large."""
        [fee] = self.payments.fees_of(self.payments.dossier(self.code))
        assert fee.payment is not None
        refundable = self.payments.book(fee.payment).refundable("fees")
        command = RequestRefund(
            self.new_seed(), fee.payment, fee.total, REASON, "accountant", refundable
        )
        refund = request_refund(self.payments, self.providers, command, self.now())
        if refund.state == "requested":
            approve_refund(self.payments, ApproveRefund(refund.id, "other"), self.now())

    def let_days_pass(self) -> None:
        """The applicant needs three days."""
        self.clock += timedelta(days=3)

    def let_due_date_pass(self) -> None:
        """It is the working day after the due date's week, and nobody acted."""
        self.clock = max(self.clock, self.due + timedelta(days=7))

    def let_supplement_time_pass(self) -> None:
        """The applicant sends nothing; the sweeper looks at what is due."""
        assert self.case.supplement is not None
        self.clock = self.case.supplement.due + DELIVERED
        stop_unsupplemented_cases(self.casework, self.now(), UNLIMITED)

    def settle(self) -> None:
        """What Stripe reports is delivered too."""
        super().settle()
        while self.webhooks:
            self.deliver_webhooks()
            super().settle()

    def _act(
        self,
        use_case: Callable[..., Case],
        command: type[ActCommand],
        official: Staff,
        **fields: object,
    ) -> None:
        built = command.model_validate(
            {"code": self.code, "official": official, "request": self.new_seed(), **fields}
        )
        use_case(self.casework, built, at=self.now())
