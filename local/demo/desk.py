"""A dossier that a desk takes from somebody who has no account, no phone and no e-mail."""

import time
from dataclasses import dataclass
from typing import Final

from local.demo.api_client import Json
from local.demo.checks import require, require_code
from local.demo.dossier import demanded
from local.demo.journey import Journey
from local.demo.results import fill_in_result
from local.demo.waiting import wait_for

FREE_AT_DESK: Final = {"counter": "1.004837", "post": "2.000908"}
"""A procedure without a fee for each channel."""
CHANNELS: Final = tuple(FREE_AT_DESK)
A_MINUTE: Final = 60.0
"""Seconds from the first keystroke until receipt and look-up key are there (the desk's promise)."""


@dataclass
class DeskJourney(Journey):
    """Over the counter or by post; the desk also brings every notice."""

    channel: str = "counter"

    def complete(self) -> str:
        """Every step; the dossier's code. Raises CheckFailed, NoProgress, UnexpectedResponse."""
        self.file()
        self.accept()
        self.bring("case.accepted", "form-01")
        self.decide()
        self.bring("case.completed", "result")
        self.receiver.post("casework", f"/cases/{self.code}/return", {"how": "counter"})
        self.report("   the result is handed over")
        self.tracker.returned(["1", "2", "4", "9", "10"])
        return self.code

    def file(self) -> None:
        """Enter what the citizen says, with the papers that lie on the desk, and file."""
        procedure = self.public.get("intake", f"/procedures/{self.procedure}")
        self.result = procedure["results"][0]["code"]
        begin = time.monotonic()
        draft = self.receiver.post("intake", "/desk-drafts", self._entry())
        self.quote = draft["quote"]
        listed = self.receiver.get("intake", f"/drafts/{draft['draft']}")
        handed = [{"component": each["id"], "originals": 1} for each in demanded(listed)]
        path = f"/drafts/{draft['draft']}/filing"
        receipt = self.receiver.post("intake", path, {"handed_papers": handed})
        self.code, self.key = receipt["code"], receipt["lookup_key"]
        took = time.monotonic() - begin
        require_code(self.code, self.agency, receipt["filed_at"])
        require(took < A_MINUTE, f"the look-up key took {took:.0f} s")
        name = procedure["name"]
        self.report(f"1  {self.who.name} hands in {self.procedure} “{name}” ({self.channel})")
        self.report(f"   filed as {self.code}, look-up key {self.key} to print, after {took:.2f} s")

    def _entry(self) -> Json:
        identity = {
            "full_name": self.who.name,
            "identity_number": self.who.identity_number,
            "address": self.who.address,
        }
        entry: Json = {
            "procedure": self.procedure,
            "agency": self.agency,
            "channel": self.channel,
            "proof": "card_shown" if self.channel == "counter" else "paper",
            "applicant": identity,
        }
        if self.channel == "post":
            entry |= {"posted_on": self.today, "arrived_on": self.today}
        return entry

    @property
    def today(self) -> str:
        """The day in Vietnam by the cloud's clock."""
        return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 7 * 3600))

    def accept(self) -> None:
        """Accept at the counter: the time limit begins (tiếp nhận)."""
        self.wait_for_case("awaiting_reception")
        due = self.receiver.post("casework", f"/cases/{self.code}/acceptance")["due"]
        self.report(f"2  accepted; due {due['at']}: {due['steps'][-1]['vi']}")

    def decide(self) -> None:
        """Propose and approve."""
        result = fill_in_result(self.assessor, self.code, self.result)
        self.assessor.post("casework", f"/cases/{self.code}/proposal", {"results": [result]})
        self.approver.post("casework", f"/cases/{self.code}/decision")
        self.wait_for_case("completed")
        self.report("4  proposed and approved; the result is sealed")

    def bring(self, template: str, form: str) -> None:
        """Close the task that a notice has become, with its form."""
        task = wait_for(lambda: self._task(template), f"the desk has the task of {template}")
        require(task["form"] == form, f"the form of {template} is {task['form']}")
        wait_for(lambda: self._document(form), f"{form} is sealed")
        letter = self.receiver.get("notifications", f"/desk-tasks/{task['task']}")["subject"]
        path = f"/desk-tasks/{task['task']}/delivery"
        how = "posted" if self.channel == "post" else "handed"
        closed = self.receiver.put("notifications", path, {"how": how})
        require(closed["outcome"] == how, "the task is not closed")
        require(self._task(template) is None, "a closed task is listed")
        self.report(f"3  desk task {task['task']} ({form}, “{letter}”) {how} and closed")

    def _task(self, template: str) -> Json | None:
        path = f"/desk-tasks?agency={self.agency}&limit=100"
        tasks = self.receiver.get("notifications", path)["items"]
        mine = (t for t in tasks if (t["dossier"], t["template"]) == (self.code, template))
        return next(mine, None)

    def _document(self, kind: str) -> Json | None:
        documents = self.receiver.get("documents", f"/dossiers/{self.code}/documents")["items"]
        return next((each for each in documents if each["kind"] == kind), None)
