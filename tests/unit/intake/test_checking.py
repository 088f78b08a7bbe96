"""Papers from quarantine: the first verdict on an exact version stands."""

import json
from dataclasses import replace

import pytest
from pypdf.generic import NameObject

from contracts.intake import PaperChecked, PaperRejected
from intake.adapters.attachment_bucket import Arrival, arrivals
from intake.api import presenters
from intake.attachments import check
from intake.attachments.inspection import EICAR
from intake.domain.attachment import Paper
from intake.filing import actions
from kit.core.errors import NotFound
from kit.persistence.repository import Repository
from tests.fakes import NOW, events_of
from tests.unit.intake.builders import PDF, Intake, a_call, a_new_paper, one_page


def announced(intake: Intake, content: bytes = PDF) -> Paper:
    return check.attach(intake.store, intake.opened().id, a_new_paper(content), a_call())


def test_a_checked_paper_lies_under_its_digest() -> None:
    intake = Intake()
    paper = intake.attached(intake.opened())
    assert (paper.state, paper.pages) == ("checked", 1)
    assert intake.bucket.kept == {f"papers/{paper.sha256}": PDF}
    said = PaperChecked.model_validate(events_of(intake.transport)[-1].data)
    assert (said.draft, said.sha256, said.media_type) == (
        paper.draft,
        paper.sha256,
        "application/pdf",
    )


@pytest.mark.parametrize(
    ("uploaded", "why"),
    [
        (PDF + b"more", "file_too_large"),
        (PDF[:-1], "wrong_digest"),
        (PDF.replace(b"Page", b"Pago"), "wrong_digest"),
    ],
)
def test_another_file_than_the_announced_is_rejected_and_not_kept(
    uploaded: bytes, why: str
) -> None:
    intake = Intake()
    paper = announced(intake)
    check.check(intake.store, intake.bucket.post(paper.upload_key, uploaded), at=NOW)
    assert intake.bucket.kept == {}
    said = PaperRejected.model_validate(events_of(intake.transport)[-1].data)
    assert said.why == why
    draft = intake.store.draft(paper.draft)
    assert draft is not None
    shown = presenters.paper_view(intake.store, draft, paper.id)
    assert (shown.state, shown.why) == ("rejected", why)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<html></html>", "wrong_type"),
        (one_page(JS=NameObject("/x")), "active_content"),
        (PDF + EICAR, "infected"),
    ],
)
def test_a_bad_file_is_rejected_even_if_it_was_announced_truly(content: bytes, why: str) -> None:
    intake = Intake()
    assert intake.attached(intake.opened(), content).why == why
    assert intake.bucket.kept == {}


def test_overwriting_after_the_check_changes_nothing() -> None:
    intake = Intake()
    paper = intake.attached(intake.opened())
    told = len(events_of(intake.transport))
    check.check(intake.store, intake.bucket.post(paper.upload_key, b"another file"), at=NOW)
    after = intake.store.paper(paper.id)
    assert after is not None
    assert (after.state, after.version) == ("checked", paper.version)
    assert intake.bucket.kept == {f"papers/{paper.sha256}": PDF}
    assert len(events_of(intake.transport)) == told


def test_overwriting_before_the_check_does_not_change_what_is_looked_at() -> None:
    intake = Intake()
    paper = announced(intake)
    first = intake.bucket.post(paper.upload_key, PDF)
    intake.bucket.post(paper.upload_key, b"another file")
    check.check(intake.store, first, at=NOW)
    assert intake.bucket.kept == {f"papers/{paper.sha256}": PDF}


def test_the_checker_needs_no_key_and_the_name_of_the_file_stays_sealed() -> None:
    intake = Intake()
    paper = announced(intake)
    keyless = replace(intake.store, aggregates=Repository(intake.store.aggregates.table, "intake"))
    checked = check.check(keyless, intake.bucket.post(paper.upload_key, PDF), at=NOW)
    assert checked is not None
    assert repr(checked.name) == "Locked()"
    found = intake.store.paper(paper.id)
    assert found is not None
    assert (found.state, found.name) == ("checked", "don.pdf")


def test_the_same_notification_twice_gives_one_verdict() -> None:
    intake = Intake()
    paper = announced(intake)
    arrival = intake.bucket.post(paper.upload_key, PDF)
    for _ in range(2):
        check.check(intake.store, arrival, at=NOW)
    assert [e.type for e in events_of(intake.transport)].count("paper.checked") == 1


@pytest.mark.parametrize("key", ["quarantine/01J00000000000000000000000", "papers/x", "elsewhere"])
def test_what_nobody_announced_is_left_alone(key: str) -> None:
    intake = Intake()
    assert check.check(intake.store, Arrival(key, "v1"), at=NOW) is None


def test_a_paper_of_another_draft_is_not_found() -> None:
    intake = Intake()
    paper = announced(intake)
    with pytest.raises(NotFound):
        presenters.paper_view(intake.store, intake.opened(), paper.id)


def test_a_notification_names_the_exact_version() -> None:
    told = {"Records": [{"s3": {"object": {"key": "quarantine/a%2Bb", "versionId": "3"}}}]}
    assert arrivals(json.dumps(told)) == [Arrival("quarantine/a+b", "3")]


def test_the_test_message_that_s3_sends_first_is_ignored() -> None:
    assert arrivals(json.dumps({"Service": "Amazon S3", "Event": "s3:TestEvent"})) == []


def test_one_bad_message_fails_alone() -> None:
    intake = Intake()
    paper = announced(intake)
    good = intake.bucket.post(paper.upload_key, PDF)
    told = {"Records": [{"s3": {"object": {"key": good.key, "versionId": good.version}}}]}
    event = {
        "Records": [
            {"messageId": name, "body": body, "eventSource": "aws:sqs"}
            for name, body in (("bad", "no json"), ("good", json.dumps(told)))
        ]
    }
    answered = check.check_batch(event, None, intake.store, lambda: NOW)
    assert answered == {"batchItemFailures": [{"itemIdentifier": "bad"}]}
    found = actions.own_draft(intake.store, paper.draft, a_call())
    assert presenters.paper_view(intake.store, found, paper.id).state == "checked"
