"""The payment platform of the national portal on the deployed cloud, at its double."""

import pytest
import requests

from local.demo.journey import Journey
from local.demo.payer import control_platform
from local.demo.waiting import wait_for
from tests.integration.world import PAID, World

pytestmark = pytest.mark.integration


def started(world: World) -> tuple[Journey, str, str]:
    """A dossier, its fee, and the payment attempt whose payer is on the platform's page."""
    journey = world.filed(PAID)
    fee = journey.due_fee()
    assert "platform" in {each["method"] for each in fee["methods"] if each["available"]}
    request = {"method": "platform", "return_url": "http://localhost/cam-on"}
    payment = journey.citizen.post("payments", f"/fees/{fee['fee']}/payments", request)
    page = requests.get(payment["url"], timeout=10)
    assert (page.status_code, journey.code in page.text) == (200, True)
    return journey, fee["fee"], payment["payment"]


def test_who_pays_on_its_page_has_paid(world: World) -> None:
    journey, fee, payment = started(world)
    page = f"{world.deployment.platform}/pay"
    back = requests.post(page, {"id": payment, "choice": "pay"}, timeout=10, allow_redirects=False)
    assert back.headers["Location"].startswith("http://localhost/cam-on?")

    wait_for(
        lambda: journey.citizen.get("payments", f"/fees/{fee}")["receipt"], "the fee is settled"
    )
    settled = journey.citizen.get("payments", f"/fees/{fee}")
    assert (settled["method"], settled["payment"]) == ("platform", payment)


def test_a_notification_that_says_paid_and_is_not_true_pays_nothing(world: World) -> None:
    journey, fee, payment = started(world)
    control_platform(world.deployment.platform, "notify", id=payment, status=0)

    def delivered() -> bool:
        log = control_platform(world.deployment.platform, "deliveries")["log"]
        return [payment, 200] in log

    wait_for(delivered, "the webhook took the notification")
    forged = {"id": payment, "status": 0, "key": "a key of nobody's"}
    control_platform(world.deployment.platform, "notify", **forged)
    wait_for(
        lambda: [payment, 400] in control_platform(world.deployment.platform, "deliveries")["log"],
        "the webhook refused the other one",
    )
    assert journey.citizen.get("payments", f"/payments/{payment}")["state"] == "pending"
    assert journey.citizen.get("payments", f"/fees/{fee}")["state"] == "due"
