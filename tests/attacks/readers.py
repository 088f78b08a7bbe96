"""Attacks on what is personal: officials and strangers read what is not their business."""

from functools import partial
from typing import Final

from kit.security.staff_directory import Staff
from tests.attacks.attack import Attack
from tests.unit.intake.test_api import World
from tests.unit.intake.world import AN
from tests.unit.payments.api_world import ApiWorld
from tests.unit.payments.world import World as PaymentsWorld

ROLES: Final = ("admin", "catalogue_editor", "cashier", "accountant")
NUMBER: Final = str(AN.identity_number)
PERSONAL: Final = (AN.full_name, NUMBER, AN.email, "+84912345678")


def walked(role: str) -> str:
    """Finding 2: a catalogue editor read 24 people's identity numbers in 0.6 seconds."""
    world = World()
    world.employ(Staff(sub="walker", roles=(role,), agencies=("H49",)))
    text = world.client.get(f"/v1/dossiers/{world.filing()['code']}", "walker").text
    return f"{sum(each in text for each in PERSONAL)} personal texts"


def unrecorded(reader: str) -> str:
    """Somebody reads and leaves no record."""
    world = World()
    response = world.client.get(f"/v1/dossiers/{world.filing()['code']}", reader)
    personal = NUMBER in response.text
    return f"{response.status}, personal: {personal}, {len(world.access_records())} records"


def listed_readers(who: str) -> str:
    world = World()
    world.employ(Staff(sub="clerk", roles=("receptionist",), agencies=("H49",)))
    response = world.client.get(f"/v1/dossiers/{world.filing()['code']}/readers", who)
    return f"{response.status} {response.code}"


def payer(who: str) -> str:
    """Who paid, as somebody sees it."""
    world = PaymentsWorld()
    world.file()
    world.pay_by_card()
    api = ApiWorld(world)
    world.employ(Staff(sub="editor", roles=("catalogue_editor",), agencies=("H49",)))
    return str(api.ask("GET", f"/v1/fees/{world.fee.id}/receipt", who).body["paid_by"])


ATTACKS: Final[tuple[Attack, ...]] = (
    *(
        Attack(
            f"walks dossiers as {role}",
            partial(walked, role),
            "0 personal texts",
            finding="security-2",
        )
        for role in ROLES
    ),
    Attack(
        "an officer reads without a record",
        partial(unrecorded, "officer"),
        "200, personal: True, 1 records",
    ),
    Attack(
        "an officer of another agency reads",
        partial(unrecorded, "stranger"),
        "404, personal: False, 0 records",
    ),
    Attack(
        "another citizen reads",
        partial(unrecorded, "another"),
        "404, personal: False, 0 records",
    ),
    Attack("nobody reads", partial(unrecorded, ""), "401, personal: False, 0 records"),
    Attack("another citizen asks who looked", partial(listed_readers, "another"), "404 not_found"),
    Attack("a receptionist asks who looked", partial(listed_readers, "clerk"), "403 forbidden"),
    Attack("nobody asks who looked", partial(listed_readers, ""), "401 token_required"),
    *(
        Attack(f"a {name} asks who paid", partial(payer, who), "None")
        for name, who in (("catalogue editor", "editor"), ("case officer", "official"))
    ),
)
