"""The portal demands the level of account that a procedure needs, and explains a lower one."""

import json
import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from intake.catalogue.publish import PublishProcedure, publish_procedure
from intake.domain.procedure_content import ProcedureContent
from local.doubles.issuer.accounts import UNVERIFIED
from tests.unit.pages.services_world import AGENCY, CODE, ServicesWorld, procedure_content
from tests.unit.portal.citizen import Citizen

LEVEL = "urn:motcua:loa:2"
START = f"/thu-tuc/{CODE}/nop"


@pytest.fixture
def citizen() -> Citizen:
    world = ServicesWorld()
    text = json.dumps(procedure_content() | {"account_level": LEVEL})
    content = ProcedureContent.model_validate_json(text)
    command = PublishProcedure(code=CODE, content=content)
    publish_procedure(world.world.intake, command, at=world.world.now())
    world.world.settle()
    return Citizen(world)


def test_the_level_of_a_procedure_is_demanded_of_the_provider(citizen: Citizen) -> None:
    page = citizen.get(START)
    assert "muc=urn%3Amotcua%3Aloa%3A2" in page.text
    away = citizen.send("GET", f"/vao?ve={START}&muc={LEVEL}").headers["Location"]
    assert dict(parse_qsl(urlsplit(away).query))["acr_values"] == LEVEL


@pytest.mark.parametrize("level", ["", "urn:motcua:loa:9", "a b", "urn:motcua:loa:2 x"])
def test_what_is_no_level_of_ours_is_demanded_of_nobody(citizen: Citizen, level: str) -> None:
    away = citizen.send("GET", f"/vao?ve=/toi&muc={level.replace(' ', '%20')}")
    assert "acr_values" not in dict(parse_qsl(urlsplit(away.headers["Location"]).query))


def test_a_lower_account_reads_why_and_signs_in_anew_with_a_higher_one(citizen: Citizen) -> None:
    citizen.sign_in(UNVERIFIED, back=START)
    citizen.get(START)
    page = citizen.submit("/nop", values={"agency": AGENCY})
    assert page.status == 403
    assert "mức độ 2 trở lên" in page.text_content
    assert "moi=1" in page.text
    assert "muc=urn%3Amotcua%3Aloa%3A2" in page.text

    citizen.sign_in(back=START)
    citizen.complete_profile()
    citizen.submit("/nop", values={"agency": AGENCY})
    assert re.search(r"/nop/[0-9A-Z]{26}/", citizen.page.text), citizen.page.text_content
