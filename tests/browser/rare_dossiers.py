"""Dossiers and drafts that few people ever have: late, paid twice, corrected, of forty papers."""

import json
from collections.abc import Callable, Mapping
from typing import Final

from casework.corrections.correct_result import CorrectResult, correct_result
from casework.endings.stop_unsupplemented import stop_unsupplemented_case
from intake.attachments.create import CreateAttachment, create_attachment
from intake.catalogue.publish import PublishProcedure, publish_procedure
from intake.domain.draft import MOST_ATTACHMENTS
from intake.domain.procedure_content import ProcedureContent
from kit.security.people import PersonLink
from kit.security.staff_directory import Staff
from payments.checkout.start import StartPayment, start_payment
from tests.browser.drafts_at_states import PAID_LAST, begin, file_draft, with_right_answers
from tests.unit.desk.test_cash_desk import bank_reports
from tests.unit.intake.world import PDF, an_announcement
from tests.unit.pages.services_world import AGENCY, procedure_content
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import filed, finished, submitted
from tests.world import RETURN

LATE: Final = ("late", "unsupplemented")
RARE: Final = (*LATE, "overpaid", "corrected", "collector", "changer")
HEAD: Final = Staff(sub="head-2", roles=("head",), agencies=(AGENCY,), office="Chủ tịch")
CHANGED: Final = "requester"
"""The page whose questions change."""


def late_supplements(citizens: Mapping[str, Citizen]) -> dict[str, str]:
    """Dossiers past the day of their supplement; the agency has stopped the second one.

    Time goes by, so nobody else has anything yet.
    """
    codes = {name: _awaiting_supplement(citizens[name]) for name in LATE}
    services = citizens["late"].world
    services.later(days=4)
    stop_unsupplemented_case(services.world.casework, codes["unsupplemented"], services.world.now())
    services.world.settle()
    return codes


def rare_dossiers(citizens: Mapping[str, Citizen]) -> dict[str, str]:
    """The other values of the addresses."""
    values: dict[str, str] = {}
    for name, step in STEPS.items():
        values |= step(citizens[name])
    return values


def _awaiting_supplement(citizen: Citizen) -> str:
    """Of a procedure whose supplements are awaited for one day."""
    world = citizen.world.world
    citizen.sign_in()
    citizen.get("/toi/thong-tin")
    citizen.complete_profile()
    code = file_draft(citizen, with_right_answers(citizen, begin(citizen, PAID_LAST)))
    world.accept(code)
    world.settle()
    world.assign(code)
    world.settle()
    world.request_supplement(code)
    world.settle()
    return code


def _overpaid(payer: Citizen) -> dict[str, str]:
    """A transfer whose money arrives after the fee was paid by card."""
    world = payer.world.world
    code = filed(payer)
    fee = world.payments.fees_of(world.payments.dossier(code))[0]
    command = StartPayment(world.new_seed(), fee.id, RETURN, "vi", "transfer")
    providers = world.services["payments"].providers
    transfer = start_payment(world.payments, providers, command, world.now())
    world.pay_fee()
    world.settle()
    bank_reports(payer.world, transfer)
    return {"overpaid": code, "overpayment": transfer.id}


def _corrected(owner: Citizen) -> dict[str, str]:
    """A result that another one replaces."""
    world = owner.world.world
    code = finished(owner)
    case = world.casework.case(code)
    assert case is not None
    document = case.results[0].document or ""
    command = CorrectResult(
        code=code,
        official=HEAD,
        request=world.new_seed(),
        document=document,
        content=world.proposed_result(code).content,
        reason="Sai tên",
    )
    correct_result(world.casework, command, at=world.now())
    world.settle()
    return {"corrected": code, "replaced": document}


def _collected(collector: Citizen) -> dict[str, str]:
    """As many papers as a draft takes, in a draft and in a dossier."""
    draft = collector.begin_draft()
    collector.answer_all(draft)
    fill(collector, draft)
    full = begin(collector)
    fill(collector, full)
    return {"collected": submitted(collector, draft), "full": full}


def fill(collector: Citizen, draft: str) -> None:
    """As many papers as a draft takes."""
    world = collector.world.world
    stored = world.intake.draft(draft)
    assert stored is not None
    for number in range(1, MOST_ATTACHMENTS + 1):
        announcement = an_announcement(PDF, "p06").evolve(name=f"Tệp {number}")
        owner = PersonLink(person=stored.owner or "")
        command = CreateAttachment(
            id=world.new_seed(), draft=draft, owner=owner, announcement=announcement
        )
        paper = create_attachment(world.intake, world.directory, command, at=world.now())
        collector.world.arrive(paper.upload_key)


def _changed(changer: Citizen) -> dict[str, str]:
    """A draft that was answered, and one of its pages asks otherwise now."""
    world = changer.world.world
    changer.sign_in()
    draft = with_right_answers(changer, begin(changer, PAID_LAST))
    content = procedure_content(PAID_LAST)
    form = content["form"]
    pages = [
        {**page, "title": {"vi": "Người yêu cầu trích lục", "en": "Who requests the extract"}}
        if page["id"] == CHANGED
        else page
        for page in form["pages"]
    ]
    text = json.dumps(content | {"form": {**form, "pages": pages}})
    command = PublishProcedure(code=PAID_LAST, content=ProcedureContent.model_validate_json(text))
    publish_procedure(world.intake, command, at=world.now())
    world.settle()
    return {"changed": draft, "changed_page": CHANGED}


STEPS: Final[Mapping[str, Callable[[Citizen], dict[str, str]]]] = {
    "overpaid": _overpaid,
    "corrected": _corrected,
    "collector": _collected,
    "changer": _changed,
}
