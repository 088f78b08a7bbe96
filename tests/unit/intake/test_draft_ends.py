"""What time does to drafts: a list of those that are open, a reminder, the end, and files gone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

import pytest
from pypdf.generic import TextStringObject

from contracts.intake import DraftExpiring
from contracts.terms import Contact
from intake.attachments.sweep_drafts import sweep_drafts
from intake.domain.draft import LIFETIME, MOST_REMOVED, Draft, TooManyPapers
from intake.domain.draft_end import NOTICE, SETTLED
from kit.core.errors import NotFound
from kit.security.people import PersonLink
from kit.testing.clock import NOW
from tests.unit.intake.pdf_files import locked
from tests.unit.intake.world import CODE, MemoryAttachmentBucket, World, a_pdf, an_announcement

OTHER_PDF = a_pdf(Lang=TextStringObject("vi"))


class Keeper(World):
    """A world whose sweeper runs."""

    def sweep(self, after: timedelta = timedelta()) -> None:
        """As often as something is due, so long after the beginning."""
        self.clock.now = NOW + after
        while sweep_drafts(self.service.keyless_intake, self.bucket, self.clock()):
            pass

    @property
    def listed(self) -> list[str]:
        """An's drafts."""
        body = self.client.get("/v1/me/drafts", "an").body
        return [line["draft"] for line in body["items"]]

    @property
    def reminders(self) -> list[DraftExpiring]:
        events = [event for event in self.events() if event.type == "dossier.draft_expiring"]
        return [event.read(DraftExpiring, self.intake.cipher(event.vault)) for event in events]

    def is_gone(self, draft: Draft) -> bool:
        return not [key for key, _ in self.transport.items if draft.id in key]


@pytest.fixture
def world() -> Keeper:
    return Keeper()


def test_open_drafts_are_listed_newest_first_and_filed_ones_no_more(world: Keeper) -> None:
    first = world.prepare_draft()
    world.clock.now = NOW + timedelta(minutes=1)
    second = world.create_draft()
    assert world.listed == [second.id, first.id]
    page = world.client.get("/v1/me/drafts?limit=1", "an").body
    assert page["items"][0] == {
        "draft": second.id,
        "procedure": CODE,
        "procedure_name": "Đăng ký thành lập hộ kinh doanh",
        "created_at": "2026-11-23T09:01:00+07:00",
        "expires": "2026-12-23T09:01:00+07:00",
    }
    rest = world.client.get(f"/v1/me/drafts?limit=1&cursor={page['next']}", "an").body
    assert [line["draft"] for line in rest["items"]] == [first.id]
    assert world.client.get("/v1/me/drafts", "binh").body["items"] == []

    world.attach(first)
    world.file(first)
    assert world.listed == [second.id]


def test_the_owner_is_reminded_once_five_days_before_the_end(world: Keeper) -> None:
    draft = world.prepare_draft()
    person = world.intake.person("an")
    assert person is not None
    proved = person.with_confirmed(Contact(email="moi@example.vn"))
    world.intake.commit_profile(proved, (), at=world.clock())
    world.update_draft(draft, {})

    world.sweep(LIFETIME - NOTICE - timedelta(seconds=1))
    assert world.reminders == []
    for _ in range(2):
        world.sweep(LIFETIME - NOTICE)
    (reminder,) = world.reminders
    assert reminder.expires == draft.expires
    assert reminder.contact.email == "moi@example.vn"


def test_nobody_is_reminded_of_what_has_no_contact_or_is_filed(world: Keeper) -> None:
    filed = world.prepare_draft()
    world.attach(filed)
    world.file(filed)
    nameless = world.create_draft(sub="binh")

    world.sweep(LIFETIME)
    world.sweep(LIFETIME + SETTLED)

    assert world.reminders == []
    assert world.is_gone(nameless)
    assert world.intake.draft(filed.id) is not None


