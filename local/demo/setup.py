"""Makes an empty cloud ready: the first administrator, agencies, officials, the catalogue, the webhook."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests

from local.cloud.places import ROOT
from local.demo.api import Api
from local.demo.people import OFFICIALS, Entrance
from local.demo.place import Place
from payments.providers.stripe.webhook import KINDS_READ

PROVINCE = "H49"


def ready(place: Place, entrance: Entrance) -> int:
    """Set up what is missing; returns how many procedures the catalogue holds."""
    _first_administrator(place, entrance.sub("staff", "quan-tri"))
    admin = entrance.enter("staff", "quan-tri")
    agencies = json.loads((ROOT / "data" / "agencies.json").read_text())["agencies"]
    for agency in sorted(
        agencies, key=lambda a: str(a["code"]).count(".")
    ):  # a parent comes before its own
        admin.put("casework", f"/agencies/{agency['code']}", _agency(agency))
    for official in OFFICIALS[1:]:
        sub = entrance.sub("staff", official.username)
        staff = {
            "name": official.name,
            "roles": list(official.roles),
            "agencies": [PROVINCE],
            "desks": ["số 1"],
        }
        admin.put("casework", f"/staff/{sub}", staff)
    _tell_stripe(place)
    _tell_bank(place)
    return load_catalogue(entrance.enter("staff", "danh-muc"))


def load_catalogue(editor: Api) -> int:
    """Publish every procedure through intake's staff API; what is unchanged stays at its version."""
    procedures = json.loads((ROOT / "data" / "catalogue" / "procedures.json").read_text())[
        "procedures"
    ]
    _each(procedures, lambda p: editor.put("intake", f"/procedures/{p['code']}", p["content"]))
    return len(procedures)


def _agency(found: dict[str, Any]) -> dict[str, Any]:
    known = (
        "name",
        "name_en",
        "parent",
        "address",
        "mail",
        "valid_from",
        "valid_until",
        "synthetic",
    )
    return {key: found[key] for key in known if key in found}


def _each(things: list[dict[str, Any]], do: Any) -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(do, things))


def _first_administrator(place: Place, sub: str) -> None:
    """As the operator of a stage does it: docs/operations/deploy.md."""
    doc = {
        "sub": sub,
        "roles": ["admin"],
        "agencies": [PROVINCE],
        "desks": [],
        "name": "Quản trị hệ thống",
    }
    place.client("dynamodb").put_item(
        TableName="motcua-local-directory",
        Item={
            "pk": {"S": f"STAFF#{sub}"},
            "sk": {"S": "STATE"},
            "doc": {"S": json.dumps(doc)},
            "version": {"N": "0"},
        },
    )


def _tell_stripe(place: Place) -> None:
    """Where the Stripe double sends its webhooks, as one sets it in Stripe's dashboard."""
    url = place.url("payments") + "/webhooks/stripe"
    told = {"url": url, "secret": "whsec_local", "enabled_events": sorted(KINDS_READ)}
    requests.post(f"{place.stripe}/_double/webhook", json=told, timeout=10).raise_for_status()


def _tell_bank(place: Place) -> None:
    """Where the bank double sends what comes in, as one agrees it with a bank."""
    told = {"url": place.url("payments") + "/webhooks/bank", "secret": "bank_local"}
    requests.post(f"{place.bank}/_double/webhook", json=told, timeout=10).raise_for_status()
