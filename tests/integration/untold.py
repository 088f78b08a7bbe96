"""A try that was paid at the Stripe double while its webhook was silent: work for what asks by the clock."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests

from kit.core.ids import now
from local.demo.api import eventually
from local.demo.payer import pay_at
from local.demo.setup import _tell_stripe
from payments.domain.ledger import day_of
from tests.integration.cloud import PAID, Town

TABLE = "motcua-local-payments"
LONG_AGO = "2026-01-01T00:00:00.000000Z"
PLANTED: dict[str, str] = {}


def plant_untold(town: Town) -> None:
    """Money at Stripe that payments has not heard of, for a try whose time is over, on a day that is to be compared."""
    if "payment" not in PLANTED or _state(town, PLANTED["payment"])["state"] != "pending":
        PLANTED["payment"] = _paid_in_silence(town)
    _want_today(town)


def found_out(town: Town) -> bool:
    """Whether payments knows by now that the planted try is paid."""
    return bool(_state(town, PLANTED["payment"])["state"] == "paid")


@contextmanager
def silence(town: Town) -> Iterator[None]:
    """While this lasts the Stripe double tells nobody anything, and never makes up for it."""
    told = {
        "url": town.place.url("payments") + "/webhooks/stripe",
        "secret": "whsec_local",
        "enabled_events": [],
    }
    requests.post(f"{town.place.stripe}/_double/webhook", json=told, timeout=10).raise_for_status()
    try:
        yield
    finally:
        _tell_stripe(town.place)


def _paid_in_silence(town: Town) -> str:
    journey = town.journey(PAID)
    journey.citizen = town.citizen(journey.who)
    journey._look_up()
    journey._file()
    fee = eventually(journey._due_fee, "the fee is due")
    asked = {"method": "card", "return_url": "http://localhost/cam-on"}
    with silence(town):
        payment = journey.citizen.post("payments", f"/fees/{fee['fee']}/payments", asked)
        pay_at(payment["url"])
    _age(town, payment["payment"])
    return str(payment["payment"])


def _key(pk: str) -> dict[str, dict[str, str]]:
    return {"pk": {"S": pk}, "sk": {"S": "STATE"}}


def _item(town: Town, payment: str) -> dict[str, Any]:
    found: dict[str, Any] = town.client("dynamodb").get_item(
        TableName=TABLE, Key=_key(f"ATTEMPT#{payment}")
    )["Item"]
    return found


def _state(town: Town, payment: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_item(town, payment)["doc"]["S"])
    return found


def _age(town: Town, payment: str) -> None:
    item, aged = _item(town, payment), {"since": LONG_AGO, "expires": LONG_AGO}
    doc = json.dumps(json.loads(item["doc"]["S"]) | aged)
    town.client("dynamodb").put_item(
        TableName=TABLE, Item=item | {"doc": {"S": doc}, "since": {"S": LONG_AGO}}
    )


def _want_today(town: Town) -> None:
    day = day_of(now()).isoformat()
    doc = json.dumps({"id": day, "version": 1, "wanted": LONG_AGO})
    mark = {"waiting": {"S": "reconcile"}, "since": {"S": LONG_AGO}}
    item = _key(f"DAY#{day}") | mark | {"doc": {"S": doc}, "version": {"N": "1"}}
    town.client("dynamodb").put_item(TableName=TABLE, Item=item)
