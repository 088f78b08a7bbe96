"""Drafts at the states that their pages show, and the dossiers of other procedures."""

import json
import re
from typing import Final

from intake.attachments.sweep_drafts import sweep_draft
from intake.catalogue.publish import PublishProcedure, publish_procedure
from intake.domain.procedure_content import ProcedureContent
from kit.security.staff_directory import Agency
from portal.presentation import PRESENTATION
from tests.unit.pages.services_world import (
    AGENCY,
    CODE,
    ServicesWorld,
    procedure_content,
    right_values,
)
from tests.unit.portal.citizen import Citizen

COUNTED: Final = "1.004194"
"""A procedure whose fee depends on a quantity; the police of a commune offer it."""
PAID_LAST: Final = "2.000635"
"""A procedure whose fee is paid before its result; its supplements are awaited for a day."""
NOT_ONLINE: Final = "2.000942"
POLICE: Final = "H49.61.91"
TOO_LARGE: Final = b"%PDF-1.4\n" + b"x" * (20 * 1024 * 1024)


def publish_more(world: ServicesWorld) -> None:
    """The procedures beside the usual one."""
    inner = world.world
    terms = {PAID_LAST: {"supplements": {"within": {"value": 1, "unit": "working_day"}}}}
    for code in (COUNTED, PAID_LAST, NOT_ONLINE):
        text = json.dumps(procedure_content(code) | terms.get(code, {}))
        content = ProcedureContent.model_validate_json(text)
        publish_procedure(
            inner.intake, PublishProcedure(code=code, content=content), at=inner.now()
        )
    police = Agency(code=POLICE, name="Công an", valid_from="2025-07-01", kind="police_commune")
    inner.directory.put_agency(police)
    inner.settle()


def begin(citizen: Citizen, procedure: str = CODE, agency: str = AGENCY) -> str:
    """A draft of somebody whose profile is complete; its id."""
    citizen.get(f"/thu-tuc/{procedure}/nop")
    citizen.submit("/nop", values={"agency": agency})
    path = next(page.headers["Location"] for page in citizen.history[::-1] if page.status == 303)
    return path.rpartition("/")[2]


def drafts_of(drafter: Citizen) -> dict[str, str]:
    """Drafts of which nothing and everything is done, and of files that are no good."""
    drafts = {name: begin(drafter) for name in ("draft", "ready", "rejected", "awaiting")}
    drafts |= {name: begin(drafter) for name in ("conflict", "expiring", "expired")}
    expire(drafter, drafts["expired"])
    drafter.answer_all(drafts["ready"])
    drafter.upload(drafts["ready"])
    drafter.upload(drafts["rejected"], content=TOO_LARGE)
    path = f"/nop/{drafts['awaiting']}/giay-to/p06"
    drafter.get(path)
    drafter.submit(path)
    return drafts


def expire(drafter: Citizen, draft: str) -> None:
    """The sweeper ends a draft whose time is over."""
    world = drafter.world.world
    stored = world.intake.sealed_draft(draft)
    assert stored is not None
    sweep_draft(world.intake, world.bucket, draft, stored.expires)


def signed_drafts(signer: Citizen, *states: str) -> dict[str, str]:
    """Drafts whose e-form the phone signed, or has not."""
    number = signer.who.identity_number
    signer.world.world.phone.remote.enrol(number, signer.who.name, number)
    return {state: _signed(signer, state) for state in states}


def _signed(signer: Citizen, state: str) -> str:
    draft, phone = begin(signer), signer.world.world.phone
    signer.answer_all(draft)
    signer.get(f"/nop/{draft}/xem-lai")
    signer.submit(f"/nop/{draft}/ky-so")
    if state == "signing":
        return draft
    if state == "declined_form":
        phone.decline()
    elif state != "expired_form":
        phone.approve()
    if state == "rejected_form":
        phone.remote.requests[phone.documents[-1]].signature = "AA=="
    signer.world.later(seconds=15 * 60 if state == "expired_form" else 4)
    signer.follow(PRESENTATION.translate("vi", "signature.look"))
    if state == "void":
        signer.get(f"/nop/{draft}/trang/business")
        signer.submit("business", "save", {"a.business_name": "Phở Gánh"})
    if state == "filed_signed":
        signer.submit(f"/nop/{draft}/nop")
    return draft


def counted_draft(payee: Citizen) -> dict[str, str]:
    """A draft whose fee depends on a quantity in its case, and the first page of its form."""
    draft = begin(payee, COUNTED, POLICE)
    page = re.search(rf"/nop/{draft}/trang/([a-z0-9_]+)", payee.get(f"/nop/{draft}").text)
    assert page is not None, payee.page.text_content
    terms = payee.get(f"/nop/{draft}/le-phi").text
    cases = terms.split('name="fee_case"')[1].split("</select>", maxsplit=1)[0]
    payee.submit("/le-phi", values={"fee_case": re.findall(r'value="([^"]+)"', cases)[0]})
    return {"counted": draft, "counted_page": page[1]}


def paid_last(owing: Citizen) -> str:
    """A dossier that is decided, and whose result waits for its fee; its code."""
    world = owing.world.world
    code = file_draft(owing, with_right_answers(owing, begin(owing, PAID_LAST)))
    world.accept(code)
    world.settle()
    world.decide(code)
    world.settle()
    return code


def with_right_answers(citizen: Citizen, draft: str) -> str:
    """A draft of that procedure whose pages all have right answers; its id."""
    for page in re.findall(rf"/nop/{draft}/trang/([a-z0-9_]+)", citizen.get(f"/nop/{draft}").text):
        citizen.get(f"/nop/{draft}/trang/{page}")
        citizen.submit(page, "save", _right_values(page, citizen))
    return draft


def second_dossier(owner: Citizen) -> str:
    """Of somebody who has papers from before, and whose agency waits for a supplement; its code."""
    world = owner.world.world
    draft = begin(owner)
    owner.answer_all(draft)
    code = file_draft(owner, draft)
    world.pay_fee()
    world.settle()
    world.accept(code)
    world.settle()
    world.assign(code)
    world.settle()
    world.request_supplement(code)
    world.settle()
    return code


def file_draft(citizen: Citizen, draft: str) -> str:
    """It becomes a dossier; its code."""
    world = citizen.world.world
    citizen.get(f"/nop/{draft}/xem-lai")
    citizen.submit(f"/nop/{draft}/nop")
    stored = world.intake.draft(draft)
    assert stored is not None
    assert stored.code is not None, citizen.page.text_content
    world.code = stored.code
    world.settle()
    return stored.code


def _right_values(page: str, citizen: Citizen) -> dict[str, str | list[str]]:
    names = citizen.form(page).names
    return {n: v for n, v in right_values(page, PAID_LAST).items() if n in names}
