"""The payment page: both languages, no script, and every choice of the payer."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from local.doubles.stripe.server import Double
from tests.unit.doubles.stripe.serving import a_double, ask, fresh, gateway
from tests.unit.doubles.stripe.test_published import order


@pytest.fixture
def double() -> Iterator[Double]:
    yield from a_double()


def test_the_page_speaks_both_languages_and_needs_no_script(double: Double) -> None:
    session = fresh(double)
    status, page, headers = ask(double, "GET", f"/c/pay/{session}")

    assert status == 200
    assert "150.000 đ" in page
    assert '<span lang="en">Good card: pay</span>' in page
    assert "<script" not in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("choice", "status", "state"),
    [
        ("success", 303, "paid"),
        ("decline", 200, "open"),
        ("leave", 303, "open"),
        ("slow", 303, "processing"),
    ],
)
def test_the_payer_chooses(double: Double, choice: str, status: int, state: str) -> None:
    session = fresh(double)
    actual, page, headers = ask(double, "POST", f"/c/pay/{session}", urlencode({"choice": choice}))

    assert actual == status
    assert headers.get("Location") == (order().return_url if status == 303 else None)
    assert ("Thẻ bị từ chối. Vui lòng thử thẻ khác" in page) == (choice == "decline")
    assert gateway(double).query(session).state == state


@pytest.mark.parametrize(("answer", "status", "state"), [("yes", 303, "paid"), ("no", 200, "open")])
def test_the_bank_asks_who_pays(double: Double, answer: str, status: int, state: str) -> None:
    session = fresh(double)
    challenge = ask(double, "POST", f"/c/pay/{session}", "choice=secure")
    assert challenge[:2] == ask(double, "GET", f"/c/pay/{session}")[:2]
    assert '<span lang="en">Yes, authenticate</span>' in challenge[1]

    actual, page, _ = ask(double, "POST", f"/c/pay/{session}", f"choice={answer}")
    assert actual == status
    assert ("Ngân hàng chưa xác thực được chủ thẻ" in page) == (answer == "no")
    assert gateway(double).query(session).state == state


def test_nobody_is_authenticated_who_was_not_asked(double: Double) -> None:
    session = fresh(double)

    assert ask(double, "POST", f"/c/pay/{session}", "choice=yes")[0] == 404
    assert gateway(double).query(session).state == "open"


def test_what_else_happens_to_money_is_set_by_a_control(double: Double) -> None:
    session = fresh(double)
    ask(double, "POST", f"/c/pay/{session}", "choice=slow")
    assert happens(double, "slow_good", session)[0] == 200
    intent = double.account.session(session)["payment_intent"]
    status, dispute = happens(double, "dispute", intent)
    assert (status, dispute["status"]) == (200, "needs_response")
    assert happens(double, "lose_dispute", dispute["id"])[1]["status"] == "lost"

    assert happens(double, "win_dispute", dispute["id"])[0] == 400  # it is closed
    assert happens(double, "fail_refund", "re_none")[0] == 404
    assert happens(double, "earthquake", "x")[0] == 400


def happens(double: Double, what: str, id: str) -> tuple[int, Any]:
    status, body, _ = ask(double, "POST", "/_double/happens", json.dumps({"what": what, "id": id}))
    return status, json.loads(body)


def test_a_session_that_has_ended_says_so(double: Double) -> None:
    session = fresh(double)
    gateway(double).close(session, "c")

    for method in ("GET", "POST"):
        assert "đã kết thúc" in ask(double, method, f"/c/pay/{session}", "choice=success")[1]
    assert ask(double, "GET", "/c/pay/cs_unknown")[0] == 404
