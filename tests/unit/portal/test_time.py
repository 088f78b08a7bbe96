"""However slow the routes are, a visitor gets a page of ours before the function or the gateway gives up."""

import pytest

from infra.service.description import read_description
from portal.wire import VISIT_SECONDS
from tests.unit.portal.browser import Browser, Shown
from tests.unit.portal.town import FEE, Town

NEVER = 3600.0


def asked_slowly(visitor: Browser, path: str, takes: list[float]) -> tuple[Shown, float, int]:
    """The page, how many seconds it took and how often a route was asked, where the answers take so long."""
    town = visitor.town
    town.takes, town.passed, before = [*takes, *[NEVER] * 9], 0.0, len(town.asked)
    return visitor.get(path), town.passed, len(town.asked) - before


def test_a_visitor_of_two_slow_routes_gets_our_page_and_not_the_gateways() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    shown, seconds, asked = asked_slowly(visitor, "/ho-so", [NEVER, 8.5])

    assert "Chưa lấy được thông tin phí, lệ phí" in shown.words
    assert (shown.status, seconds, asked) == (200, VISIT_SECONDS, 3)


@pytest.mark.parametrize("path", ["/ho-so", f"/bien-lai/{FEE}", "/qr/01KAQ0PAY00000000000000000"])
def test_a_visitor_of_silent_routes_is_asked_by_our_page_to_try_again(path: str) -> None:
    visitor = Browser(Town())
    visitor.look_up()
    shown, seconds, asked = asked_slowly(visitor, path, [])

    assert (shown.status, asked) == (503, 2)
    assert "Xin thử lại sau ít phút" in shown.words
    assert seconds <= VISIT_SECONDS


def test_a_second_try_is_not_begun_with_too_little_time_left() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    shown, seconds, asked = asked_slowly(visitor, "/ho-so", [NEVER, 3.5])

    assert (seconds, asked) == (9.0 + 3.5 + 9.0, 3)
    assert "Chưa lấy được thông tin phí, lệ phí" in shown.words


def test_a_form_that_is_not_answered_is_not_sent_again_by_us() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.town.takes, before = [NEVER], len(visitor.town.asked)

    assert "bấm lại một lần nữa" in visitor.start("card").words
    assert len(visitor.town.asked) == before + 1


def test_each_visit_has_its_own_time() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    asked_slowly(visitor, "/ho-so", [])
    visitor.town.takes = []

    assert visitor.get("/ho-so").status == 200


def test_the_function_lives_longer_than_a_visit_asks() -> None:
    assert read_description("portal").functions["api"].timeout >= VISIT_SECONDS + 5
