"""Pages name officials: by one read for all lines, kept for minutes, and by the code of the account
where nobody has a name.
"""

from collections.abc import Iterator

import pytest

from casework.staff.remove import RemoveOfficial, remove_official
from desk import official_names
from front.http_client import Request
from tests.unit.desk.officer import Officer
from tests.unit.desk.test_accounts import paid_in_cash, refund_id, request_refund
from tests.unit.desk.test_admin import administrator
from tests.unit.desk.test_cash_desk import due_fee, official, take
from tests.unit.desk.test_catalogue import ONE, editor
from tests.unit.pages.services_world import PROVINCE, ServicesWorld

NAMES = "/casework/v1/official-names"
HANDOVERS = "/thu-ngan/ban-giao"


@pytest.fixture(autouse=True)
def _no_names() -> Iterator[None]:
    official_names._stored.clear()
    yield
    official_names._stored.clear()


@pytest.fixture
def world() -> ServicesWorld:
    return ServicesWorld()


def reads_of_names(world: ServicesWorld) -> list[Request]:
    return [request for request in world.requests if NAMES in request.url]


def handed_over(world: ServicesWorld, *desks: str) -> list[Officer]:
    """Cashiers who took money and handed their shifts over."""
    cashiers = []
    for desk in desks:
        cashier = official(world, "cashier", name=desk)
        take(cashier, due_fee(world)[1])
        cashier.get("/thu-ngan/ca")
        cashier.submit("/thu-ngan/ca", None, {"counted": "150000"})
        cashiers.append(cashier)
    return cashiers


def test_a_list_names_its_officials_by_one_read_that_is_kept(world: ServicesWorld) -> None:
    cashiers = handed_over(world, "quay-1", "quay-2")
    accountant = official(world, "accountant")
    before = len(reads_of_names(world))
    page = accountant.get(HANDOVERS)

    assert page.status == 200
    for cashier in cashiers:
        assert f"Cán bộ {cashier.username}" in page.text_content
        assert cashier.subject not in page.text_content
    accountant.get(HANDOVERS)
    assert len(reads_of_names(world)) - before <= 1


def test_an_account_without_a_name_is_shown_by_its_code(world: ServicesWorld) -> None:
    [cashier] = handed_over(world, "quay-3")
    official_names._stored.clear()
    accountant = official(world, "accountant")
    world.unavailable = NAMES
    page = accountant.get(HANDOVERS)
    assert page.status == 200
    assert cashier.subject in page.text_content
    world.unavailable = ""
    stored = world.world.directory.record(cashier.subject).official
    assert stored is not None
    world.world.directory.put_staff(stored.evolve(name=""))
    world.later(minutes=2)
    accountant.sign_in()

    assert cashier.subject in accountant.get(HANDOVERS).text_content


def test_who_requested_a_refund_and_who_agreed_is_named(world: ServicesWorld) -> None:
    first, second = official(world, "accountant"), official(world, "accountant", name="b")
    refund = refund_id(request_refund(first, paid_in_cash(world)))
    second.get(f"/ke-toan/hoan/{refund}")
    page = second.submit(refund)

    assert f"Người đề nghị Cán bộ {first.username}" in page.text_content
    assert f": Cán bộ {second.username}" in page.text_content


def test_the_history_of_rights_and_of_a_fee_name_who_did_it(world: ServicesWorld) -> None:
    officer, admin = official(world, "officer"), administrator(world)
    admin.get(f"/quan-tri/can-bo/{officer.subject}/quyen")
    page = admin.submit("/quyen", values={"a.office": "Phó Chủ tịch"})
    assert f"Cán bộ {admin.username}" in page.text_content

    first = editor(world)
    day = {"a.valid_from.d": "1", "a.valid_from.m": "1", "a.valid_from.y": "2027"}
    values = {"a.rule": "1.001612-2", "a.amount": "9", "a.resolution": "12/2026/NQ-HĐND", **day}
    first.get(f"{ONE}/muc-thu")
    page = first.submit("/muc-thu", values=values)
    assert f"Cán bộ {first.username}" in page.text_content
    assert first.subject not in page.text_content


def test_a_removed_official_keeps_the_name_in_what_they_did(world: ServicesWorld) -> None:
    [cashier] = handed_over(world, "quay-4")
    chief = Officer("admin", world=world, agency=PROVINCE)
    command = RemoveOfficial(administrator=chief.subject, sub=cashier.subject)
    remove_official(world.world.directory, command, world.clock())

    page = official(world, "accountant").get(HANDOVERS)
    assert f"Cán bộ {cashier.username}" in page.text_content


def test_names_are_asked_for_many_at_once_and_each_once(world: ServicesWorld) -> None:
    receptionist = Officer("receptionist", world=world)
    receptionist.sign_in()
    token = next(r for r in reversed(world.requests) if "Authorization" in r.headers)
    subs = ",".join([receptionist.subject, "nobody", receptionist.subject, *["x"] * 60])
    url = f"http://api.test{NAMES}?subs={subs}"
    answer = world.send(Request("GET", url, token.headers))

    assert answer.status == 200
    assert answer.body.count(receptionist.subject.encode()) == 1
    assert b"nobody" not in answer.body
