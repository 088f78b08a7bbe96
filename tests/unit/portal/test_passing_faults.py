"""One fault of a route behind the portal is no page of error, and words fit what was done."""

from urllib.parse import urlsplit

import pytest

from front.http_client import Request, Response
from kit.security.visitor_network import HEADER, proven
from tests.unit.portal.browser import VISITORS, Browser
from tests.unit.portal.world import CODE, FEE, KEY, World
from tests.unit.portal.world_answers import Sent, refusal

PASSING = (refusal(500, "internal"), refusal(503, "unavailable"), refusal(429, "too_many_requests"))


class FaultOnce(World):
    """The first request gets a fault, all others what the world answers."""

    fault: Sent | None = None

    def send(self, request: Request) -> Response:
        fault, self.fault = self.fault, None
        if fault is None:
            return super().send(request)
        self.requests.append(request)
        return fault.checked(request.method, urlsplit(request.url).path)


@pytest.mark.parametrize("fault", PASSING)
def test_a_read_is_repeated_once(fault: Sent) -> None:
    world = FaultOnce()
    world.fault = fault

    page = Browser(world).look_up()

    assert page.status == 200
    assert page.title.startswith("Hồ sơ")


@pytest.mark.parametrize("fault", PASSING[:2])
def test_a_write_is_not_repeated(fault: Sent) -> None:
    world = FaultOnce()
    visitor = Browser(world)
    visitor.look_up()
    world.fault, before = fault, len(world.requests)

    assert visitor.start_payment("card").status == 503
    assert len(world.requests) == before + 1


@pytest.mark.parametrize("fault", [refusal(500, "internal"), refusal(429, "too_many_requests")])
def test_a_look_up_without_an_answer_speaks_of_the_look_up(fault: Sent) -> None:
    class Down(World):
        def send(self, request: Request) -> Response:
            self.requests.append(request)
            return fault.checked(request.method, urlsplit(request.url).path)

    visitor = Browser(Down())
    visitor.get("/tra-cuu")
    page = visitor.submit("/tra-cuu", code=CODE, key=KEY)

    assert page.status == 503
    assert "Hiện chưa tra cứu được" in page.text_content
    assert "tính hai lần" not in page.text_content
    assert f'value="{CODE}"' in page.text
    assert KEY not in page.text


def test_an_unexpected_error_of_a_look_up_speaks_of_no_money() -> None:
    class Broken(World):
        def send(self, request: Request) -> Response:
            raise RuntimeError

    visitor = Browser(Broken())
    visitor.get("/tra-cuu")
    page = visitor.submit("/tra-cuu", code=CODE, key=KEY)

    assert page.status == 500
    assert "thanh toán" not in page.text_content.partition("Dịch vụ tạm thời gián đoạn")[2][:120]


def test_a_lost_answer_to_a_payment_still_says_that_it_counts_once() -> None:
    visitor = Browser(World(unavailable="POST fees"))
    visitor.look_up()

    assert "không bị tính hai lần" in visitor.start_payment("card").text_content


def test_the_portal_proves_the_network_of_its_visitor() -> None:
    world = World()
    Browser(world).look_up()

    for request in world.requests:
        assert proven(VISITORS, request.headers[HEADER], world.clock()) == "127.0.0.0/24"
        assert request.headers[HEADER] not in repr(request)


@pytest.mark.parametrize("fee", ["..", ".", "", f"{FEE}0", "a/b", "%2e%2e"])
def test_a_made_up_fee_is_sent_to_no_route(fee: str) -> None:
    world = World()
    visitor = Browser(world)
    visitor.look_up()
    before = len(world.requests)

    assert visitor.submit("/thanh-toan", fee=fee, method="card").status == 404
    assert len(world.requests) == before
