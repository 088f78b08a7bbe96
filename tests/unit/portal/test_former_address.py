"""Printed addresses of before lead to the portal's own host."""

from front.visit import Place
from tests.unit.pages.services_world import PORTAL, ServicesWorld
from tests.unit.portal.citizen import Citizen, portal_of

FORMER = "api.example.vn"
PLACE = Place(PORTAL, former_host=FORMER)


def test_a_printed_address_leads_to_the_portals_own_host_for_good() -> None:
    from chalice.test import Client

    from infra.apps import app_module

    world = ServicesWorld()
    app = app_module("portal").create_app(portal_of(world, former_host=FORMER), world.clock)
    with Client(app) as client:
        answer = client.http.get("/xac-minh?lang=en", headers={"Host": FORMER})

    assert answer.status_code == 308
    assert answer.headers["Location"] == f"{PORTAL}/xac-minh?lang=en"
    assert "Set-Cookie" not in answer.headers


def test_the_portals_own_host_and_the_gateways_address_answer_themselves() -> None:
    for host in ("dichvu.example.vn", "127.0.0.1:4566", ""):
        assert not PLACE.site({}, {"host": host}, "/tra-cuu").moved_to
    assert PLACE.site({}, {"host": f"{FORMER}:443"}, "/tra-cuu").moved_to == f"{PORTAL}/tra-cuu"
    assert Citizen().get("/tra-cuu").status == 200
