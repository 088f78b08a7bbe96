"""One dossier from sign-in to the returned result, every step checked through the public APIs."""

from dataclasses import dataclass, field

from local.courses.table import SMALLEST_BY_CARD
from local.demo.api_client import Json
from local.demo.checks import require
from local.demo.dossier import WITHOUT_FEE, DemoDossier
from local.demo.officials import open_dossier, open_papers
from local.demo.payer import pay_by_card
from local.demo.results import fill_in_result
from local.demo.verification import public_keys, verify
from local.demo.waiting import wait_for

PAID_FIRST = "before_acceptance"
STATUSES = ["1", "2", "4", "9", "10"]
STATUSES_PAID_FIRST = ["1", "6", "1", "2", "4", "9", "10"]


@dataclass
class Journey(DemoDossier):
    """A dossier that nothing delays."""

    events: list[str] = field(default_factory=lambda: ["dossier.filed"])

    def complete(self) -> str:
        """Every step; the dossier's code. Raises CheckFailed, NoProgress, UnexpectedResponse."""
        self.file()
        if self.paid == PAID_FIRST:
            self.pay()
        self.accept()
        if self.paid not in (PAID_FIRST, WITHOUT_FEE):
            self.pay()
        self.decide()
        self.return_result()
        self.track()
        self.count_notices()
        return self.code

    def pay(self) -> None:
        """Pay the fee by card, as the citizen; at the desk what is too little for a card."""
        fee = self.due_fee()
        self.notices.wait_for("fee.due")
        by_card = fee["total"] >= SMALLEST_BY_CARD
        if by_card:
            request = {"method": "card", "return_url": "http://localhost/cam-on"}
            payment = self.citizen.post("payments", f"/fees/{fee['fee']}/payments", request)
            pay_by_card(payment["url"])
        else:
            self.official("thu-ngan").post("payments", f"/fees/{fee['fee']}/cash")
        wait_for(lambda: self.fee_in("settled"), "the fee is settled")
        self.events += ["fee.due", "fee.settled"]
        how = "by card at the Stripe double; the signed webhook settled it"
        how = how if by_card else "in cash at the desk, too little for a card"
        self.report(f"3  fee {fee['total']:,} đ paid {how}")

    def accept(self) -> None:
        """Open the papers and accept the dossier at the one-stop desk (tiếp nhận)."""
        self.wait_for_case("awaiting_reception")
        open_papers(self.receiver, self.code, "reception")
        due = self.receiver.post("casework", f"/cases/{self.code}/acceptance")["due"]
        self.events += ["case.accepted"]
        require(bool(due["at"] and due["steps"]), "the due date is not explained")
        self.report(f"4  accepted at the desk; due {due['at']}: {due['steps'][-1]['vi']}")
        self.notices.wait_for("case.accepted")
        sms, mails = self.notices.messages()
        last = sms[-1] if sms else "–"
        self.report(f"5  {len(sms)} SMS and {len(mails)} mails so far; the last SMS: {last}")

    def decide(self) -> None:
        """Propose and approve, and verify every sealed document."""
        open_dossier(self.assessor, self.code)
        result = fill_in_result(self.assessor, self.code, self.result)
        self.assessor.post("casework", f"/cases/{self.code}/proposal", {"results": [result]})
        self.approver.post("casework", f"/cases/{self.code}/decision")
        self.wait_for_case("completed")
        self.events += ["case.completed"]
        documents = wait_for(self._sealed_documents, "form 01, result and receipt are sealed")
        keys = public_keys(self.public)
        for document in documents:
            verify(self.citizen, self.public, document, keys)
        kinds = ", ".join(sorted(document["kind"] for document in documents))
        self.report(f"6  proposed and approved; rendered, sealed and verified offline: {kinds}")

    def _sealed_documents(self) -> list[Json] | None:
        response = self.citizen.get("documents", f"/dossiers/{self.code}/documents")
        documents: list[Json] = response["items"]
        kinds = {"result"} | ({"receipt"} if self.paid == PAID_FIRST else set())
        kinds |= set() if self.is_same_day else {"form-01"}  # rule instant_result
        return documents if kinds <= {document["kind"] for document in documents} else None

    def return_result(self) -> None:
        """Return the result online (trả kết quả)."""
        self.notices.wait_for("case.completed")
        self.receiver.post("casework", f"/cases/{self.code}/return", {"how": "online"})
        self.events += ["case.returned"]
        self.report("   the result is returned")

    def track(self) -> None:
        """See the whole way by the public look-up."""
        statuses = STATUSES_PAID_FIRST if self.paid == PAID_FIRST else STATUSES
        dossier = self.tracker.returned(statuses)
        amounts = [fee["amount"] for fee in dossier["fees"]]
        has_fee = self.paid == WITHOUT_FEE or self.quote["total"] in amounts
        require(has_fee, f"the fee is not among {amounts}")
        names = " → ".join(f"{entry['code']} {entry['vi']}" for entry in dossier["timeline"])
        self.report(f"7  a mobile app sees: {names}; ETag, then 304")

    def count_notices(self) -> None:
        """See that every notice of docs/events.md was sent, and no other."""
        sms, mails = self.notices.require_catalogue(self.events)
        self.report(f"   {sms} SMS and {mails} mails in all, as docs/events.md says")
