"""One dossier from sign-in to the returned result, every step checked through the public APIs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from local.demo.api_client import ApiClient, Json
from local.demo.checks import require, require_code
from local.demo.officials import open_dossier, open_papers
from local.demo.payer import pay_by_card
from local.demo.people import Citizen
from local.demo.results import fill_in_result
from local.demo.sent_notices import SentNotices
from local.demo.sign_in import SignIn
from local.demo.tracking import Tracker
from local.demo.uploads import upload
from local.demo.verification import verify
from local.demo.waiting import wait_for

PAID_FIRST, WITHOUT_FEE = "before_acceptance", "none"
STATUSES = ["1", "2", "4", "9", "10"]
STATUSES_PAID_FIRST = ["1", "6", "1", "2", "4", "9", "10"]


@dataclass
class Journey:
    """`report` gets a line for each step; `case` is the variant of the procedure."""

    sign_in: SignIn
    who: Citizen
    procedure: str
    agency: str
    report: Callable[[str], None]
    case: str | None = None
    answers: Json = field(default_factory=dict)
    code: str = ""
    key: str = ""
    events: list[str] = field(default_factory=lambda: ["dossier.filed"])

    @cached_property
    def citizen(self) -> ApiClient:
        """The APIs with the citizen's rights."""
        return self.sign_in.client("citizen", self.who.username)

    @cached_property
    def receiver(self) -> ApiClient:
        """The APIs with the rights of an official at the one-stop desk."""
        return self.sign_in.client("staff", "mot-cua")

    @cached_property
    def assessor(self) -> ApiClient:
        """The APIs with the rights of the official who works on the dossier."""
        return self.sign_in.client("staff", "chuyen-vien")

    @cached_property
    def approver(self) -> ApiClient:
        """The APIs with the rights of the official who approves what the other one proposes."""
        return self.sign_in.client("staff", "lanh-dao")

    @property
    def public(self) -> ApiClient:
        """The APIs without a token."""
        return self.sign_in.client_with()

    @property
    def tracker(self) -> Tracker:
        """The look-up with this dossier's key."""
        return Tracker(self.public, self.code, self.key)

    @property
    def notices(self) -> SentNotices:
        """What the citizen was sent about this dossier."""
        return SentNotices(self.citizen, self.who, self.code)

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

    def file(self) -> None:
        """Look the procedure up, upload what it requires, and file."""
        procedure = self.public.get("intake", f"/procedures/{self.procedure}")
        verified = self.sign_in.verified(self.who.username, self.who.claims())
        self.citizen.put("intake", "/me", self.who.profile() | verified)
        self.result: str = procedure["results"][0]["code"]
        name = procedure["name"]
        self.report(f"1  {self.who.name} signs in and looks up {self.procedure} “{name}”")
        request: Json = {"procedure": self.procedure, "agency": self.agency}
        request |= {"answers": self.answers} | ({"case": self.case} if self.case else {})
        draft = self.citizen.post("intake", "/drafts", request)
        required = [d for d in procedure["documents"] if d["required"]]
        for component in required:
            upload(self.citizen, draft["draft"], component, self.who.name)
        self.report(f"2  documents straight to S3, quarantined and checked: {len(required)}")
        self.quote: Json = draft["quote"]
        self.paid: str = self.quote["pay"] if self.quote["total"] else WITHOUT_FEE
        self._file_draft(draft["draft"])

    def _file_draft(self, draft: str) -> None:
        receipt = self.citizen.post("intake", f"/drafts/{draft}/filing")
        self.code, self.key = receipt["code"], receipt["lookup_key"]
        require_code(self.code, self.agency, receipt["filed_at"])
        fee = f"{self.quote['total']:,} đ ({self.quote['pay']})"
        self.report(f"   filed as {self.code}, look-up key {self.key}, fee {fee}")

    def wait_until_seen(self) -> None:
        """Wait until status can show the dossier: a look-up before that counts as a wrong key."""

        def seen() -> bool | None:
            mine = self.citizen.get("status", "/me/dossiers")["items"]
            return any(dossier["code"] == self.code for dossier in mine) or None

        wait_for(seen, "the status shows the dossier")

    def due_fee(self) -> Json:
        """The fee, once it is due."""
        return wait_for(lambda: self._fee_in("due"), "the fee is due")

    def _fee_in(self, state: str) -> Json | None:
        fees = self.citizen.get("payments", f"/dossiers/{self.code}/fees")["items"]
        return next((fee for fee in fees if fee["state"] == state), None)

    def pay(self) -> None:
        """Pay the fee by card, as the citizen."""
        fee = self.due_fee()
        self.notices.wait_for("fee.due")
        request = {"method": "card", "return_url": "http://localhost/cam-on"}
        payment = self.citizen.post("payments", f"/fees/{fee['fee']}/payments", request)
        pay_by_card(payment["url"])
        wait_for(lambda: self._fee_in("settled"), "the fee is settled")
        self.events += ["fee.due", "fee.settled"]
        amount = f"{fee['total']:,} đ"
        self.report(
            f"3  fee {amount} paid by card at the Stripe double; the signed webhook settled it"
        )

    def accept(self) -> None:
        """Open the papers and accept the dossier at the one-stop desk (tiếp nhận)."""
        self._wait_for_case("awaiting_reception")
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
        self._wait_for_case("completed")
        self.events += ["case.completed"]
        documents = wait_for(self._sealed_documents, "form 01, result and receipt are sealed")
        for document in documents:
            verify(self.citizen, self.public, document)
        kinds = ", ".join(sorted(document["kind"] for document in documents))
        self.report(f"6  proposed and approved; rendered, sealed and verified offline: {kinds}")

    def _sealed_documents(self) -> list[Json] | None:
        response = self.citizen.get("documents", f"/dossiers/{self.code}/documents")
        documents: list[Json] = response["items"]
        kinds = {"form-01", "result"} | ({"receipt"} if self.paid == PAID_FIRST else set())
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

    def _wait_for_case(self, state: str) -> None:
        path = f"/cases/{self.code}"
        wait_for(
            lambda: self.receiver.get("casework", path)["state"] == state or None,
            f"the case is {state}",
        )
