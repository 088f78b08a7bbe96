"""The collecting bodies of a stage: the province's, and those that a demo plays with."""

import json
from typing import Any

import pytest

from payments.domain.receipt import collector, province_bodies
from payments.settings import PaymentsSettings
from tests.unit.payments.tax_world import KEY
from tests.unit.payments.world import World

BODY = {
    "tax_code": "0000496199",
    "synthetic": False,
    "source": "local stage",
    "registration": {"name": "UBND xã", "since": "2026-07-01", "key": KEY},
}


@pytest.mark.parametrize(
    ("agency", "demo", "registered"),
    [
        ("H49.61", "", False),
        ("H49.61", json.dumps({"H49.61": BODY}), True),
        ("H49.61.01", json.dumps({"H49.61": BODY}), True),
        ("H49.60", json.dumps({"H49.61": BODY}), False),
    ],
)
def test_a_demo_registers_bodies_beside_those_of_the_province(
    agency: str, demo: str, registered: bool
) -> None:
    unset: Any = PaymentsSettings.model_construct
    settings = unset(demo_registrations=demo)

    collecting = collector(agency, "UBND", World().now, settings.collecting_bodies)

    assert (collecting.registration is not None) is registered
    assert set(settings.collecting_bodies) == set(province_bodies())
