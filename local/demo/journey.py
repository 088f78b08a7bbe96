"""One dossier from sign-in to the hand-over, every step checked through the public APIs."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import requests
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from local.demo import notices
from local.demo.api import Api, Json, eventually
from local.demo.papers import paper
from local.demo.payer import pay_at
from local.demo.people import Citizen, Entrance

Say = Callable[[str], None]
VIETNAM = timezone(timedelta(hours=7))
NAMES = {
    "1": "Mới đăng ký",
    "2": "Được tiếp nhận",
    "4": "Đang xử lý",
    "6": "Yêu cầu thực hiện nghĩa vụ tài chính",
    "9": "Đã xử lý xong",
    "10": "Đã trả kết quả",
}
PAID = {"before_acceptance": ["1", "6", "1", "2", "4", "9", "10"]}
FREE = ["1", "2", "4", "9", "10"]


class NotAsPromised(Exception):
    """A step was answered, and not as it must be."""


def sure(holds: bool, what: str) -> None:
    """Stop the journey unless it holds."""
    if not holds:
        raise NotAsPromised(what)


@dataclass
class Journey:
    """A dossier under way. `say` shows each step as it happens."""

    entrance: Entrance
    who: Citizen
    procedure: str
    agency: str
    say: Say
    case: str | None = None
    answers: Json = field(default_factory=dict)
    code: str = ""
    events: list[str] = field(default_factory=lambda: ["dossier.filed"])

    def go(self) -> str:
        """Carry the dossier through; answers its code."""
        self.citizen = self.entrance.enter("citizen", self.who.username)
        self.desk = self.entrance.enter("staff", "mot-cua")
        self.officer = self.entrance.enter("staff", "chuyen-vien")
        self._look_up()
        self._file()
        if self.pay == "before_acceptance":
            self._pay()
        self._accept()
        if self.pay not in ("before_acceptance", "none"):
            self._pay()
        self._decide()
        self._return_result()
        self._follow()
        self._count_notices()
        return self.code

    def _look_up(self) -> None:
        found = Api(self.entrance.place).get("intake", f"/procedures/{self.procedure}")
        self.found = found
        self.citizen.put("intake", "/me", self.who.profile())
        self.say(f"1  {self.who.name} signs in and looks up {self.procedure} “{found['name']}”")

    def _file(self) -> None:
        draft = self.citizen.post(
            "intake",
            "/drafts",
            {"procedure": self.procedure, "agency": self.agency, "answers": self.answers}
            | ({"case": self.case} if self.case else {}),
        )
        self.quote = draft["quote"]
        self.pay = self.quote["pay"] if self.quote["total"] else "none"
        wanted = [d for d in self.found["documents"] if d["required"]]
        for component in wanted:
            self._upload(draft["draft"], component)
        self.say(f"2  papers straight to S3, quarantined and checked: {len(wanted)}")
        filed = self.citizen.post("intake", f"/drafts/{draft['draft']}/filing")
        self.code, self.key = filed["code"], filed["lookup_key"]
        day = datetime.fromisoformat(filed["filed_at"]).astimezone(VIETNAM).strftime("%y%m%d")
        sure(
            bool(re.match(rf"^{re.escape(self.agency)}-{day}-\d{{4,7}}$", self.code)),
            f"code {self.code} has not the official form <agency>-{day}-<number>",
        )
        self.say(
            f"   filed as {self.code}, look-up key {self.key}, fee {self.quote['total']:,} đ ({self.quote['pay']})"
        )

    def _upload(self, draft: str, component: Json) -> None:
        made = paper(component["name"], self.who.name, datetime.now(UTC))
        digest = hashlib.sha256(made).hexdigest()
        asked = {
            "component": component["id"],
            "name": "giay-to.pdf",
            "media_type": "application/pdf",
            "size": len(made),
            "sha256": digest,
        }
        upload = self.citizen.post("intake", f"/drafts/{draft}/papers", asked)
        answer = requests.post(
            upload["url"], data=upload["fields"], files={"file": ("giay-to.pdf", made)}, timeout=30
        )
        sure(answer.ok, f"the upload was answered {answer.status_code}: {answer.text[:300]}")

        def checked() -> bool | None:
            state = self.citizen.get("intake", f"/drafts/{draft}/papers/{upload['paper']}")
            sure(state["state"] != "rejected", f"the paper was rejected: {state}")
            return True if state["state"] == "checked" else None

        eventually(checked, "the paper is checked")

    def _pay(self) -> None:
        fee = eventually(self._due_fee, "the fee is due")
        eventually(lambda: self._noticed("fee.due"), "the citizen is told of the fee")
        asked = {"method": "card", "return_url": "http://localhost/cam-on"}
        payment = self.citizen.post("payments", f"/fees/{fee['fee']}/payments", asked)
        pay_at(payment["url"])
        eventually(lambda: self._fee_in("settled"), "the fee is settled")
        self.events += ["fee.due", "fee.settled"]
        self.say(
            f"3  fee {fee['total']:,} đ paid by card at the Stripe double; the signed webhook settled it"
        )

    def _due_fee(self) -> Json | None:
        return self._fee_in("due")

    def _fee_in(self, state: str) -> Json | None:
        fees = self.citizen.get("payments", f"/dossiers/{self.code}/fees")["items"]
        return next((f for f in fees if f["state"] == state), None)

    def _noticed(self, event: str) -> bool | None:
        found = self.citizen.get("notifications", f"/dossiers/{self.code}/notices")["items"]
        sent = {(n["template"], n["channel"]) for n in found if n["outcome"] == "sent"}
        return True if set(notices.expected([event])) <= sent else None

    def _case_in(self, *states: str) -> Json | None:
        found = self.desk.get("casework", f"/cases/{self.code}")
        return found if found["state"] in states else None

    def _accept(self) -> None:
        eventually(lambda: self._case_in("awaiting_reception"), "the case waits at the desk")
        accepted = self.desk.post("casework", f"/cases/{self.code}/acceptance")
        self.events += ["case.accepted"]
        due = accepted["due"]
        sure(bool(due["at"] and due["steps"]), "the due moment is explained")
        self.say(f"4  accepted at the desk; due {due['at']}: {due['steps'][-1]['vi']}")
        eventually(lambda: self._noticed("case.accepted"), "the citizen is told of the due moment")
        sms, mails = notices.texts(self.entrance.place, self.who.phone, self.who.mail)
        self.say(
            f"5  told so far by {len(sms)} SMS and {len(mails)} mails; the last SMS: {sms[-1] if sms else '–'}"
        )

    def _decide(self) -> None:
        self.officer.post(
            "casework",
            f"/cases/{self.code}/assignment",
            {"step": "Thẩm định", "desk": "chuyen-mon-01"},
        )
        self.officer.post("casework", f"/cases/{self.code}/decision")
        eventually(lambda: self._case_in("completed"), "every result is sealed")
        self.events += ["case.completed"]
        sealed = eventually(self._sealed, "the form 01, the result and the receipt are sealed")
        for document in sealed:
            self._verify(document)
        kinds = ", ".join(sorted(d["kind"] for d in sealed))
        self.say(f"6  decided; rendered, sealed and verified offline: {kinds}")

    def _sealed(self) -> list[Json] | None:
        found: list[Json] = self.citizen.get("documents", f"/dossiers/{self.code}/documents")[
            "items"
        ]
        wanted = {"form-01", "result"} | ({"receipt"} if self.pay in PAID else set())
        return found if wanted <= {d["kind"] for d in found} else None

    def _verify(self, document: Json) -> None:
        link = self.citizen.get("documents", f"/documents/{document['document']}/link")
        drawn = requests.get(link["url"], timeout=30)
        sure(
            drawn.ok and drawn.content.startswith(b"%PDF"), f"the link answered {drawn.status_code}"
        )
        digest = hashlib.sha256(drawn.content).digest()
        public = Api(self.entrance.place)
        said = public.post("documents", "/verifications", {"sha256": digest.hex()})
        sure(said["kind"] == document["kind"], f"the verification says {said}")
        pem = public.get("documents", "/keys")["items"][0]["pem"]
        key: Any = load_pem_public_key(pem.encode())
        key.verify(
            base64.b64decode(said["signature"]), digest, ec.ECDSA(Prehashed(hashes.SHA256()))
        )

    def _return_result(self) -> None:
        eventually(lambda: self._noticed("case.completed"), "the citizen is told of the result")
        self.desk.post("casework", f"/cases/{self.code}/return", {"how": "online"})
        self.events += ["case.returned"]
        self.say("   the result is returned")

    def _follow(self) -> None:
        public = Api(self.entrance.place)
        path, wanted = f"/dossiers/{self.code}", PAID.get(self.pay, FREE)

        def timeline() -> requests.Response | None:
            answer = public.send("GET", "status", path, X_Lookup_Key=self.key)
            codes = [str(t["code"]) for t in answer.json().get("timeline", ())] if answer.ok else []
            return answer if codes and codes[-1] == "10" else None

        answer = eventually(timeline, "the status shows 10 (Đã trả kết quả)")
        shown = answer.json()
        codes = [str(t["code"]) for t in shown["timeline"]]
        sure(codes == wanted, f"the timeline shows {codes}, not {wanted}")
        again = public.send(
            "GET", "status", path, X_Lookup_Key=self.key, If_None_Match=answer.headers["ETag"]
        )
        sure(
            again.status_code == 304,
            f"an unchanged status is answered {again.status_code}, not 304",
        )
        wrong = public.send("GET", "status", path, X_Lookup_Key="0" * 10)
        sure(
            wrong.status_code == 404,
            f"a wrong look-up key is answered {wrong.status_code}, not 404",
        )
        if self.pay != "none":
            sure(
                self.quote["total"] in [f["amount"] for f in shown["fees"]],
                f"the fee is not shown: {shown['fees']}",
            )
        for entry in shown["timeline"]:
            sure(
                entry["vi"] == NAMES[str(entry["code"])],
                f"code {entry['code']} is called {entry['vi']}",
            )
        names = " → ".join(f"{t['code']} {t['vi']}" for t in shown["timeline"])
        self.say(f"7  a mobile app sees: {names}; ETag, then 304")

    def _count_notices(self) -> None:
        wanted = notices.expected(self.events)

        def told() -> Counter[tuple[str, str]] | None:
            found = self.citizen.get("notifications", f"/dossiers/{self.code}/notices")["items"]
            sent = Counter((n["template"], n["channel"]) for n in found if n["outcome"] == "sent")
            return sent if sum(sent.values()) >= sum(wanted.values()) else None

        sent = eventually(told, "every notice is sent")
        sure(sent == wanted, f"notices {sent} are not those of the catalogue {wanted}")
        sms, mails = notices.texts(self.entrance.place, self.who.phone, self.who.mail)
        number = self.code.partition("-")[2]
        mine = [[t for t in told_by if number in t] for told_by in (sms, mails)]
        counts = [
            sum(n for (_, c), n in wanted.items() if c == channel) for channel in ("sms", "mail")
        ]
        sure(
            [len(m) for m in mine] == counts,
            f"the providers hold {[len(m) for m in mine]}, the catalogue says {counts}",
        )
        self.say(f"   told in all by {counts[0]} SMS and {counts[1]} mails, as docs/events.md says")
