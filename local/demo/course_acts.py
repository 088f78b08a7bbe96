"""The acts of the table of courses, through the public routes; time passes by the cloud's clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from local.courses.table import Act
from local.demo.api_client import Json
from local.demo.dossier import DemoDossier
from local.demo.officials import open_dossier, open_papers
from local.demo.passing_time import let_time_pass_to
from local.demo.payer import pay_by_card
from local.demo.results import fill_in_result
from local.demo.uploads import upload
from local.demo.waiting import wait_for

ASSESSED: Final = {"rule": "xác định", "name": "Phí thẩm định", "amount": 200_000}
DELIVERED: Final = timedelta(hours=7)
"""After the last day for supplements: what was sent at its end has arrived."""
LATE: Final = timedelta(days=7, hours=-8)
"""Back into working hours: a due date is mostly at closing time."""
SWEEPER: Final = "motcua-local-casework-sweeper"
REASONS: Final[dict[Act, str]] = {
    "reject": "Hồ sơ không thuộc thẩm quyền giải quyết của phường.",
    "request_supplement": "Địa điểm là nhà thuê nên cần chứng minh quyền sử dụng.",
    "extend": "Cần thêm thời gian để xác minh thực địa.",
    "stop": "Cơ quan đã tiếp nhận nhầm, vì quy hoạch khu vực đang được điều chỉnh.",
    "refund": "Dừng giải quyết do lỗi của cơ quan.",
    "request_withdrawal": "Tôi chưa có nhu cầu thực hiện nữa.",
}


@dataclass(frozen=True)
class CourseActs:
    """Each act raises UnexpectedResponse where it is refused."""

    dossier: DemoDossier

    def perform(self, act: Act) -> None:
        """One act of whoever it belongs to."""
        acts: dict[Act, Callable[[], object]] = {
            "file": self.file,
            "pay": self.pay,
            "take_cash": self.take_cash,
            "accept": self.accept,
            "reject": lambda: self._at_desk("rejection", {"reason": REASONS["reject"]}),
            "assign": self.assign,
            "assess_fee": self.assess_fee,
            "request_supplement": self.request_supplement,
            "supplement": self.supplement,
            "extend": self.extend,
            "propose": self.propose,
            "approve": lambda: self.dossier.approver.post("casework", self._case("decision")),
            "return_result": lambda: self._at_desk("return", {"how": "online"}),
            "stop": self.stop,
            "refund": self.refund,
            "request_withdrawal": self.request_withdrawal,
            "withdraw": lambda: self._at_desk("withdrawal", {}),
            "let_days_pass": lambda: self._let_pass("let_days_pass"),
            "let_due_date_pass": lambda: self._let_pass("let_due_date_pass"),
            "let_supplement_time_pass": self.let_supplement_time_pass,
        }
        acts[act]()

    @property
    def case(self) -> Json:
        """The case, as the desk sees it."""
        return self.dossier.receiver.get("casework", self._case())

    @property
    def due(self) -> datetime:
        """The promised moment."""
        return datetime.fromisoformat(self.case["due"]["at"])

    def file(self) -> None:
        """The citizen files, and status shows the dossier."""
        self.dossier.file()
        self.dossier.wait_until_seen()

    def pay(self) -> None:
        """The citizen pays by card."""
        fee = self.dossier.due_fee()
        request = {"method": "card", "return_url": "http://localhost/cam-on"}
        path = f"/fees/{fee['fee']}/payments"
        pay_by_card(self.dossier.citizen.post("payments", path, request)["url"])

    def take_cash(self) -> None:
        """The cashier takes the whole fee at the desk."""
        fee = self.dossier.due_fee()
        self.dossier.official("thu-ngan").post("payments", f"/fees/{fee['fee']}/cash")

    def accept(self) -> None:
        """The desk opens each paper, then accepts."""
        open_papers(self.dossier.receiver, self.dossier.code, "reception")
        self._at_desk("acceptance", {})

    def assign(self) -> None:
        """The officer takes the step of assessment."""
        self._assess("assignment", {"step": "Thẩm định", "desk": "Chuyên viên"})

    def assess_fee(self) -> None:
        """The officer finds a fee that nobody could quote; the result waits for it."""
        self._assess("fee-assessment", {"lines": [ASSESSED], "pay": "before_result"})

    def request_supplement(self) -> None:
        """The officer asks for a paper, once."""
        items = ["Bản sao hợp đồng thuê địa điểm"]
        body = {"items": items, "reason": REASONS["request_supplement"]}
        self._assess("supplement-request", body)

    def supplement(self) -> None:
        """The citizen uploads a paper and sends it with an answer."""
        dossier = self.dossier
        upload(dossier.citizen, dossier.draft, dossier.components[0], dossier.who.name)
        path = f"/dossiers/{dossier.code}/supplement"
        dossier.citizen.post("intake", path, {"answers": {"note": "Hợp đồng số 5/2026"}})

    def extend(self) -> None:
        """The head apologises and promises the result a week later."""
        due = (self.due + timedelta(days=7)).isoformat()
        body = {"due": due, "reason": REASONS["extend"]}
        self.dossier.official("thu-truong").post("casework", self._case("extension"), body)

    def propose(self) -> None:
        """The officer reads the dossier, fills the result in and proposes it."""
        open_dossier(self.dossier.assessor, self.dossier.code)
        result = fill_in_result(self.dossier.assessor, self.dossier.code, self.dossier.result)
        self._assess("proposal", {"results": [result]})

    def stop(self) -> None:
        """The officer stops the case; the cause lies with the agency."""
        self._assess("stop", {"reason": REASONS["stop"], "ground": "stopped_by_agency"})

    def refund(self) -> None:
        """An accountant sends the whole payment back; another one approves where two must."""
        accountant = self.dossier.official("ke-toan")
        path = f"/payments?dossier={self.dossier.code}"
        [payment] = accountant.get("payments", path)["items"]
        ledger = accountant.get("payments", f"/payments/{payment['payment']}/ledger")
        amount = ledger["refundable"]
        body = {"amount": amount, "why": REASONS["refund"], "refundable_seen": amount}
        refund = accountant.post("payments", f"/payments/{payment['payment']}/refunds", body)
        if refund["state"] == "requested":
            path = f"/refunds/{refund['refund']}/approval"
            self.dossier.official("ke-toan-2").post("payments", path)

    def request_withdrawal(self) -> None:
        """The citizen asks to withdraw; the desk sees it."""
        body = {"reason": REASONS["request_withdrawal"]}
        self.dossier.citizen.post("intake", f"/dossiers/{self.dossier.code}/withdrawal", body)
        wait_for(
            lambda: self.case["withdrawal_requested_at"], "the desk sees the request to withdraw"
        )

    def moment_of(self, act: Act) -> datetime:
        """When what nobody does has happened."""
        if act == "let_due_date_pass":
            return self.due + LATE
        request = self.case["supplement"]
        if act == "let_days_pass":
            return datetime.fromisoformat(request["requested_at"]) + timedelta(days=3)
        return datetime.fromisoformat(request["due"]) + DELIVERED

    def let_supplement_time_pass(self) -> None:
        """Nobody sends anything; the sweeper, which runs every five minutes, is called at once."""
        self._let_pass("let_supplement_time_pass")
        functions = self.dossier.sign_in.deployment.client("lambda")
        functions.invoke(FunctionName=SWEEPER, Payload=b"{}")

    def _let_pass(self, act: Act) -> None:
        let_time_pass_to(self.moment_of(act))
        self.dossier.sign_in_again()

    def _at_desk(self, act: str, body: Json) -> None:
        self.dossier.receiver.post("casework", self._case(act), body)

    def _assess(self, act: str, body: Json) -> None:
        self.dossier.assessor.post("casework", self._case(act), body)

    def _case(self, act: str = "") -> str:
        path = f"/cases/{self.dossier.code}"
        return f"{path}/{act}" if act else path
