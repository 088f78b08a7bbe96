"""A dossier that somebody without an account files at a kiosk, with their card on its reader."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from contracts.testing.answers import sample_page
from local.demo.api_client import ApiClient, Json, UnexpectedResponse
from local.demo.checks import require, require_code
from local.demo.desk import DeskJourney
from local.demo.people import Citizen
from local.doubles.card_reader.reader import Card, CardReader

FREE_AT_KIOSK: Final = "2.000908"
"""A procedure without a fee, which demands no paper."""


@dataclass
class KioskJourney(DeskJourney):
    """The desk brings the notices: the citizen has neither phone nor e-mail."""

    channel: str = "kiosk"

    def file(self) -> None:
        """Register the kiosk, read the card, begin the draft, and file it."""
        procedure = self.public.get("intake", f"/procedures/{self.procedure}")
        self.result = procedure["results"][0]["code"]
        device, reader = self._register()
        begin = time.monotonic()
        challenge = self.public.post("intake", "/card-challenges", {"kiosk": device})
        reader.clock = lambda: datetime.fromisoformat(challenge["expires"]) - timedelta(minutes=2)
        assertion = reader.read(card_of(self.who), challenge["nonce"])
        self.report(f"1  the card of {self.who.name} is read at the kiosk: {len(assertion)} bytes")
        body = self._draft(device, assertion)
        draft = self.public.post("intake", "/kiosk-drafts", body)
        require_refused_again(self.public, body)
        self.quote = draft["quote"]
        filing = {"kiosk": device, "draft": draft["draft"]}
        receipt = self.public.post("intake", "/kiosk-filings", filing)
        self.code, self.key = receipt["code"], receipt["lookup_key"]
        took = time.monotonic() - begin
        require_code(self.code, self.agency, receipt["filed_at"])
        self.report(f"   the same reading again begins nothing; {procedure['name']}")
        self.report(f"   filed as {self.code}, look-up key {self.key} to print, after {took:.2f} s")

    def _register(self) -> tuple[Json, CardReader]:
        """An administrator registers the device with its reader's key."""
        reader = CardReader(clock=lambda: datetime.now().astimezone())
        body = {"name": "Sảnh tầng 1", "reader_key": reader.public_key}
        administrator = self.official("quan-tri")
        registered = administrator.post("intake", f"/agencies/{self.agency}/kiosks", body)
        reader.kiosk = registered["kiosk"]
        require(registered["reads_cards"], "the kiosk reads no cards")
        return {"kiosk": registered["kiosk"], "secret": registered["secret"]}, reader

    def _draft(self, device: Json, assertion: str) -> Json:
        form = self.public.get("intake", f"/procedures/{self.procedure}")["form"]
        return {
            "kiosk": device,
            "assertion": assertion,
            "procedure": self.procedure,
            "agency": self.agency,
            "answers": answers_to(form),
            "address": self.who.address,
        }


def card_of(citizen: Citizen) -> Card:
    """Their invented card; the number has the year of birth."""
    year = f"{19 + int(citizen.identity_number[3]) // 2}{citizen.identity_number[4:6]}"
    return Card(citizen.identity_number, citizen.name, f"{year}-05-19")


def answers_to(form: Json) -> Json:
    """Whatever is right on each page."""
    answers: Json = {}
    for page in form["pages"]:
        answers |= sample_page(form, page, answers, {})
    return answers


def require_refused_again(public: ApiClient, body: Json) -> None:
    """A reading counts once. Raises CheckFailed."""
    try:
        public.post("intake", "/kiosk-drafts", body)
    except UnexpectedResponse as response:
        require("card_reading_not_valid" in response.problem, response.problem)
        return
    require(False, "a reading that was used began another draft")
