"""The end of a fee without money: an accountant waives it (miễn), or voids what was claimed in
error.
"""

from typing import Final, Literal

from desk.money.acts import write
from desk.money.fee import read_fee
from desk.money.models import Fee
from desk.money.reason_form import ReasonForm
from desk.public_api import PublicApi
from front import formatting
from front.api import part
from front.responses import PageResponse
from front.visit import Visit

Ending = Literal["waiver", "void"]
ACTS: Final[dict[Ending, str]] = {"waiver": "waive", "void": "void"}
SENTENCES: Final[dict[Ending, tuple[str, str, str]]] = {
    "waiver": ("waiver.title", "waiver.lead", "waiver.go"),
    "void": ("void.title", "void.lead", "void.go"),
}


def show_waiver(visit: Visit, api: PublicApi) -> PageResponse:
    """The form of a waiver; raises ApiProblem, NoResponse."""
    return _form(visit, read_fee(visit, api), "waiver").page(visit)


def waive(visit: Visit, api: PublicApi) -> PageResponse:
    """The fee is waived, or the first official's decision waits for a second one."""
    return _end(visit, api, "waiver")


def show_void(visit: Visit, api: PublicApi) -> PageResponse:
    """The form of a void; raises ApiProblem, NoResponse."""
    return _form(visit, read_fee(visit, api), "void").page(visit)


def void(visit: Visit, api: PublicApi) -> PageResponse:
    """The fee is void, or the first official's decision waits for a second one."""
    return _end(visit, api, "void")


def _end(visit: Visit, api: PublicApi, ending: Ending) -> PageResponse:
    visit.require_form()
    fee = read_fee(visit, api)

    def act(why: str) -> str:
        ended = write(visit, api, Fee, f"/fees/{part(fee.fee)}/{ending}", {"why": why})
        done = "proposed" if ended.state == "due" else ended.state
        return f"/thu-ngan/{fee.fee}?xong={done}"

    return _form(visit, fee, ending).sent(visit, act)


def _form(visit: Visit, fee: Fee, ending: Ending) -> ReasonForm:
    facts = {
        "money.dossier": fee.dossier,
        "money.amount": formatting.amount(fee.total, visit.language),
    }
    proposed = fee.proposed
    if proposed and proposed.act == ACTS[ending]:
        facts |= {"ending.first_reason": proposed.why}
    return ReasonForm(*SENTENCES[ending], f"/thu-ngan/{fee.fee}", facts)
