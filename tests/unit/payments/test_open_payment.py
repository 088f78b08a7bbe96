"""The open payment of a fee as its payer meets it, and what a payment in processing refuses."""

import pytest

from tests.unit.payments.api_world import ApiWorld
from tests.unit.payments.world import RETURN, World


@pytest.fixture
def api() -> ApiWorld:
    world = World()
    world.file()
    return ApiWorld(world)


def open_payment(api: ApiWorld) -> tuple[str | None, str | None]:
    """The attempt that the fee names as open, with its state."""
    fee = api.ask("GET", f"/v1/fees/{api.world.fee.id}").body
    return fee["open_payment"], fee["open_payment_state"]


def test_a_fee_names_its_open_payment_with_its_state_from_start_to_settlement(
    api: ApiWorld,
) -> None:
    before = open_payment(api)
    started = api.start().body
    pending = open_payment(api)
    session = started["url"].rpartition("/")[2]
    api.world.stripe.account.pay_slowly(session)
    api.deliver_webhooks()
    processing = open_payment(api)
    api.world.stripe.account.slow_outcome(session, good=True)
    api.deliver_webhooks()

    assert before == (None, None)
    assert pending == (started["payment"], "pending")
    assert processing == (started["payment"], "processing")
    assert (api.world.fee.state, *open_payment(api)) == ("settled", None, None)


@pytest.mark.parametrize("end", ["cancel", "fail"])
def test_an_attempt_that_ended_unpaid_is_no_open_payment(api: ApiWorld, end: str) -> None:
    started = api.start().body
    if end == "cancel":
        api.ask("POST", f"/v1/payments/{started['payment']}/cancellation")
    else:
        session = started["url"].rpartition("/")[2]
        api.world.stripe.account.pay_slowly(session)
        api.deliver_webhooks()
        api.world.stripe.account.slow_outcome(session, good=False)
        api.deliver_webhooks()

    assert open_payment(api) == (None, None)
    assert api.start().status == 201


def test_while_a_payment_is_in_processing_every_method_says_why_and_no_other_begins(
    api: ApiWorld,
) -> None:
    started = api.start().body
    api.world.stripe.account.pay_slowly(started["url"].rpartition("/")[2])
    api.deliver_webhooks()
    path = f"/v1/fees/{api.world.fee.id}"

    methods = api.ask("GET", path).body["methods"]
    refused = [
        api.ask("POST", f"{path}/payments", body={"method": "card", "return_url": RETURN}),
        api.ask("POST", f"{path}/payments", body={"method": "transfer"}),
    ]

    assert [(each["available"], each["why"]) for each in methods] == [
        (False, "payment_processing")
    ] * 2
    assert all("Vui lòng đợi kết quả" in each["text"] for each in methods)
    assert [(each.status, each.body["code"], each.body["field"]) for each in refused] == [
        (409, "payment_processing", "fee")
    ] * 2
    assert len(api.world.stripe.account.sessions) == 1
    assert open_payment(api) == (started["payment"], "processing")
