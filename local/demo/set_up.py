"""An empty cloud made ready: administrator, agencies, officials, catalogue, webhooks."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

import requests

from data.demo.fees import demo_catalogue
from infra.agencies import load_agencies
from infra.pictures import store_signature
from intake.domain.offers import Office, is_offered_by
from intake.domain.procedure_content import Offer
from local.cloud.settings import REGION, ROOT
from local.demo.api_client import ApiClient
from local.demo.deployment import Deployment
from local.demo.people import OFFICIALS
from local.demo.sign_in import SignIn
from local.pictures import picture
from local.stage import local_stage
from payments.providers.stripe.reports import TYPES_READ

AGENCIES = ROOT / "data" / "agencies.json"
PROVINCE = "H49"
DECIDES = {"approver", "head"}
"""Roles whose signatures stand on results."""


def set_up(sign_in: SignIn) -> int:
    """Create what is missing, once a cloud; returns the number of procedures in the catalogue."""
    deployment = sign_in.deployment
    register_stripe_webhook(deployment)
    register_bank_webhook(deployment)
    register_platform_webhook(deployment)
    marker = SetUpMarker(deployment)
    if not marker.exists():
        _create_people_and_agencies(sign_in)
        publish_catalogue(sign_in.client("staff", "danh-muc"))
        marker.create()
    return len(procedures())


def _create_people_and_agencies(sign_in: SignIn) -> None:
    deployment = sign_in.deployment
    _create_first_administrator(deployment, sign_in.sub("staff", "quan-tri"))
    administrator = sign_in.client("staff", "quan-tri")
    load_agencies(local_stage())
    for official in OFFICIALS[1:]:
        body = {
            "name": official.name,
            "roles": list(official.roles),
            "agencies": [PROVINCE],
            "desks": ["số 1"],
        }
        sub = sign_in.sub("staff", official.username)
        administrator.put("casework", f"/staff/{sub}", body)
        if DECIDES & {*official.roles}:
            store_signature(local_stage(), sub, picture("signature", official.name))


@dataclass(frozen=True)
class SetUpMarker:
    """An object beside the bundles: gone with the cloud, and another one when the data changes."""

    deployment: Deployment

    def exists(self) -> bool:
        """Whether this cloud was set up with today's data."""
        listing = self._store.list_objects_v2(Bucket=self._bucket, Prefix=self._key)
        return bool(listing.get("KeyCount"))

    def create(self) -> None:
        """To be called when everything is there."""
        self._store.put_object(Bucket=self._bucket, Key=self._key, Body=b"")

    @property
    def _store(self) -> Any:
        return self.deployment.client("s3")

    @cached_property
    def _bucket(self) -> str:
        account = self.deployment.client("sts").get_caller_identity()["Account"]
        return f"motcua-local-{account}-{REGION}-bundles"

    @cached_property
    def _key(self) -> str:
        officials = repr(OFFICIALS).encode()
        content = AGENCIES.read_bytes() + repr(procedures()).encode() + officials
        return f"set-up/{sha256(content).hexdigest()}"


def agencies() -> list[dict[str, Any]]:
    """The agencies of data/agencies.json that have not ended."""
    listed: list[dict[str, Any]] = json.loads(AGENCIES.read_text())["agencies"]
    return [agency for agency in listed if agency["valid_until"] is None]


def procedures() -> list[dict[str, Any]]:
    """The catalogue's procedures, each with its `code` and `content`; unknown council fees are
    invented and marked so."""
    return [entry.model_dump() for entry in demo_catalogue().procedures]


def demo_agency(procedure: str | None = None) -> str:
    """Code of the commune that the demo's dossiers go to (phường Hồng Gai); where it does not offer
    the procedure, of its centre, or else of the first agency of the province that does.
    """
    listed = agencies()
    commune = next(
        each for each in listed if each["kind"] == "commune" and "Hồng Gai" in each["name"]
    )
    offers = offers_of(procedure) if procedure else ()
    own = [each for each in listed if commune["code"] in (each["code"], each["parent"])]
    kinds = {each["code"]: each["kind"] for each in listed}
    return next(
        str(each["code"])
        for each in (*own, *listed)
        if is_offered_by(offers, _office(each, kinds.get(each["parent"])))
    )


def offers_of(procedure: str) -> tuple[Offer, ...]:
    """Who offers a procedure of the catalogue."""
    content = next(each["content"] for each in procedures() if each["code"] == procedure)
    return tuple(Offer.model_validate(each) for each in content.get("offered_by", ()))


def _office(agency: dict[str, Any], parent_kind: str | None) -> Office:
    return Office(code=agency["code"], kind=agency["kind"], parent_kind=parent_kind)


def publish_catalogue(editor: ApiClient) -> None:
    """Publish every procedure by intake's staff API; an unchanged one stays at its version."""

    def publish(procedure: dict[str, Any]) -> None:
        editor.put("intake", f"/procedures/{procedure['code']}", procedure["content"])

    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(publish, procedures()))


def register_stripe_webhook(
    deployment: Deployment, event_types: Sequence[str] = TYPES_READ
) -> None:
    """Set where the Stripe double sends its events, as one does in Stripe's dashboard."""
    endpoint = {
        "url": deployment.url("payments") + "/webhooks/stripe",
        "secret": "whsec_local",
        "enabled_events": list(event_types),
    }
    address = f"{deployment.stripe}/_double/webhook"
    requests.post(address, json=endpoint, timeout=10).raise_for_status()


def register_bank_webhook(deployment: Deployment) -> None:
    """Set where the bank double sends its callbacks, as one agrees it with a bank."""
    endpoint = {"url": deployment.url("payments") + "/webhooks/bank", "secret": "bank_local"}
    address = f"{deployment.bank}/_double/webhook"
    requests.post(address, json=endpoint, timeout=10).raise_for_status()


def register_platform_webhook(deployment: Deployment) -> None:
    """Set where the payment platform's double sends its notifications, as an agreement does."""
    endpoint = {"url": deployment.url("payments") + "/webhooks/platform"}
    address = f"{deployment.platform}/_double/webhook"
    requests.post(address, json=endpoint, timeout=10).raise_for_status()


def _create_first_administrator(deployment: Deployment, sub: str) -> None:
    """Written to the directory: only a stage's operator can name the first (docs/runbook.md)."""
    doc = {
        "sub": sub,
        "roles": ["admin"],
        "agencies": [PROVINCE],
        "desks": [],
        "name": "Quản trị hệ thống",
    }
    deployment.client("dynamodb").put_item(
        TableName="motcua-local-directory",
        Item={
            "pk": {"S": f"STAFF#{sub}"},
            "sk": {"S": "STATE"},
            "doc": {"S": json.dumps(doc)},
            "version": {"N": "0"},
        },
    )
