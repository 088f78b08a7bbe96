"""What a receptionist does at the counter, for the tests of its pages."""

import re

from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import CODE, ServicesWorld

NUMBER = "022090001111"
CARD = f"{NUMBER}|100123456|Phạm Văn Bình|05021990|Nam|Tổ 5, Hồng Gai, Quảng Ninh|10072021"
ENTRY = f"/quay/thu-tuc/{CODE}"
PERSON: dict[str, str | list[str]] = {
    "a.full_name": "Phạm Văn Bình",
    "a.identity_number": NUMBER,
    "a.address": "Tổ 5, phường Hồng Gai",
}


def enter(receptionist: Officer, **more: str) -> str:
    """The draft of somebody at the counter; `more` by the names of the form's fields."""
    receptionist.get(ENTRY)
    values = {f"a.{name}": value for name, value in more.items()}
    receptionist.submit(CODE, "enter", PERSON | values)
    return draft_of(receptionist)


def draft_of(receptionist: Officer) -> str:
    """The draft that the last page is about."""
    match = re.search(r"/quay/([0-9A-Z]{26})/xem-lai", receptionist.page.text)
    assert match is not None, receptionist.page.text_content
    return match[1]


def hand_over(receptionist: Officer, draft: str) -> dict[str, str | list[str]]:
    """One original of each paper that is needed."""
    receptionist.get(f"/quay/{draft}/xem-lai")
    needed = re.findall(r'name="(originals-[\w-]+)"', receptionist.page.text.split("<details>")[0])
    return dict.fromkeys(needed, "1")


def file_at_counter(receptionist: Officer, **more: str) -> str:
    """A dossier of somebody at the counter: its code."""
    draft = enter(receptionist, **more)
    receptionist.submit("/nop", values=hand_over(receptionist, draft))
    stored = receptionist.world.world.intake.draft(draft)
    assert stored is not None, receptionist.page.text_content
    assert stored.code is not None, receptionist.page.text_content
    code = stored.code
    receptionist.world.world.settle()
    receptionist.world.world.code = code
    return code


def accept_paid(world: ServicesWorld, code: str) -> None:
    """Its fee is paid, and the desk accepts it."""
    world.world.pay_fee()
    world.world.settle()
    world.world.accept(code)
    world.world.settle()
