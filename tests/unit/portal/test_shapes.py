"""The town of these tests answers in the shapes that status and payments promise; the portal's place is found."""

import json

import pytest

from payments.api.payer.schemas import FeesView, PaymentView
from payments.domain.receipt import ReceiptDetails
from portal import functions
from portal.settings import PortalSettings
from portal.wire import Sent
from status.domain.public_view import DossierView
from tests.unit.portal.browser import Browser
from tests.unit.portal.town import CODE, FEE, KEY, PAYMENTS, STATUS, Town

RECEIPT_REST = {
    "fee": FEE,
    "agency": None,
    "tax_code_synthetic": False,
    "currency": "VND",
    "desk": None,
    "paid_by": None,
}


def asked(town: Town, url: str) -> bytes:
    return town.carry(Sent("GET", url, {"X-Lookup-Key": KEY})).body


def test_the_town_answers_as_the_services_do() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.start("card")
    visitor.get("/ho-so")
    visitor.start("transfer")

    DossierView.model_validate_json(asked(visitor.town, f"{STATUS}/dossiers/{CODE}"))
    FeesView.model_validate_json(asked(visitor.town, f"{PAYMENTS}/dossiers/{CODE}/fees"))
    for payment in visitor.town.tries:
        PaymentView.model_validate_json(asked(visitor.town, f"{PAYMENTS}/payments/{payment}"))
    visitor.town.settle(payment)
    FeesView.model_validate_json(asked(visitor.town, f"{PAYMENTS}/dossiers/{CODE}/fees"))
    receipt = json.loads(asked(visitor.town, f"{PAYMENTS}/fees/{FEE}/receipt"))
    lines = [{**line, "rule": "online"} for line in receipt["lines"]]
    ReceiptDetails.model_validate_json(json.dumps(receipt | RECEIPT_REST | {"lines": lines}))


@pytest.mark.parametrize(
    ("told", "context", "origin", "prefix"),
    [
        ("https://motcua.vn/portal", {"path": "/portal/ho-so"}, "https://motcua.vn", "/portal"),
        ("https://motcua.vn", {"path": "/ho-so"}, "https://motcua.vn", ""),
        ("", {"path": "/api/ho-so"}, "https://x.example", "/api"),
        ("", {}, "https://x.example", ""),
    ],
)
def test_the_portal_knows_its_own_address(
    told: str, context: dict[str, str], origin: str, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = PortalSettings(status_api="", payments_api="", portal_secret="", public_url=told)
    monkeypatch.setattr(functions, "load", lambda _: settings)
    found = functions.site(context, {"host": "x.example", "x-forwarded-proto": "https"}, "/ho-so")

    assert (found.origin, found.prefix) == (origin, prefix)
