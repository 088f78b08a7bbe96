"""What needs a sign-in of now: the form stays filled, a link leads to a new sign-in, and after it
the same form does what it says.
"""

from collections.abc import Callable
from datetime import date

import pytest

from tests.contract.test_fresh_sign_in import published
from tests.unit.desk.office import Office
from tests.unit.desk.officer import Officer
from tests.unit.desk.system_forms import (
    confirm,
    propose_end,
    propose_key,
    propose_right,
    sign_letter,
)
from tests.unit.desk.test_accounts import (
    DAY,
    PATH,
    compared,
    discrepancy,
    paid_in_cash,
    refund_id,
    request_refund,
    treasurer,
)
from tests.unit.desk.test_admin import TREE, _deputy, _terms, administrator, official
from tests.unit.desk.test_cash_desk import due_fee
from tests.unit.desk.test_cash_desk import official as signed_in
from tests.unit.desk.test_catalogue import ONE, editor
from tests.unit.desk.test_partners import NEW, TERMS
from tests.unit.desk.test_partners import ONE as PARTNER
from tests.unit.desk.test_partners import registered as registered_partner
from tests.unit.desk.test_staff_routes import staff_operations
from tests.unit.desk.test_supervision_pages import REQUESTS, head, requested
from tests.unit.pages.html_forms import Pairs, Values
from tests.unit.pages.services_world import AGENCY, ServicesWorld

Filled = tuple[Officer, str, Pairs]
"""Who, where to, and what is sent."""
WHY: Values = {"a.reason": "Kết quả có sai sót."}


def filled(
    who: Officer, action: str, values: Values | None = None, button: str | None = None
) -> Filled:
    form = who.form(action, *(values or {}))
    return who, form.action, form.filled(values or {}, button)


def reviewed(world: ServicesWorld, slug: str, role: str, code: str, values: Values) -> Filled:
    """The last look before an act."""
    office = Office(world)
    who = office.official(role)
    who.get(f"/ho-so/{code}/{slug}")
    who.submit(f"/{slug}", "review", values)
    return filled(who, f"/{slug}", button="confirm")


def decide(world: ServicesWorld) -> Filled:
    return reviewed(world, "quyet-dinh", "approver", Office(world).proposed(), {})


def correct(world: ServicesWorld) -> Filled:
    office = Office(world)
    code = office.completed()
    values = office.result_values(code)
    return reviewed(world, "dinh-chinh", "approver", code, {**values, **WHY})


def recall(world: ServicesWorld) -> Filled:
    return reviewed(world, "thu-hoi", "approver", Office(world).completed(), WHY)


def give_rights(world: ServicesWorld) -> Filled:
    officer, admin = official(world, "officer"), administrator(world)
    admin.get(f"/quan-tri/can-bo/{officer.subject}/quyen")
    return filled(admin, "/quyen", {"a.office": "Phó Chủ tịch"})


def take_rights(world: ServicesWorld) -> Filled:
    officer, admin = official(world, "officer"), administrator(world)
    admin.get(f"/quan-tri/can-bo/{officer.subject}/thu-hoi")
    return filled(admin, "/thu-hoi")


def delegate(world: ServicesWorld) -> Filled:
    official(world, "officer")
    who = official(world, "head")
    who.sign_in(back="/uy-quyen")
    who.follow("Cán bộ officer")
    return filled(who, _deputy(who), _terms(until="30"))


def end_delegation(world: ServicesWorld) -> Filled:
    who, action, pairs = delegate(world)
    who.post(action, pairs)
    return filled(who, "/cham-dut")


def register_kiosk(world: ServicesWorld) -> Filled:
    admin = administrator(world, AGENCY)
    admin.get(f"{TREE}/{AGENCY}/kiosk")
    return filled(admin, "/kiosk", {"a.name": "Sảnh tầng 1"})


def revoke_kiosk(world: ServicesWorld) -> Filled:
    admin, action, pairs = register_kiosk(world)
    admin.post(action, pairs)
    admin.get(f"{TREE}/{AGENCY}/kiosk")
    return filled(admin, "/thu-hoi")


def decide_request(world: ServicesWorld) -> Filled:
    id_ = requested(world, "restrict")
    officer = head(world)
    officer.get(f"{REQUESTS}/{id_}")
    return filled(officer, id_, {"a.granted": "no", "a.reply": "Chưa đủ căn cứ"})


