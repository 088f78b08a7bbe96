"""The check of uploads from quarantine: the first verdict on an exact version stands."""

import json

import pytest
from pypdf.generic import NameObject

from contracts.intake import PaperChecked, PaperRejected
from intake.adapters.scanner import EICAR
from intake.adapters.upload_notifications import uploads_in
from intake.attachments.ports import Upload
from intake.domain.attachment import Attachment
from kit.core.model import SealedValue
from kit.testing.clock import NOW
from tests.unit.intake.world import PDF, World, a_pdf, an_announcement


def announced(world: World, content: bytes = PDF) -> Attachment:
    return world.announce(world.prepare_draft(), an_announcement(content))


def test_a_checked_file_is_stored_under_its_digest() -> None:
    world = World()
    attachment = world.attach(world.prepare_draft())
    assert (attachment.state, attachment.pages) == ("checked", 1)
    assert world.bucket.stored == {f"papers/{attachment.sha256}": PDF}
    event = PaperChecked.model_validate(world.events()[-1].data)
    assert (event.draft, event.sha256) == (attachment.draft, attachment.sha256)
    assert (event.media_type, event.pages) == ("application/pdf", 1)


@pytest.mark.parametrize(
    ("uploaded", "why"),
    [
        (PDF + b"more", "file_too_large"),
        (PDF[:-1], "wrong_digest"),
        (PDF.replace(b"Page", b"Pago"), "wrong_digest"),
    ],
)
def test_another_file_than_the_announced_one_is_rejected_and_not_stored(
    uploaded: bytes, why: str
) -> None:
    world = World()
    attachment = world.upload(announced(world), uploaded)
    assert world.bucket.stored == {}
    assert PaperRejected.model_validate(world.events()[-1].data).why == why
    path = f"/v1/drafts/{attachment.draft}/papers/{attachment.id}"
    shown = world.client.get(path, "an").body
    assert (shown["state"], shown["why"]) == ("rejected", why)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<html></html>", "wrong_type"),
        (a_pdf(JS=NameObject("/x")), "active_content"),
        (PDF + EICAR, "infected"),
    ],
)
def test_a_bad_file_is_rejected_even_if_it_was_announced_truly(content: bytes, why: str) -> None:
    world = World()
    assert world.attach(world.prepare_draft(), content).why == why
    assert world.bucket.stored == {}


def test_overwriting_after_the_check_changes_nothing() -> None:
    world = World()
    attachment = world.attach(world.prepare_draft())
    published = len(world.events())

    overwritten = world.upload(attachment, b"another file")

    assert (overwritten.state, overwritten.version) == ("checked", attachment.version)
    assert world.bucket.stored == {f"papers/{attachment.sha256}": PDF}
    assert len(world.events()) == published


def test_overwriting_before_the_check_does_not_change_what_is_checked() -> None:
    world = World()
    attachment = announced(world)
    first = world.bucket.upload(attachment.upload_key, PDF)
    world.bucket.upload(attachment.upload_key, b"another file")
    world.checker.check(first, at=NOW)
    assert world.bucket.stored == {f"papers/{attachment.sha256}": PDF}


def test_the_checker_needs_no_data_key_and_the_name_of_the_file_stays_sealed() -> None:
    world = World()
    attachment = announced(world)
    checked = world.checker.check(world.bucket.upload(attachment.upload_key, PDF), at=NOW)
    assert checked is not None
    name: object = checked.name
    assert isinstance(name, SealedValue)
    stored = world.intake.attachment(attachment.id)
    assert stored is not None
    assert (stored.state, stored.name) == ("checked", "don.pdf")


def test_the_same_notification_twice_gives_one_verdict() -> None:
    world = World()
    upload = world.bucket.upload(announced(world).upload_key, PDF)
    for _ in range(2):
        world.checker.check(upload, at=NOW)
    assert world.event_types.count("paper.checked") == 1


@pytest.mark.parametrize("key", ["quarantine/01J00000000000000000000000", "papers/x", "elsewhere"])
def test_an_object_that_nobody_announced_is_left_alone(key: str) -> None:
    assert World().checker.check(Upload(key, "v1"), at=NOW) is None


def test_an_announced_id_under_another_key_is_left_alone() -> None:
    world = World()
    attachment = announced(world)
    upload = world.bucket.upload(f"elsewhere/{attachment.id}", PDF)

    world.checker.check(upload, at=NOW)

    unchanged = world.intake.attachment(attachment.id)
    assert unchanged is not None
    assert unchanged.state == "awaiting_upload"


def test_an_attachment_of_another_draft_is_not_found() -> None:
    world = World()
    attachment = announced(world)
    other = world.prepare_draft()
    response = world.client.get(f"/v1/drafts/{other.id}/papers/{attachment.id}", "an")
    assert response.code == "not_found"


def test_a_notification_names_the_exact_version() -> None:
    notification = {"Records": [{"s3": {"object": {"key": "quarantine/a%2Bb", "versionId": "3"}}}]}
    assert uploads_in(json.dumps(notification)) == [Upload("quarantine/a+b", "3")]


def test_the_test_message_that_s3_sends_first_is_ignored() -> None:
    assert uploads_in(json.dumps({"Service": "Amazon S3", "Event": "s3:TestEvent"})) == []


def test_one_bad_message_fails_alone() -> None:
    world = World()
    attachment = announced(world)
    upload = world.bucket.upload(attachment.upload_key, PDF)
    notification = {
        "Records": [{"s3": {"object": {"key": upload.key, "versionId": upload.version}}}]
    }
    event = {
        "Records": [
            {"messageId": name, "body": body, "eventSource": "aws:sqs"}
            for name, body in (("bad", "no json"), ("good", json.dumps(notification)))
        ]
    }

    response = world.service.check_uploads(event, None)

    assert response == {"batchItemFailures": [{"itemIdentifier": "bad"}]}
    checked = world.intake.attachment(attachment.id)
    assert checked is not None
    assert checked.state == "checked"
