"""Slow routes: the visitor gets our page before the function or the gateway times out."""

import pytest

from front.http_client import VISIT_SECONDS
from infra.service.description import read_description
from tests.unit.pages.html_forms import forms_of
from tests.unit.pages.page_view import PageView
from tests.unit.portal.browser import Browser
from tests.unit.portal.world import FEE, World

NEVER = 3600.0


def get_slowly(visitor: Browser, path: str, delays: list[float]) -> tuple[PageView, float, int]:
    """The page, its seconds and its number of calls, where the responses take these delays."""
    world = visitor.world
    world.delays, world.seconds_passed, before = [*delays, *[NEVER] * 9], 0.0, len(world.requests)
    return visitor.get(path), world.seconds_passed, len(world.requests) - before


def test_two_slow_routes_end_in_our_page_and_not_in_the_gateways() -> None:
    visitor = Browser(World())
    visitor.look_up()
    page, seconds, calls = get_slowly(visitor, "/ho-so", [NEVER, 8.5])

    assert "Chưa lấy được thông tin phí, lệ phí" in page.text_content
    assert (page.status, seconds, calls) == (200, VISIT_SECONDS, 3)


@pytest.mark.parametrize("path", ["/ho-so", f"/bien-lai/{FEE}"])
def test_unavailable_routes_end_in_a_page_that_asks_to_try_again(path: str) -> None:
    visitor = Browser(World())
    visitor.look_up()
    page, seconds, calls = get_slowly(visitor, path, [])

    assert (page.status, calls) == (503, 2)
    assert "Vui lòng thử lại sau ít phút" in page.text_content
    assert seconds <= VISIT_SECONDS


def test_a_second_attempt_is_not_started_with_too_little_time_left() -> None:
    visitor = Browser(World())
    visitor.look_up()
    page, seconds, calls = get_slowly(visitor, "/ho-so", [NEVER, 3.5])

    assert (seconds, calls) == (9.0 + 3.5 + 9.0, 3)
    assert "Chưa lấy được thông tin phí, lệ phí" in page.text_content


def test_a_form_without_a_response_is_not_sent_again() -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.world.delays, before = [NEVER], len(visitor.world.requests)

    assert "bấm nút dưới đây để gửi lại" in visitor.start_payment("card").text_content
    assert len(visitor.world.requests) == before + 1
    again = visitor.submit("/thanh-toan", **dict(forms_of(visitor.history[-1].text)[0].pairs))
    keys = [r.headers["Idempotency-Key"] for r in visitor.world.requests if r.method == "POST"]
    assert again.status == 303
    assert len(set(keys[-2:])) == 1, "the same form is the same payment"


def test_each_page_has_its_own_time_limit() -> None:
    visitor = Browser(World())
    visitor.look_up()
    get_slowly(visitor, "/ho-so", [])
    visitor.world.delays = []

    assert visitor.get("/ho-so").status == 200


def test_the_function_times_out_later_than_the_calls_of_a_page() -> None:
    assert read_description("portal").functions["api"].timeout >= VISIT_SECONDS + 5
