"""A question of the National Portal on the deployed cloud: from its simulator to the desk's page,
and the reply back.
"""

import time
from typing import Any

import pytest
import requests

from local.demo.pages.officials import OfficialAtPages
from local.demo.set_up import demo_agency
from local.demo.waiting import wait_for
from tests.browser.conftest import chromium
from tests.browser.visitor import Visitor
from tests.integration.test_pages_journey import desk, pages_sign_in
from tests.integration.world import World, items

__all__ = ["chromium", "desk", "pages_sign_in"]
pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("browser")]
WORDS = "Tôi làm mất giấy khai sinh thì xin cấp lại ở đâu?"
REPLY = "Bà đến bộ phận Một cửa của phường, mang theo căn cước."
SECONDS = 30


def test_a_question_goes_from_the_portal_to_the_desk_and_its_reply_back(
    desk: Visitor, world: World
) -> None:
    number, agency = str(time.time_ns()), demo_agency()
    portal = f"{world.deployment.national_portal}/_simulator/questions"
    question = {"HOIDAPID": number, "NOIDUNG": WORDS, "MADONVI": agency, "HOVATEN": "Lê Mai"}
    assert requests.post(portal, json=question, timeout=SECONDS).ok
    receiver = world.staff("mot-cua")

    def listed() -> str | None:
        invoke(world, "puller")
        page = receiver.get("voice", f"/feedback?agency={agency}&limit=100")["items"]
        return next((each["id"] for each in page if each["national"] == number), None)

    feedback = wait_for(listed, "the question waits at the desk")
    official = OfficialAtPages(desk, "mot-cua")
    official.open(f"/phan-anh/{feedback}")
    shown = desk.page.inner_text("main")
    act(desk, "accept")
    act(desk, "resolve", REPLY)

    def replied() -> dict[str, Any] | None:
        invoke(world, "pusher")
        there = requests.get(portal, params={"question": number}, timeout=SECONDS).json()
        return there["replies"][0] if there["replies"] else None

    reply = wait_for(replied, "the reply stands at the National Portal")
    assert WORDS in shown
    assert number in shown
    assert (reply["NOIDUNGTRALOI"], reply["MADONVI"]) == (REPLY, agency)
    assert reply["NGUOITRALOI"]
    stored = str(items(world, "motcua-local-exchange")) + str(items(world, "motcua-local-voice"))
    assert not [secret for secret in (WORDS, REPLY, "Lê Mai") if secret in stored]


def invoke(world: World, function: str) -> None:
    """What a schedule does each minute, at once."""
    functions = world.client("lambda")
    functions.invoke(FunctionName=f"motcua-local-exchange-{function}", Payload=b"{}")


def act(desk: Visitor, name: str, text: str = "") -> None:
    """An act on the page that is open."""
    form = desk.page.locator(f"details:has(input[name=act][value={name}])")
    form.locator("summary").click()
    if text:
        form.locator("textarea[name=text]").fill(text)
    with desk.page.expect_navigation():
        form.locator("button").click()
    assert desk.page.locator(".note.good").count() == 1
