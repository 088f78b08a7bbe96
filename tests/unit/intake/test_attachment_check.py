"""The check of uploads from quarantine: the first state on an exact version stands."""

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import get_args

import pytest

from contracts.intake import PaperChecked, PaperRejected
from intake.adapters.scanner import EICAR
from intake.adapters.upload_notifications import uploads_in
from intake.attachments.finding import Finding, Refused
from intake.attachments.inspection import PDF as PDF_TYPE
from intake.attachments.inspection import inspect
from intake.attachments.ports import Upload
from intake.domain.attachment import Attachment
from intake.domain.draft import MOST_ATTACHMENTS, TooManyPapers
from intake.domain.rejections import REJECTIONS
from kit.core.model import SealedValue
from kit.platform import fault_injection
from kit.testing.clock import NOW
from tests.unit.intake.pdf_files import LOSING, a_page, locked
from tests.unit.intake.world import PDF, World, an_announcement


def announced(world: World, content: bytes = PDF) -> Attachment:
    return world.announce(world.prepare_draft(), an_announcement(content))


def test_the_copy_of_a_checked_file_is_stored_under_dossier_and_digest() -> None:
    world = World()
    attachment = world.attach(world.prepare_draft())
    assert (attachment.state, attachment.pages) == ("checked", 1)
    ((key, copy),) = world.bucket.stored.items()
    assert attachment.shown == sha256(copy).hexdigest() != attachment.sha256
    assert key == f"papers/{attachment.draft}/{attachment.shown}"
    event = PaperChecked.model_validate(world.events()[-1].data)
    assert (event.draft, event.sha256) == (attachment.draft, attachment.sha256)
    assert (event.media_type, event.pages) == ("application/pdf", 1)
    assert (event.shown, event.signature, event.scanned) == (attachment.shown, None, False)


def test_both_digests_are_in_the_dossier() -> None:
    world = World()
    draft = world.prepare_draft()
    attachment = world.attach(draft)
    (paper,) = world.file(draft).attachments
    assert (paper.sha256, paper.shown) == (attachment.sha256, attachment.shown)


def test_two_dossiers_share_no_object() -> None:
    world = World()
    for _ in range(2):
        world.attach(world.prepare_draft())
    assert len(world.bucket.stored) == 2


@pytest.mark.parametrize(
    ("uploaded", "why"),
    [
        (PDF + b"more", "file_too_large"),
        (PDF[:-1], "wrong_digest"),
        (PDF.replace(b"Page", b"Pago"), "wrong_digest"),
    ],
    ids=("more", "less", "other"),
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
        (a_page(LOSING["a file inside"]), "active_content"),
        (locked("khoa", 6, aes=True), "password_needed"),
        (b"%PDF-1.7 and nothing more", "unreadable"),
        (PDF + EICAR, "infected"),
    ],
    ids=("type", "file inside", "password", "unreadable", "infected"),
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
    assert list(world.bucket.stored.values()) == [inspect(PDF_TYPE, PDF).shown]
    assert len(world.events()) == published


def test_overwriting_before_the_check_does_not_change_what_is_checked() -> None:
    world = World()
    attachment = announced(world)
    first = world.bucket.upload(attachment.upload_key, PDF)
    world.bucket.upload(attachment.upload_key, b"another file")
    world.checker.check(first, at=NOW)
    assert list(world.bucket.stored.values()) == [inspect(PDF_TYPE, PDF).shown]


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


def test_a_rejection_is_a_sentence_in_both_languages() -> None:
    world = World()
    attachment = world.attach(world.prepare_draft(), locked("khoa", 4, aes=True))
    path = f"/v1/drafts/{attachment.draft}/papers/{attachment.id}"
    vi, en = REJECTIONS["password_needed"]
    assert world.client.get(path, "an").body["detail"] == vi
    assert world.client.get(path, "an", accept_language="en").body["detail"] == en
    assert all(vi and en for vi, en in REJECTIONS.values())
    assert REJECTIONS.keys() == set(get_args(Refused))


@pytest.mark.parametrize(
    ("named", "taken"),
    [
        ("image/jpg", "image/jpeg"),
        ("image/pjpeg", "image/jpeg"),
        ("IMAGE/JPEG", "image/jpeg"),
        ("image/x-png", "image/png"),
        ("application/x-pdf", "application/pdf"),
        ("application/pdf; charset=binary", "application/pdf"),
        (" Image/PNG ", "image/png"),
    ],
)
def test_a_type_may_have_any_of_its_names(named: str, taken: str) -> None:
    world = World()
    announcement = an_announcement(media_type=named)
    assert world.announce(world.prepare_draft(), announcement).media_type == taken


class Inspector:
    """Does what it is told at each look."""

    def __init__(self, *looks: Callable[[], Finding]) -> None:
        self.looks = list(looks)

    def inspect(self, *_: object, **__: object) -> Finding:
        return self.looks.pop(0)()


def killed() -> Finding:
    raise fault_injection.Killed


def failed() -> Finding:
    raise RuntimeError("S3 does not answer")


def readable() -> Finding:
    return Finding(pages=1, shown=b"copy")


@pytest.mark.parametrize(
    ("looks", "state"),
    [
        ((readable,), "checked"),
        ((killed, readable), "checked"),
        ((failed, readable), "checked"),
        ((failed, failed, failed, readable), "checked"),
        ((failed, killed), "rejected"),
        ((killed, killed), "rejected"),
        ((killed, failed, readable), "checked"),
    ],
)
def test_a_file_that_ends_the_function_again_is_unreadable_and_a_failure_is_not_its_fault(
    looks: tuple[Callable[[], Finding], ...], state: str
) -> None:
    world = World()
    upload = world.bucket.upload(announced(world).upload_key, PDF)
    checker = replace(world.checker, inspector=Inspector(*looks))
    for receives in range(1, len(looks) + 2):
        try:
            checked = checker.check(upload, at=NOW, receives=receives)
            break
        except (fault_injection.Killed, RuntimeError):
            continue
    assert checked is not None
    assert checked.state == state
    assert checked.why == ("unreadable" if state == "rejected" else None)


def test_a_removed_attachment_makes_room_and_removing_again_changes_nothing() -> None:
    world = World()
    draft = world.prepare_draft()
    rejected = world.attach(draft, locked("khoa", 4, aes=True))
    second = world.attach(draft)
    path = f"/v1/drafts/{draft.id}/papers"
    for _ in range(2):
        assert world.client.delete(f"{path}/{rejected.id}", "an").status == 204
    papers = world.client.get(f"/v1/drafts/{draft.id}", "an").body["papers"]
    assert [paper["paper"] for paper in papers] == [second.id]
    assert world.client.delete(f"{path}/{second.id}", "binh").status == 404
    assert world.client.delete(f"{path}/01KAQ000000000000000000000", "an").status == 404
    world.file(draft)
    assert world.client.delete(f"{path}/{second.id}", "an").code == "not_in_this_state"


def test_forty_rejected_files_do_not_close_a_draft() -> None:
    world = World()
    draft = world.prepare_draft()
    rejected = [world.announce(draft).id for _ in range(MOST_ATTACHMENTS)]
    with pytest.raises(TooManyPapers):
        world.announce(draft)
    world.client.delete(f"/v1/drafts/{draft.id}/papers/{rejected[0]}", "an")
    assert world.announce(draft)
