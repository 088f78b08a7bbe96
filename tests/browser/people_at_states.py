"""Citizens whose dossiers, drafts and papers are at the states that their pages show."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from casework.corrections.recall_result import RecallResult, recall_result
from kit.security.staff_directory import Staff
from payments.checkout.start import StartPayment, start_payment
from portal.presentation import PRESENTATION
from tests.browser.drafts_at_states import (
    begin,
    counted_draft,
    drafts_of,
    paid_last,
    publish_more,
    second_dossier,
    signed_drafts,
)
from tests.browser.services_site import ServicesSite
from tests.unit.pages.services_world import AGENCY
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import accepted, awaiting_supplement, decided, filed, finished
from tests.world import RETURN

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
EVERYBODY: Final = (*FILED, *OTHERS)
HEAD: Final = Staff(sub="head", roles=("head",), agencies=(AGENCY,), office="Chủ tịch")
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
        people = cls(site, {name: Citizen(site.world) for name in EVERYBODY if name in names}, {})
        people.values |= {
            name: step(people.citizens[name]) for name, step in FILED.items() if name in names
        }
        people._sign_in()
        if names is EVERYBODY:
            people._go_on()
        people._copy()
        people._sign_in()
        people._share()
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
        """What happens beside the browser: `pay` by another one, `change` in another tab."""
        world = self.site.world.world
        if act == "pay":
            world.code = self.values["payer"]
            world.pay_fee()
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

    def _go_on(self) -> None:
        """A supplement, withdrawals, payments, a recalled result, one that waits for its fee."""
        world = self.site.world.world
        for name in ("asked", "withdrawn"):
            self.citizens[name].get(f"/toi/ho-so/{self.values[name]}/rut")
            self.citizens[name].submit("/rut", values={"reason": "Tôi đổi ý.", "sure": "1"})
        self.citizens["sent"].get(f"/toi/ho-so/{self.values['sent']}/bo-sung")
        self.citizens["sent"].submit("/bo-sung", values={"a.note": "Hợp đồng số 5"})
        self.values |= signed_drafts(self.citizens["signer"], "filed_signed")
        self.values["owing"] = paid_last(self.citizens["owing"])
        self.citizens["finished"].sign_in()
        self.values["again"] = second_dossier(self.citizens["finished"])
        world.withdraw(self.values["withdrawn"])
        command = RecallResult(
            code=self.values["recalled"], official=HEAD, request=world.new_seed(), reason="Sai tên"
        )
        recall_result(world.casework, command, at=world.now())
        for name in ("slow", "refused"):
            self.values[f"{name}_payment"] = self._begin_payment(name)
        world.deliver_webhooks()
        world.settle()

    def _begin_payment(self, name: str) -> str:
        """By a card that pays later, or that is refused."""
        world = self.site.world.world
        command = StartPayment(world.new_seed(), self._fee(name), RETURN, "vi")
        providers = world.services["payments"].providers
        payment = start_payment(world.payments, providers, command, world.now())
        account = world.stripe.account
        act = account.pay_slowly if name == "slow" else account.decline
        act(str(payment.session))
        return payment.id

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

    def _addresses(self) -> None:
        world, owner = self.site.world.world, self.citizens["finished"]
        self.values["document"] = self.values["stored"].rpartition("/")[2]
        self.values |= {"fee": self._fee("finished"), "due": self._fee("filed")}
        fee = world.payments.fees_of(world.payments.dossier(self.values["finished"]))[0]
        self.values["paid"] = fee.payment or ""
        self.values["notice"] = self._last_match(
            owner, "/toi/hop-thu", r"/toi/hop-thu/([0-9A-Z]{26})"
        )
        stored = world.intake.dossier(self.values["filed"])
        assert stored is not None
        self.values |= {"key": stored.lookup_key, "filed_draft": stored.draft}
        for name in ("finished", "filed"):
            self.citizens[f"key_{name}"] = self._with_key(name)

    def _addresses_of_others(self) -> None:
        self.values["gathering"] = self._requested_copy("sent")
        self.values |= counted_draft(self.citizens["payee"])
        signer = self.citizens["signer"]
        self.values |= signed_drafts(signer, "declined_form", "signed", "void", "signing")
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
