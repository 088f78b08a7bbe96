"""The National Portal's lists on the deployed cloud: codes are matched, differences reported."""

from typing import Final

import pytest
import requests

from data.shapes import catalogue
from local.demo.api_client import Json
from local.demo.waiting import wait_for
from local.doubles.national_portal.lists import national_procedure
from tests.integration.world import World

pytestmark = pytest.mark.integration
CODE: Final = "1.000656"
SECONDS: Final = 30


def test_a_name_that_changed_at_the_portal_is_reported_and_a_code_set_by_hand_stays(
    world: World,
) -> None:
    administrator = world.staff("quan-tri")
    content = next(each.content for each in catalogue().procedures if each.code == CODE)
    own = national_procedure(CODE, content)
    mapping = f"/mappings/procedure/{CODE}"
    wait_for(
        lambda: administrator.send("GET", "exchange", mapping).ok or None,
        "exchange knows the published procedure",
    )
    component = _of(administrator.get("exchange", "/mappings?kind=component&state=by_catalogue"))
    _publish(world, own | {"TENTTHC": "Tên khác hẳn"})
    try:
        if component:
            path = f"/mappings/component/{component}"
            administrator.put("exchange", path, {"code": "G15-KQ000001"})
        _compare(world)

        assert administrator.get("exchange", mapping)["state"] == "by_code"
        differing = administrator.get("exchange", "/differences?kind=name_differs")["items"]
        assert [each["there"] for each in differing if each["subject"] == CODE] == ["Tên khác hẳn"]
        if component:
            assert administrator.get("exchange", path)["state"] == "by_hand"
            administrator.put("exchange", path, {"code": None})
    finally:
        _publish(world, own)


def _of(page: Json) -> str:
    """The first of a page; "" where an earlier run left none."""
    return next((str(each["ours"]) for each in page["items"]), "")


def _publish(world: World, procedure: Json) -> None:
    address = f"{world.deployment.national_portal}/_simulator/procedures"
    assert requests.put(address, json=procedure, timeout=SECONDS).ok


def _compare(world: World) -> None:
    """A whole round of its own, also where the nightly one is under way."""
    functions, reader = world.client("lambda"), world.staff("quan-tri")

    def run() -> Json:
        functions.invoke(FunctionName="motcua-local-exchange-mapper", Payload=b'{"begin": true}')
        return reader.get("exchange", "/comparison")

    first = wait_for(lambda: (report := run())["ended_at"] and report, "a comparison ends")

    def next_one() -> bool | None:
        report = run()
        return bool(report["ended_at"] and report["began_at"] != first["began_at"]) or None

    wait_for(next_one, "the next comparison ends")
