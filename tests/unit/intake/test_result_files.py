"""An assessor uploads the PDF of a result: checked as any file, read by officials of the case."""

import hashlib
from typing import Any

from contracts.intake import PaperChecked, ResultFileChecked
from kit.security.staff_directory import Staff
from kit.testing.http_client import ClientResponse
from tests.unit.intake import test_open_attachment
from tests.unit.intake.pdf_files import a_page
from tests.unit.intake.phone_pictures import photograph
from tests.unit.intake.world import AGENCY, PAGES, PDF

APPROVER = Staff(sub="approver", roles=("approver",), agencies=(AGENCY,))


BACK = f"{PAGES}/ho-so/x/tep-ket-qua/y/xong"


class World(test_open_attachment.World):
    """A filed dossier for which an official uploads a result."""

    def __init__(self) -> None:
        super().__init__()
        self.employ(*test_open_attachment.OFFICIALS, APPROVER)

    def announce_result(self, content: bytes = PDF, by: str = "assessor") -> ClientResponse:
        body = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        return self.client.post(f"/v1/dossiers/{self.code}/result-files", by, body)

    def upload_result(self, content: bytes = PDF) -> str:
        """The id of a file that was announced, uploaded and checked."""
        form = self.announce_result(content).body
        self.checker.check(self.bucket.upload(form["fields"]["key"], content), at=self.clock())
        self.paper = str(form["paper"])
        return self.paper

    def announce_loosely(self, return_to: str = BACK) -> ClientResponse:
        path = f"/v1/dossiers/{self.code}/result-files"
        return self.client.post(path, "assessor", {"return_to": return_to})

    def upload_loosely(self, content: bytes) -> dict[str, str]:
        """From a page without a script; the fields of the form."""
        form = self.announce_loosely().body
        self.checker.check(self.bucket.upload(form["fields"]["key"], content), at=self.clock())
        self.paper = str(form["paper"])
        return dict(form["fields"])

    def view(self, reader: str = "assessor") -> ClientResponse:
        return self.client.get(f"/v1/dossiers/{self.code}/result-files/{self.paper}", reader)


def test_a_checked_file_is_announced_to_casework_by_the_digest_of_its_copy() -> None:
    world = World()
    before = world.event_types.count(PaperChecked.TYPE)

    paper = world.upload_result(a_page())

    view: dict[str, Any] = world.view("approver").body
    event = world.events()[-1]
    checked = event.read(ResultFileChecked)
    assert (event.subject, event.dossier) == (paper, world.code)
    assert (view["state"], view["sha256"], view["pages"]) == ("checked", checked.sha256, 1)
    assert world.event_types.count(PaperChecked.TYPE) == before
    content = world.bucket.stored[f"papers/{checked.draft}/{checked.sha256}"]
    assert hashlib.sha256(content).hexdigest() == checked.sha256


def test_a_file_that_is_no_pdf_is_rejected_and_never_announced() -> None:
    world = World()

    world.upload_result(b"\x89PNG\r\n\x1a\n" + bytes(64))

    view = world.view().body
    assert (view["state"], view["why"], view["sha256"]) == ("rejected", "wrong_type", None)
    assert ResultFileChecked.TYPE not in world.event_types


def test_a_file_of_a_page_without_a_script_is_measured_by_its_check() -> None:
    world = World()

    fields = world.upload_loosely(a_page())

    view = world.view().body
    assert fields["success_action_redirect"] == BACK
    assert view["state"] == "checked"
    assert world.events()[-1].read(ResultFileChecked).sha256 == view["sha256"]


def test_a_picture_is_no_result() -> None:
    world = World()

    world.upload_loosely(photograph((200, 200)))

    view = world.view().body
    assert (view["state"], view["why"]) == ("rejected", "not_a_pdf")
    assert ResultFileChecked.TYPE not in world.event_types


def test_a_browser_returns_to_our_own_pages_only_and_a_file_is_described_or_not() -> None:
    world = World()

    elsewhere = world.announce_loosely("https://evil.example/xong")
    neither = world.client.post(f"/v1/dossiers/{world.code}/result-files", "assessor", {})

    assert (elsewhere.status, elsewhere.body["code"]) == (422, "return_to_not_allowed")
    assert (neither.status, neither.body["code"]) == (422, "file_not_described")


def test_officials_of_the_case_open_the_checked_copy_and_are_recorded() -> None:
    world = World()
    world.upload_result()

    link = world.open("approver").body

    assert hashlib.sha256(world.bucket.at(link["url"])).hexdigest() == link["sha256"]
    assert [each["paper"] for each in world.readers()] == [world.paper]
    assert {who: world.open(who).status for who in ("elsewhere", "below")} == {
        "elsewhere": 404,
        "below": 404,
    }
    assert world.open("an", "").status == 404  # the owner gets the result, not its draft
    assert world.paper not in [each["id"] for each in world.papers("assessor")]


def test_only_assessors_of_the_cases_agency_upload() -> None:
    world = World()
    callers = ("assessor", "receiver", "approver", "elsewhere", "below", "an")

    answers = {who: world.announce_result(by=who).status for who in callers}

    assert answers == {
        "assessor": 201,
        "receiver": 403,
        "approver": 403,
        "elsewhere": 404,
        "below": 404,
        "an": 403,
    }


def test_a_paper_of_the_dossier_is_no_file_of_a_result() -> None:
    assert World().view().status == 404