def agree_to_amount(world: ServicesWorld) -> Filled:
    first, second = editor(world), editor(world, "hai")
    day = {"a.valid_from.d": "1", "a.valid_from.m": "1", "a.valid_from.y": "2027"}
    values = {"a.rule": "1.001612-2", "a.amount": "9", "a.resolution": "12/2026/NQ-HĐND", **day}
    first.get(f"{ONE}/muc-thu")
    first.submit("/muc-thu", values=values)
    second.get(f"{ONE}/muc-thu")
    return filled(second, "/dong-y")


def close_day(world: ServicesWorld) -> Filled:
    paid_in_cash(world)
    compared(world, date(2026, 11, 23))
    accountant = treasurer(world)
    accountant.get(PATH)
    return filled(accountant, str(DAY))


def sign_discrepancy(world: ServicesWorld) -> Filled:
    one = discrepancy(world, "amount_differs", due_fee(world)[0])
    accountant = signed_in(world, "accountant")
    accountant.get(f"/ke-toan/chenh-lech/{one}/ky")
    return filled(accountant, "/ky", {"why": "Chờ nhà cung cấp"})


def agree_to_refund(world: ServicesWorld) -> Filled:
    refund = refund_id(request_refund(signed_in(world, "accountant"), paid_in_cash(world)))
    second = signed_in(world, "accountant", name="b")
    second.get(f"/ke-toan/hoan/{refund}")
    return filled(second, refund)


def register_partner(world: ServicesWorld) -> Filled:
    admin = administrator(world)
    admin.get(NEW)
    return filled(admin, "/tich-hop-moi", TERMS)


def suspend_partner(world: ServicesWorld) -> Filled:
    admin = registered_partner(world)
    admin.get(PARTNER)
    return filled(admin, "/trang-thai", button="suspended")


def issue_key(world: ServicesWorld) -> Filled:
    admin = registered_partner(world)
    admin.get(PARTNER)
    return filled(admin, "/khoa")


def revoke_key(world: ServicesWorld) -> Filled:
    admin, action, pairs = issue_key(world)
    admin.post(action, pairs)
    admin.get(PARTNER)
    return filled(admin, "/thu-hoi")


FORMS: dict[str, Callable[[ServicesWorld], Filled]] = {
    "cases_decide": decide,
    "cases_correct_result": correct,
    "cases_recall_result": recall,
    "staff_replace": give_rights,
    "staff_remove": take_rights,
    "delegations_create": delegate,
    "delegations_revoke": end_delegation,
    "kiosks_register": register_kiosk,
    "kiosks_revoke": revoke_kiosk,
    "partners_register": register_partner,
    "partner_states_change": suspend_partner,
    "partner_keys_issue": issue_key,
    "partner_keys_revoke": revoke_key,
    "subject_requests_decide": decide_request,
    "fee_amounts_approve": agree_to_amount,
    "days_close": close_day,
    "discrepancies_sign": sign_discrepancy,
    "refunds_approve": agree_to_refund,
    "peer_keys_propose": propose_key,
    "peer_proposals_confirm": confirm,
    "peer_rights_propose": propose_right,
    "peer_ends_propose": propose_end,
    "letters_sign": sign_letter,
}
"""Operation that needs a sign-in of now -> its form at the desk."""


def test_every_route_that_needs_a_sign_in_of_now_has_its_form_here() -> None:
    paths = {route.partition(" ")[2] for route in published()}
    listed = {each for each, path in staff_operations().items() if path in paths}

    assert set(FORMS) <= listed
    assert len(FORMS) == len(published())


@pytest.mark.parametrize("operation", FORMS)
def test_who_signed_in_long_ago_signs_in_again_and_sends_the_same_form(operation: str) -> None:
    world = ServicesWorld()
    who, action, pairs = FORMS[operation](world)
    world.later(minutes=16)
    refused = who.post(action, pairs)

    assert refused.status == 401, refused.text_content
    assert "prompt=login" in who.send("GET", who.link("Xác thực lại")).headers["Location"]
    who.history.append(refused)
    held = who.form(action)
    assert [pair for pair in held.pairs if pair[0] != "csrf"] == [
        pair for pair in pairs if pair[0] != "csrf"
    ]
    who.sign_in(back="/da-vao")
    done = who.post(held.action, held.pairs)
    assert done.status == 200, done.text_content
    assert not done.title.startswith("Lỗi:")
