"""Uploads of pages without a script: any file comes, and the check says in words what it is."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from intake.attachments.sweep_drafts import sweep_drafts
from intake.domain.announcement import LARGEST_FILE
from intake.domain.draft_end import SETTLED
from kit.testing.http_client import ClientResponse
from tests.unit.intake.phone_pictures import TAKEN, attacks, photograph, photographs
from tests.unit.intake.test_api import World as ApiWorld
from tests.unit.intake.test_api import announcement
from tests.unit.intake.world import PAGES, PDF

BACK = f"{PAGES}/nop/xong"
RED = (200, 16, 16)


class World(ApiWorld):
    """Its pages have no script."""

    def __init__(self) -> None:
        super().__init__()
        self.open = self.draft()

    def announce_loose(self, **changes: object) -> ClientResponse:
        body = {"component": "tp01", "name": "anh.jpg", "return_to": BACK} | changes
        return self.client.post(f"/v1/drafts/{self.open}/papers", "an", body)

    def check_result(self, content: bytes) -> tuple[str, dict[str, object]]:
        """State and code, and what its owner sees."""
        form = self.announce_loose().body
        upload = self.bucket.upload(form["fields"]["key"], content)
        self.checker.check(upload, at=self.clock())
        shown = self.client.get(f"/v1/drafts/{self.open}/papers/{form['paper']}", "an").body
        return f"{shown['state']} {shown['why']}", shown


def test_a_page_without_a_script_gets_a_form_for_any_file_and_the_way_back() -> None:
    world = World()
    answer = world.announce_loose()

    assert (answer.status, answer.body["fields"]["success_action_redirect"]) == (201, BACK)
    assert answer.body["expires"] == "2026-11-23T10:00:00+07:00"
    state, shown = world.check_result(PDF)
    assert (state, shown["pages"]) == ("checked None", 1)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"return_to": "https://dichvu.example.vn.evil.vn/"}, "return_to_not_allowed", "return_to"),
        ({"return_to": "javascript:alert(1)"}, "return_to_not_allowed", "return_to"),
        ({"return_to": f"{PAGES}@evil.vn/"}, "return_to_not_allowed", "return_to"),
        ({"return_to": None}, "file_not_described", "sha256"),
        (announcement() | {"return_to": BACK}, "file_not_described", "return_to"),
        (announcement(sha256=None, return_to=None), "file_not_described", "sha256"),
        (announcement(media_type="image/heic", return_to=None), "heic_not_taken", "media_type"),
        ({"component": "tp99"}, "unknown_component", "component"),
    ],
)
def test_an_announcement_describes_the_file_or_names_a_page_of_ours(
    changes: dict[str, object], code: str, field: str
) -> None:
    refused = World().announce_loose(**changes)
    assert (refused.status, refused.code, refused.body["field"]) == (422, code, field)


def test_twenty_photographs_of_phones_are_taken_upright_and_without_their_place() -> None:
    world, shown = World(), 0
    for what, content in photographs():
        state = world.check_result(content)[0]
        assert (what, state) == (what, "checked None")
        copy = world.bucket.stored[f"papers/{world.open}/{newest(world)}"]
        assert b"GPS" not in copy
        picture = Image.open(BytesIO(copy))
        assert not picture.getexif()
        if what.startswith("turned"):
            assert picture.size == (1600, 1200)
            corner = picture.convert("RGB").getpixel((300, 225))
            assert corner == pytest.approx(RED, abs=12), what
        shown += 1
    assert shown == 20


def newest(world: World) -> str:
    """The digest of the copy that was stored last."""
    return list(world.bucket.stored)[-1].rpartition("/")[2]


def test_twenty_attacks_end_in_their_verdicts_with_a_sentence_and_nothing_is_left() -> None:
    world = World()
    results = {}
    for what, content, expected in attacks():
        results[what], paper = world.check_result(content)
        assert (what, results[what]) == (what, expected)
        assert bool(paper["detail"]) == expected.startswith("rejected")
        if expected == TAKEN:
            copy = world.bucket.stored[f"papers/{world.open}/{newest(world)}"]
            assert not {b"alert(1)", b"/JavaScript", b"/Launch"} & set(copy.split())
            assert b"alert(1)" not in copy
    assert len(results) == 20

    assert world.client.delete(f"/v1/drafts/{world.open}", "an").status == 204
    world.clock.advance(SETTLED)
    sweep_drafts(world.service.keyless_intake, world.bucket, world.clock())
    assert world.bucket.stored == {}
    assert not [key for key, sk in world.transport.items if "ATTACH" in key and sk == "STATE"]


def test_what_is_too_large_is_refused_in_words_and_what_never_came_is_abandoned() -> None:
    world = World()
    large, shown = world.check_result(photograph((160, 120)) + bytes(LARGEST_FILE))
    assert large == "rejected over_20_mb"
    assert str(shown["detail"]).startswith("Tệp vượt quá 20 MB")

    world.announce_loose()
    waiting = world.client.get(f"/v1/drafts/{world.open}", "an").body
    assert waiting["components"][0]["state"] == "checking"
    world.clock.advance(timedelta(minutes=66))
    late = world.client.get(f"/v1/drafts/{world.open}", "an").body
    assert late["components"][0]["state"] == "rejected"
