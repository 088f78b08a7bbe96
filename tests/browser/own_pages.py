"""The pages of citizens whose dossiers are at different states, as addresses for a browser."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.browser.services_site import ServicesSite
from tests.unit.pages.html_forms import forms_of
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import awaiting_supplement, filed, finished

PUBLIC = (
    ("sign-in", "/toi"),
    ("offices", "/don-vi"),
    ("offices-none", "/don-vi?q=xyz"),
    ("office", "/don-vi/H49.61.01"),
    ("help", "/tro-giup"),
    ("help-topic", "/tro-giup/thanh-toan"),
    ("accessibility", "/kha-nang-tiep-can"),
    ("privacy", "/quyen-rieng-tu"),
    ("about", "/ve-trang"),
    ("not-found", "/don-vi/H49.99.99"),
    ("verify", "/xac-minh"),
    ("verify-mistake", "/xac-minh?ma=H49"),
    ("verify-unknown", "/xac-minh/01KAQ0NE0NE000000000000000"),
    ("signed-out", "/da-ra"),
    ("signed-in", "/da-vao"),
)


@dataclass(frozen=True, slots=True)
class PageState:
    """A page of somebody: `button` is the text key of a button that is clicked there."""

    name: str
    who: str
    path: str
    button: str = ""


@dataclass
class OwnPages:
    """`citizens` are signed in at a site, by name: nobody, new, filed, supplement, finished."""

    citizens: dict[str, Citizen]
    codes: dict[str, str]
    stored: str
    draft: str
    receipt: str
    notice: str

    @classmethod
    def of(cls, site: ServicesSite) -> "OwnPages":
        """Citizens whose dossiers are at these states; they sign in last, since time goes by."""
        people = {name: Citizen(site.world) for name in ("filed", "supplement", "finished", "new")}
        codes = {
            "finished": finished(people["finished"]),
            "supplement": awaiting_supplement(people["supplement"]),
            "filed": filed(people["filed"]),
        }
        people["new"].sign_in()
        people["new"].complete_profile()
        for citizen in people.values():
            citizen.sign_in()
        finisher = people["finished"]
        finisher.get("/toi/kho")
        stored = finisher.link("Giấy chứng nhận")
        draft = _draft(people["filed"])
        finisher.get(f"/toi/ho-so/{codes['finished']}")
        receipt = finisher.link("Xem giấy xác nhận")
        finisher.get("/toi/hop-thu")
        actions = (form.action for form in forms_of(finisher.page.text))
        notice = next(action for action in actions if "/hop-thu/" in action)
        return cls(people, codes, stored, draft, receipt, notice)

    def cookies(self, who: str, origin: str) -> list[dict[str, str]]:
        """Of a citizen, for a browser's context."""
        jar = self.citizens[who].jar if who in self.citizens else {}
        return [{"name": name, "value": value, "url": origin} for name, value in jar.items()]

    def states(self) -> Iterator[PageState]:
        """Every page of citizens, each state once."""
        yield from (PageState(name, "nobody", path) for name, path in PUBLIC)
        yield from self._account()
        for who in ("filed", "supplement", "finished"):
            yield PageState(f"dossier-{who}", who, f"/toi/ho-so/{self.codes[who]}")
        own = f"/toi/ho-so/{self.codes['supplement']}"
        for name, rest, button in (
            ("supplement", "bo-sung", ""),
            ("supplement-mistakes", "bo-sung", "supplement.send"),
            ("supplement-file", "bo-sung/p06", ""),
            ("supplement-stored", "bo-sung/p06/kho", ""),
            ("withdrawal", "rut", ""),
            ("withdrawal-mistakes", "rut", "withdrawal.go"),
            ("key", "ma-tra-cuu", ""),
            ("contact", "lien-lac", ""),
            ("contact-mistakes", "lien-lac", "contact.send_email"),
            ("contact-code", "lien-lac/01KAQ0NE0NE000000000000000", ""),
            ("contact-code-mistakes", "lien-lac/01KAQ0NE0NE000000000000000", "contact.confirm"),
            ("readers", "nguoi-xem", ""),
        ):
            yield PageState(name, "supplement", f"{own}/{rest}", button)
        paid = f"/toi/ho-so/{self.codes['filed']}"
        yield PageState("transfer", "filed", paid, "fee.by_transfer")
        yield PageState("no-supplement", "filed", f"{paid}/bo-sung")
        yield PageState("new-key", "filed", f"{paid}/ma-tra-cuu", "key.go")
        yield PageState("draft-fee", "filed", f"/nop/{self.draft}/le-phi")
        yield PageState("drafts", "filed", "/toi/ban-nhap")
        yield PageState("cases", "filed", f"/nop/{self.draft}/truong-hop")
        yield PageState("stored-papers", "filed", f"/nop/{self.draft}/giay-to/p06/kho")

    def _account(self) -> Iterator[PageState]:
        for name, path, button in (
            ("mine", "/toi", ""),
            ("inbox", "/toi/hop-thu", ""),
            ("notice", self.notice, ""),
            ("own-receipt", self.receipt, ""),
            ("preferences", "/toi/thong-bao", ""),
            ("mandates", "/toi/uy-quyen", ""),
            ("mandates-claim", "/toi/uy-quyen", "mandates.claim"),
            ("new-mandate", "/toi/uy-quyen/moi", ""),
            ("new-mandate-mistakes", "/toi/uy-quyen/moi", "mandates.go"),
            ("warehouse", "/toi/kho", ""),
            ("consents", "/toi/kho/chia-se", ""),
            ("shared", "/toi/kho/duoc-chia-se", ""),
            ("data", "/toi/du-lieu", ""),
            ("data-request", "/toi/du-lieu/yeu-cau", ""),
            ("data-request-mistakes", "/toi/du-lieu/yeu-cau", "data.go"),
            ("erasure", "/toi/du-lieu/xoa", ""),
            ("erasure-mistakes", "/toi/du-lieu/xoa", "erasure.go"),
            ("export-form", "/toi/du-lieu/ban-sao", ""),
            ("export", "/toi/du-lieu/ban-sao", "export.go"),
            ("stored-paper", self.stored, ""),
            ("new-consent", f"{self.stored}/chia-se", ""),
            ("new-consent-mistakes", f"{self.stored}/chia-se", "consents.go"),
        ):
            yield PageState(name, "finished", path, button)
        yield PageState("mine-new", "new", "/toi")
        yield PageState("inbox-new", "new", "/toi/hop-thu")
        yield PageState("warehouse-new", "new", "/toi/kho")


def _draft(citizen: Citizen) -> str:
    """A draft of somebody who filed before."""
    citizen.get("/thu-tuc/1.001612/nop")
    citizen.submit("/nop", values={"agency": "H49.61.01"})
    path = next(
        page.headers["Location"] for page in reversed(citizen.history) if page.status == 303
    )
    return path.rpartition("/")[2]
