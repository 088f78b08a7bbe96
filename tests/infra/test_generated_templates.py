"""The generated templates equal the hand-written ones of the commit before."""

import json
from pathlib import Path

import pytest

from infra.places import CLIENTS, SERVICES
from infra.service.template import service_template
from infra.template import read_template

HANDWRITTEN = Path(__file__).with_name("handwritten")


@pytest.mark.parametrize("service", [*SERVICES, *CLIENTS])
def test_a_generated_template_equals_the_handwritten_one(service: str) -> None:
    generated = json.dumps(service_template(service), indent=1, sort_keys=True)
    handwritten = json.dumps(
        read_template(HANDWRITTEN / f"{service}.yaml"), indent=1, sort_keys=True
    )

    assert generated.splitlines() == handwritten.splitlines()