def test_after_thirty_days_nothing_is_left_of_a_draft(world: Keeper) -> None:
    draft = world.prepare_draft()
    world.attach(draft)
    world.attach(draft, OTHER_PDF)
    for waiting in world.pictures.waiting:
        world.service.painter.paint(waiting, at=NOW)
    assert len(world.bucket.stored) == 4

    world.sweep(LIFETIME - timedelta(seconds=1))
    assert world.listed == [draft.id]
    world.sweep(LIFETIME)
    assert world.listed == []
    with pytest.raises(NotFound):
        world.intake.draft_of(PersonLink(person="an"), draft.id)
    world.sweep(LIFETIME + SETTLED)

    assert world.bucket.stored == {}
    kinds = ("DRAFT#", "DRAFTS-OF#")
    assert [key for key, sk in world.transport.items if key.startswith(kinds)] == []
    attachments = [key for key, sk in world.transport.items if key.startswith("ATTACHMENT#")]
    assert {sk[:6] for key, sk in world.transport.items if key in attachments} == {"EVENT#"}


def test_a_discarded_draft_is_gone_at_once_and_its_files_soon(world: Keeper) -> None:
    draft = world.prepare_draft()
    world.attach(draft)
    path = f"/v1/drafts/{draft.id}"
    assert world.client.delete(path, "binh").status == 404
    assert world.client.delete(path, "an").status == 204
    assert [world.client.get(path, "an").status, world.client.delete(path, "an").status] == [
        404
    ] * 2
    assert world.listed == []

    world.sweep(SETTLED - timedelta(seconds=1))
    assert world.bucket.stored
    world.sweep(SETTLED)
    assert (world.bucket.stored, world.is_gone(draft)) == ({}, True)
    assert world.reminders == []


def test_files_that_were_removed_or_not_filed_go_and_the_same_file_added_again_stays(
    world: Keeper,
) -> None:
    draft = world.prepare_draft()
    removed, again = world.attach(draft), world.attach(draft)
    other = world.attach(draft, OTHER_PDF)
    rejected = world.attach(draft, locked("khoa", 4, aes=True))
    world.client.delete(f"/v1/drafts/{draft.id}/papers/{removed.id}", "an")
    world.sweep(SETTLED)
    assert world.bucket.stored.keys() == {*copy_keys(again), *copy_keys(other)}

    dossier = world.file(draft, again.id)
    world.sweep(SETTLED * 2)

    assert [paper.id for paper in dossier.attachments] == [again.id]
    assert world.bucket.stored.keys() == set(copy_keys(again))
    assert world.intake.attachment(again.id) is not None
    assert [world.intake.attachment(each.id) for each in (removed, other, rejected)] == [None] * 3
    assert world.client.delete(f"/v1/drafts/{draft.id}", "an").code == "not_in_this_state"


def copy_keys(attachment: object) -> list[str]:
    """The object key of its copy."""
    return [attachment.key_of(attachment.shown)]  # type: ignore[attr-defined]


def test_while_a_file_is_on_its_way_nothing_goes(world: Keeper) -> None:
    draft = world.prepare_draft()
    removed = world.attach(draft)
    world.client.delete(f"/v1/drafts/{draft.id}/papers/{removed.id}", "an")
    world.clock.now = NOW + SETTLED
    again = world.announce(draft, an_announcement())

    sweep_drafts(world.service.keyless_intake, world.bucket, world.clock())
    world.upload(again)
    world.sweep(SETTLED + timedelta(minutes=1))

    assert world.bucket.stored.keys() == set(copy_keys(world.upload(again)))


def test_a_draft_forgets_two_hundred_files_at_most(world: Keeper) -> None:
    draft = world.prepare_draft().evolve(attachments=("a",), removed=("x",) * MOST_REMOVED)
    with pytest.raises(TooManyPapers):
        draft.detach("a", NOW)


@dataclass
class FailingBucket(MemoryAttachmentBucket):
    """S3 does not delete what belongs to one draft."""

    failing: str = ""

    def delete(self, keys: Collection[str]) -> None:
        if any(self.failing in key for key in keys):
            raise ConnectionError


def test_one_draft_that_fails_keeps_no_other_from_its_end(world: Keeper) -> None:
    drafts = [world.prepare_draft(), world.create_draft()]
    for draft in drafts:
        world.attach(draft)
        world.client.delete(f"/v1/drafts/{draft.id}", "an")
    world.clock.now = NOW + SETTLED

    sweep_drafts(world.service.keyless_intake, FailingBucket(failing=drafts[0].id), world.clock())

    assert [world.intake.draft(draft.id) is None for draft in drafts] == [False, True]
