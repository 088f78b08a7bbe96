"""Citizens whose dossiers, drafts and papers are at the states that their pages show."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from portal.presentation import PRESENTATION
from tests.browser.drafts_at_states import (
    begin,
    counted_draft,
    drafts_of,
    expire,
    publish_more,
    signed_drafts,
)
from tests.browser.later_acts import guess, later_acts
from tests.browser.rare_dossiers import RARE, late_supplements
from tests.browser.services_site import ServicesSite
from tests.unit.pages.public_figures import publish_for_pages
from tests.unit.pages.services_world import AGENCY
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import accepted, awaiting_supplement, decided, filed, finished
from voice.feedback.act import ActOnFeedback, act_on_feedback

FILED: Final[dict[str, Callable[[Citizen], str]]] = {
    "finished": finished,
    "recalled": finished,
    "supplement": awaiting_supplement,
    "sent": awaiting_supplement,
    "asked": accepted,
    "withdrawn": accepted,
    "decided": decided,
    **dict.fromkeys(("filed", "payer", "slow", "refused", "declined"), filed),
}
OTHERS: Final = ("new", "unknown", "drafter", "signer", "busy", "payee", "owing")
EVERYBODY: Final = (*FILED, *OTHERS, *RARE)
IN: Final = "motcua_in"


@dataclass
class PeopleAtStates:
    """`citizens` by name; `values` of the addresses of page states."""

    site: ServicesSite
    citizens: dict[str, Citizen]
    values: dict[str, str]

    @classmethod
    def of(cls, site: ServicesSite, names: Collection[str] = EVERYBODY) -> "PeopleAtStates":
        """Their acts; all of them sign in last, since time goes by while messages are delivered."""
        publish_more(site.world)
        publish_for_pages(site.world)
        people = cls(site, {name: Citizen(site.world) for name in EVERYBODY if name in names}, {})
        if names is EVERYBODY:
            people.values |= late_supplements(people.citizens)
        people.values |= {
            name: step(people.citizens[name]) for name, step in FILED.items() if name in names
        }
        people._sign_in()
        if names is EVERYBODY:
            people.values |= later_acts(people.citizens, people.values)
        people._copy()
        people._sign_in()
        people._share()
        people._write()
        people.values |= drafts_of(people.citizens["drafter"])
        people.values["second"] = begin(people.citizens["finished"])
        people._addresses()
        if names is EVERYBODY:
            people._addresses_of_others()
        return people

    def cookies(self, who: str, origin: str) -> list[dict[str, str]]:
        """Of a citizen, for a browser's context."""
        jar = self.citizens[who].jar if who in self.citizens else {}
        return [{"name": name, "value": value, "url": origin} for name, value in jar.items()]

    def do(self, act: str) -> None:
        """What happens beside the browser: `pay` by another one, `change` in another tab, `expire`
        a draft, `guess` the look-up key of a dossier as often as is allowed.
        """
        world = self.site.world.world
        if act == "pay":
            world.code = self.values["payer"]
            world.pay_fee()
        elif act == "expire":
            expire(self.citizens["drafter"], self.values["expiring"])
        elif act == "guess":
            guess(Citizen(self.site.world), self.values["finished"], self.values["key"])
        else:
            drafter = self.citizens["drafter"]
            drafter.get(f"/nop/{self.values['conflict']}/trang/business")
            drafter.submit("business", "later", {"a.business_name": f"Phở {world.new_seed()}"})

    def _sign_in(self) -> None:
        for name, citizen in self.citizens.items():
            citizen.sign_in()
            if name in OTHERS and name != "unknown" and "/thong-tin" in citizen.page.text:
                citizen.get("/toi/thong-tin")
                citizen.complete_profile()

    def _copy(self) -> None:
        """A copy of personal data that is ready."""
        self.citizens["finished"].sign_in()
        self.values["export"] = self._requested_copy("finished")
        self.site.world.world.settle()

    def _requested_copy(self, name: str) -> str:
        owner = self.citizens[name]
        owner.get("/toi/du-lieu/ban-sao")
        owner.submit("/ban-sao")
        link = owner.link(PRESENTATION.translate("vi", "payment.check"))
        return link.rpartition("/")[2]

    def _fee(self, name: str) -> str:
        payments = self.site.world.world.payments
        return payments.fees_of(payments.dossier(self.values[name]))[0].id

    def _share(self) -> None:
        """A mandate, a consent, a request about personal data."""
        owner, friend = self.citizens["finished"], self.citizens["new"].who
        who = {"a.full_name": friend.name, "a.identity_number": friend.identity_number}
        owner.get(f"/toi/uy-quyen/moi?ho-so={self.values['finished']}")
        owner.submit("/toi/uy-quyen/moi", values={**who, "a.scope": "read"})
        owner.get("/toi/kho")
        self.values["stored"] = owner.link("Giấy chứng nhận")
        owner.get(f"{self.values['stored']}/chia-se")
        owner.submit("/chia-se", values={**who, "a.purpose": "Vay vốn"})
        owner.get("/toi/du-lieu/yeu-cau")
        owner.submit("/yeu-cau", values={"a.kind": "see", "a.statement": "Tôi muốn xem."})

    def _write(self) -> None:
        """Feedback about which the agency wants to know more."""
        owner, world = self.citizens["finished"], self.site.world.world
        owner.get("/toi/phan-anh/moi")
        values = {"kind": "complaint", "agency": AGENCY, "text": "Quầy số 3 đóng cửa sớm."}
        page = owner.submit("/toi/phan-anh/moi", values=values)
        code = page.address.partition("?")[0].rpartition("/")[2]
        request = ActOnFeedback(id=code, act="request_supplement", text="Ngày nào?", by="officer")
        act_on_feedback(world.voice.repository, request, at=world.now(), authorize=lambda _: None)
        self.values["feedback"] = code

    def _addresses(self) -> None:
        world, owner = self.site.world.world, self.citizens["finished"]
        self.values["document"] = self.values["stored"].rpartition("/")[2]
        self.values |= {"fee": self._fee("finished"), "due": self._fee("filed")}
        fee = world.payments.fees_of(world.payments.dossier(self.values["finished"]))[0]
        self.values["paid"] = fee.payment or ""
        self.values["notice"] = self._last_match(
            owner, "/toi/hop-thu", r"/toi/hop-thu/([0-9A-Z]{26})"
        )
        self.values["username"] = owner.who.username
        stored = world.intake.dossier(self.values["filed"])
        assert stored is not None
        self.values |= {"key": stored.lookup_key, "filed_draft": stored.draft}
        for name in ("finished", "filed"):
            self.citizens[f"key_{name}"] = self._with_key(name)

    def _addresses_of_others(self) -> None:
        self.values["gathering"] = self._requested_copy("sent")
        self.values |= counted_draft(self.citizens["payee"])
        signer = self.citizens["signer"]
        states = ("rejected_form", "declined_form", "signed", "void", "signing")
        self.values |= signed_drafts(signer, *states)
        for name, who in (("revoked", "recalled"), ("owed_result", "owing")):
            dossier = f"/toi/ho-so/{self.values[who]}"
            result = rf"{dossier}/van-ban/([0-9A-Z]{{26}})"
            self.values[name] = self._last_match(self.citizens[who], dossier, result)
        signed = self.site.world.world.intake.draft(self.values["filed_signed"])
        assert signed is not None
        self.values["form_signed"] = signed.code or ""

    def _last_match(self, who: Citizen, path: str, pattern: str) -> str:
        """The last one of a page."""
        matches: list[str] = re.findall(pattern, who.get(path).text)
        assert matches, who.page.text_content
        return matches[-1]

    def _with_key(self, name: str) -> Citizen:
        """Somebody who has the dossier's code and look-up key, and no sign-in."""
        stored = self.site.world.world.intake.dossier(self.values[name])
        assert stored is not None
        visitor = Citizen(self.site.world, who=self.citizens[name].who)
        visitor.get("/tra-cuu")
        visitor.submit("/tra-cuu", values={"code": self.values[name], "key": stored.lookup_key})
        return visitor
