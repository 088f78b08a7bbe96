"""The routes in memory fit the schemas of status and payments; the portal finds its own URL."""

import json

import pytest

from front.http_client import Request
from payments.api.payer.schemas import FeesView, PaymentView, ReceiptView
from status.domain.dossier_view import DossierView
from tests.unit.portal.browser import SETTINGS, Browser, portal_of
from tests.unit.portal.world import CODE, FEE, KEY, PAYMENTS, STATUS, World

RECEIPT_REST = {
    "fee": FEE,
    "agency": None,
    "tax_code_synthetic": False,
    "currency": "VND",
    "desk": None,
    "paid_by": None,
}


def body_of(world: World, url: str) -> bytes:
    return world.send(Request("GET", url, {"X-Lookup-Key": KEY})).body


def test_the_routes_in_memory_fit_the_schemas_of_the_services() -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.start_payment("card")
    visitor.get("/ho-so")
    visitor.start_payment("transfer")

    DossierView.model_validate_json(body_of(visitor.world, f"{STATUS}/dossiers/{CODE}"))
    FeesView.model_validate_json(body_of(visitor.world, f"{PAYMENTS}/dossiers/{CODE}/fees"))
    for payment in visitor.world.attempts:
        PaymentView.model_validate_json(body_of(visitor.world, f"{PAYMENTS}/payments/{payment}"))
    visitor.world.settle(payment)
    FeesView.model_validate_json(body_of(visitor.world, f"{PAYMENTS}/dossiers/{CODE}/fees"))
    receipt = json.loads(body_of(visitor.world, f"{PAYMENTS}/fees/{FEE}/receipt"))
    lines = [{**line, "rule": "online"} for line in receipt["lines"]]
    ReceiptView.model_validate_json(json.dumps(receipt | RECEIPT_REST | {"lines": lines}))


@pytest.mark.parametrize(
    ("public_url", "context", "origin", "prefix"),
    [
        ("https://motcua.vn/portal", {"path": "/portal/ho-so"}, "https://motcua.vn", "/portal"),
        ("https://motcua.vn", {"path": "/ho-so"}, "https://motcua.vn", ""),
        ("", {"path": "/api/ho-so"}, "https://x.example", "/api"),
        ("", {}, "https://x.example", ""),
    ],
)
def test_the_portal_finds_its_own_url(
    public_url: str, context: dict[str, str], origin: str, prefix: str
) -> None:
    settings = SETTINGS.model_copy(update={"public_url": public_url})
    headers = {"host": "x.example", "x-forwarded-proto": "https"}

    site = portal_of(World(), settings).site(context, headers, "/ho-so")

    assert (site.origin, site.prefix) == (origin, prefix)
