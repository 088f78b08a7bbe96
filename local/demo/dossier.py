"""A dossier of the demo: who works on it, its filing, and what its citizen can see of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from contracts.testing.answers import sample_page
from local.demo.api_client import ApiClient, Json
from local.demo.checks import require, require_code
from local.demo.people import Citizen
from local.demo.sent_notices import SentNotices
from local.demo.sign_in import SignIn
from local.demo.tracking import Tracker
from local.demo.uploads import upload
from local.demo.waiting import wait_for

WITHOUT_FEE = "none"


def demanded(draft: Json) -> list[Json]:
    """What the task list of a draft demands: of alternatives the first, each with its `id`."""
    papers: list[Json] = []
    for each in draft["components"]:
        others = {paper["id"] for paper in papers}
        if each["required"] and not others & {*each["alternatives"]}:
            papers.append({"id": each["component"], "name": each["name"]})
    return papers


def papers_to_send(draft: Json) -> list[Json]:
    """What is demanded; where nothing is, the first that may be sent, as a careful citizen does."""
    first = [{"id": each["component"], "name": each["name"]} for each in draft["components"][:1]]
    return demanded(draft) or first


@dataclass
class DemoDossier:
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
    clients: dict[str, ApiClient] = field(default_factory=dict)

    @property
    def citizen(self) -> ApiClient:
        """The APIs with the citizen's rights."""
        return self._client("citizen", self.who.username)

    @property
    def receiver(self) -> ApiClient:
        """The APIs with the rights of an official at the one-stop desk."""
        return self.official("mot-cua")

    @property
    def assessor(self) -> ApiClient:
        """The APIs with the rights of the official who works on the dossier."""
        return self.official("chuyen-vien")

    @property
    def approver(self) -> ApiClient:
        """The APIs with the rights of the official who approves what the other one proposes."""
        return self.official("lanh-dao")

    def official(self, username: str) -> ApiClient:
        """The APIs with the rights of an official of the demo."""
        return self._client("staff", username)

    def sign_in_again(self) -> None:
        """Everybody: tokens are good for a quarter of an hour by the cloud's clock."""
        self.clients.clear()

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

    def file(self) -> None:
        """Look the procedure up, upload what it requires, and file."""
        procedure = self.public.get("intake", f"/procedures/{self.procedure}")
        verified = self.sign_in.verified(self.who.username, self.who.claims())
        self.citizen.put("intake", "/me", self.who.profile() | verified)
        self.result: str = procedure["results"][0]["code"]
        name = procedure["name"]
        self.report(f"1  {self.who.name} signs in and looks up {self.procedure} “{name}”")
        request: Json = {"procedure": self.procedure, "agency": self.agency}
        request |= {"case": self.case} if self.case else {}
        draft = self.citizen.post("intake", "/drafts", request)
        draft = self._choose_case(draft)
        pages = self._answer(draft, procedure["form"])
        self.components: list[Json] = procedure["documents"]
        self.is_same_day = not any(limit["value"] for limit in procedure["limits"])
        papers = papers_to_send(draft)
        for component in papers:
            upload(self.citizen, draft["draft"], component, self.who.name)
        self.draft: str = draft["draft"]
        uploads = f"documents straight to S3, quarantined and checked: {len(papers)}"
        self.report(f"2  pages of the form answered: {pages}; {uploads}")
        self.quote: Json = draft["quote"]
        self._require_explained(self.quote)
        self.paid: str = self.quote["pay"] if self.quote["total"] else WITHOUT_FEE
        self._file_draft(draft["draft"])

    def _answer(self, draft: Json, form: Json) -> int:
        """Answer page by page, as the answers lead on; returns how many pages that were."""
        answers: Json = {}
        count = 0
        for page in form["pages"]:
            sample = sample_page(form, page, answers, draft["prefilled"] | self.answers)
            if sample:
                answers |= sample
                change = {"page": page["id"], "answers": sample}
                self.citizen.patch("intake", f"/drafts/{draft['draft']}", change)
                count += 1
        return count

    def _choose_case(self, draft: Json) -> Json:
        """The first case of papers, where the procedure has some to choose from."""
        cases = [each["id"] for each in draft["case_choices"]][:1]
        if not cases:
            return draft
        path = f"/drafts/{draft['draft']}"
        chosen: Json = self.citizen.patch("intake", path, {"paper_cases": cases})
        return chosen

    def _file_draft(self, draft: str) -> None:
        receipt = self.citizen.post("intake", f"/drafts/{draft}/filing")
        self.code, self.key = receipt["code"], receipt["lookup_key"]
        require_code(self.code, self.agency, receipt["filed_at"])
        fee = f"{self.quote['total']:,} đ ({self.quote['pay']})"
        self.report(f"   filed as {self.code}, look-up key {self.key}, fee {fee}")

    def _require_explained(self, quote: Json) -> None:
        """What anybody was told before the filing is what the draft costs."""
        request = {"procedure": self.procedure} | ({"case": self.case} if self.case else {})
        explained = self.public.post("intake", "/quotes", request)
        require(explained["total"] == quote["total"], f"the quote: {explained['total']}")
        require(all(fee["explanation"] for fee in explained["fees"]), "an unexplained fee")

    def wait_until_seen(self) -> None:
        """Wait until status can show the dossier: a look-up before that counts as a wrong key."""

        def seen() -> bool | None:
            mine = self.citizen.get("status", "/me/dossiers")["items"]
            return any(dossier["code"] == self.code for dossier in mine) or None

        wait_for(seen, "the status shows the dossier")

    def due_fee(self) -> Json:
        """The fee, once it is due."""
        return wait_for(lambda: self.fee_in("due"), "the fee is due")

    def fee_in(self, state: str) -> Json | None:
        """Its fee, if it is in this state."""
        fees = self.citizen.get("payments", f"/dossiers/{self.code}/fees")["items"]
        return next((fee for fee in fees if fee["state"] == state), None)

    def wait_for_case(self, state: str) -> None:
        """Wait until the case has this state. Raises NoProgress."""
        path = f"/cases/{self.code}"
        wait_for(
            lambda: self.receiver.get("casework", path)["state"] == state or None,
            f"the case is {state}",
        )

    def _client(self, kind: str, username: str) -> ApiClient:
        if username not in self.clients:
            self.clients[username] = self.sign_in.client(kind, username)
        return self.clients[username]
