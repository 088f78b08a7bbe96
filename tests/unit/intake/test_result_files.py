"""An assessor uploads the PDF of a result: checked as any file, read by officials of the case."""

import hashlib
from typing import Any

from contracts.intake import PaperChecked, ResultFileChecked
from kit.security.staff_directory import Staff
from kit.testing.http_client import ClientResponse
from tests.unit.intake import test_open_attachment
from tests.unit.intake.pdf_files import a_page
from tests.unit.intake.world import AGENCY, PDF

APPROVER = Staff(sub="approver", roles=("approver",), agencies=(AGENCY,))


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
