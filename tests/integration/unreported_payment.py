"""A payment at the Stripe double that no webhook reported: work for scheduled functions."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kit.core.time import system_clock as now
from local.demo.payer import pay_by_card
from local.demo.set_up import register_stripe_webhook
from payments.domain.ledger import day_of
from tests.integration.world import World, readable

TABLE = "motcua-local-payments"
LONG_AGO = "2026-01-01T00:00:00.000000Z"
_payment: dict[str, str] = {}


def create_unreported_payment(world: World) -> None:
    """Money at Stripe for an attempt whose time is over, on a day that is to be reconciled."""
    if "id" not in _payment or _state(world, _payment["id"])["state"] != "pending":
        _payment["id"] = _pay_during_outage(world)
    _reconcile_today(world)


def is_reported(world: World) -> bool:
    """Whether payments has learnt that the attempt is paid."""
    return bool(_state(world, _payment["id"])["state"] == "paid")


@contextmanager
def webhook_outage(world: World) -> Iterator[None]:
    """Meanwhile the Stripe double sends no event, and never makes up for it."""
    register_stripe_webhook(world.deployment, ())
    try:
        yield
    finally:
        register_stripe_webhook(world.deployment)


def _pay_during_outage(world: World) -> str:
    journey = world.filed()
    fee = journey.due_fee()
    request = {"method": "card", "return_url": "http://localhost/cam-on"}
    with webhook_outage(world):
        payment = journey.citizen.post("payments", f"/fees/{fee['fee']}/payments", request)
        pay_by_card(payment["url"])
    _age(world, payment["payment"])
    return str(payment["payment"])


def _key(pk: str) -> dict[str, dict[str, str]]:
    return {"pk": {"S": pk}, "sk": {"S": "STATE"}}


def _item(world: World, payment: str) -> dict[str, Any]:
    response = world.client("dynamodb").get_item(TableName=TABLE, Key=_key(f"ATTEMPT#{payment}"))
    return readable(response["Item"])


def _state(world: World, payment: str) -> dict[str, Any]:
    state: dict[str, Any] = json.loads(_item(world, payment)["doc"]["S"])
    return state


def _age(world: World, payment: str) -> None:
    item, past = _item(world, payment), {"since": LONG_AGO, "expires": LONG_AGO}
    doc = json.dumps(json.loads(item["doc"]["S"]) | past)
    aged = item | {"doc": {"S": doc}, "since": {"S": LONG_AGO}}
    world.client("dynamodb").put_item(TableName=TABLE, Item=aged)


def _reconcile_today(world: World) -> None:
    day = day_of(now()).isoformat()
    doc = json.dumps({"id": day, "version": 1, "wanted": LONG_AGO})
    index = {"waiting": {"S": "reconcile"}, "since": {"S": LONG_AGO}}
    item = _key(f"DAY#{day}") | index | {"doc": {"S": doc}, "version": {"N": "1"}}
    world.client("dynamodb").put_item(TableName=TABLE, Item=item)
