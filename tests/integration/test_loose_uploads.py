"""A page without a script uploads to S3 by a form, is sent back, and reads what became of it."""

import pytest
import requests

from infra.places import CLIENTS
from local.demo.api_client import ApiClient, Json
from local.demo.waiting import wait_for
from tests.integration.intake_requests import assert_refused, required_component
from tests.integration.world import World
from tests.unit.intake.phone_pictures import photograph

pytestmark = pytest.mark.integration
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"


@pytest.mark.parametrize(
    ("content", "expected"),
    [(photograph((1600, 1200), orientation=6), "checked"), (HEIC, "heic_not_taken")],
)
def test_a_browser_without_a_script_uploads_and_is_sent_back(
    world: World, content: bytes, expected: str
) -> None:
    citizen = world.citizen()
    draft = world.draft(citizen)
    back = world.deployment.url(CLIENTS[0]).rstrip("/") + "/nop/xong"
    form = citizen.post(
        "intake",
        f"/drafts/{draft}/papers",
        {**required_component(world), "name": "anh.jpg", "return_to": back},
    )

    files = {"file": ("anh.jpg", content)}
    sent = requests.post(
        form["url"], data=form["fields"], files=files, timeout=60, allow_redirects=False
    )

    assert (sent.status_code, sent.headers["Location"].partition("?")[0]) == (303, back)

    def state() -> str | None:
        paper = citizen.get("intake", f"/drafts/{draft}/papers/{form['paper']}")
        return None if paper["state"] == "awaiting_upload" else paper["why"] or paper["state"]

    assert wait_for(state, "the upload is checked") == expected
    shown = citizen.get("intake", f"/drafts/{draft}")
    end = "checked" if expected == "checked" else "rejected"
    assert [paper["state"] for paper in shown["papers"]] == [end]
    assert [d["draft"] for d in citizen.get("intake", "/me/drafts")["items"]] == [draft]
    if expected == "checked":
        require_combined(world, citizen, draft, form["paper"])


def require_combined(world: World, citizen: ApiClient, draft: str, photo: str) -> None:
    """The photograph becomes a PDF of one page, which takes its place."""
    path = f"/drafts/{draft}/combined-papers"
    body = {**required_component(world), "papers": [photo]}
    combined = citizen.post("intake", path, body)["paper"]

    def papers() -> list[Json] | None:
        present: list[Json] = citizen.get("intake", f"/drafts/{draft}")["papers"]
        states = [paper["state"] for paper in present]
        return present if states == ["checked"] else None

    [paper] = wait_for(papers, "the PDF is made")
    assert (paper["paper"], paper["pages"], paper["photos"]) == (combined, 1, [photo])


def test_s3_sends_nobody_to_a_stranger(world: World) -> None:
    citizen = world.citizen()
    body = {**required_component(world), "name": "a.jpg", "return_to": "https://evil.example/"}
    path = f"POST /drafts/{world.draft(citizen)}/papers"
    assert_refused(citizen, path, body, 422, "return_to_not_allowed", "return_to")
