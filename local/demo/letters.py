"""Letters between agencies by the public routes: what the demo and the deployed tests share."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from local.demo.api_client import ApiClient, Json
from local.demo.attachments import attachment_pdf
from local.demo.sign_in import SignIn
from local.demo.waiting import wait_for

PROVINCE = "H49"


@dataclass
class Office:
    """The officials of the province, who work for each of its agencies."""

    sign_in: SignIn
    files: dict[str, Json] = field(default_factory=dict)

    @cached_property
    def drafter(self) -> ApiClient:
        """An officer."""
        return self.sign_in.client("staff", "chuyen-vien")

    @cached_property
    def clerk(self) -> ApiClient:
        """The clerk (văn thư)."""
        return self.sign_in.client("staff", "van-thu")

    @cached_property
    def leader(self) -> ApiClient:
        """Who signs, signed in just now."""
        return self.sign_in.client("staff", "lanh-dao")

    def uploaded(self, title: str, at: datetime) -> Json:
        """A file of a letter."""
        content = attachment_pdf(title, "Văn thư", at)
        headers = {"Content-Type": "application/pdf"}
        sent = self.drafter.send("POST", "letters", "/files", content, **headers)
        sent.raise_for_status()
        return {**sent.json(), "name": "Công văn.pdf"}

    def draft(self, agency: str, recipients: list[str], file: Json, **more: Any) -> str:
        """The id of a new draft."""
        body = {
            "agency": agency,
            "type": "cong_van",
            "notation": "UBND-VP",
            "subject": "V/v phối hợp xác minh thông tin hộ kinh doanh",
            "recipients": recipients,
            "files": [file],
        }
        return str(self.drafter.post("letters", "/outgoing", {**body, **more})["id"])

    def act(self, letter: str, act: str, body: Json | None = None) -> Json:
        """The clerk acts on a letter."""
        return self.clerk.put("letters", f"/outgoing/{letter}/{act}", body or {})

    def sign(self, letter: str, *, seal: bool) -> Json:
        """The leader signs; with the seal it waits until documents has put it in."""
        path = f"/outgoing/{letter}"
        signed = self.leader.put("letters", f"{path}/sign", {"seal": seal})
        if not seal:
            return signed
        return wait_for(lambda: self._if_signed(path), "the letter bears its seal")

    def _if_signed(self, path: str) -> Json | None:
        letter = self.clerk.get("letters", path)
        return letter if letter["state"] == "signed" else None

    def at(self, agency: str, letter: str, act: str, body: Json | None = None) -> Json:
        """The clerk of an agency that got the letter acts on it."""
        return self.clerk.put("letters", f"/incoming/{agency}/{letter}/{act}", body or {})
