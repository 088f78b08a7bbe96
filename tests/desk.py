"""A desk files for somebody who has no account, and brings what neither SMS nor mail can."""

from typing import Any, Final

from contracts.terms import Applicant, Contact, HandedPaper
from intake.domain.desk_entry import DeskEntry
from intake.domain.dossier import Dossier
from intake.domain.draft import Draft
from intake.domain.draft_content import DraftContent
from intake.drafts.enter import EnterDraft, enter_draft
from intake.filing.file import FileDraft
from kit.security.staff_directory import Staff
from notifications.desk.close import CloseTask, close_desk_task
from notifications.domain.desk_task import DeskTask, TaskSummary
from notifications.repository import NotificationsRepository
from tests.unit.intake.world import AGENCY, NEW_DRAFT
from tests.world import World

BINH: Final = Applicant(
    full_name="Phạm Văn Bình", identity_number="022090001111", address="Thôn 2, xã Ba Chẽ"
)
DESK: Final = Staff(sub="desk", roles=("receptionist",), agencies=(AGENCY,), name="Trần Thị Lan")


def on_paper(component: str) -> HandedPaper:
    """One original of a component."""
    return HandedPaper(component=component, originals=1)


ON_PAPER: Final = (on_paper("tp01"),)


def an_entry(**changes: Any) -> DeskEntry:
    """Bình, without phone and e-mail, who showed his card."""
    facts = {"channel": "counter", "by": DESK.sub, "proof": "card_shown", "applicant": BINH}
    return DeskEntry.model_validate(facts | changes)


def enter(world: World, entry: DeskEntry | None = None, content: DraftContent = NEW_DRAFT) -> Draft:
    """The desk enters a draft for the published procedure."""
    command = EnterDraft(
        id=world.new_seed(), official=DESK, content=content, entry=entry or an_entry()
    )
    return world.insist(lambda: enter_draft(world.intake, world.directory, command, at=world.now()))


def file_entered(world: World, draft: Draft, handed: tuple[HandedPaper, ...] = ON_PAPER) -> Dossier:
    """The desk files it, with papers that it has got."""
    command = FileDraft(draft=draft.id, owner=DESK, handed=handed)
    filed = world.insist(lambda: world.filer.file(command, at=world.now()))
    world.code = filed.id
    return filed


def reachable(phone: str = "+84912345678") -> Contact:
    """A phone that was stated at the desk."""
    return Contact(phone=phone, phone_verified=True)


def open_tasks(world: World, agency: str = AGENCY) -> list[TaskSummary]:
    """What the desk has to bring."""
    return tasks_of(world).open_tasks(agency, None, 100)[0]


def bring(world: World, task: str, how: str = "handed") -> DeskTask:
    """The desk brought a notice."""
    command = CloseTask.model_validate({"task": task, "how": how, "official": DESK})
    return close_desk_task(tasks_of(world), command, at=world.now())


def tasks_of(world: World) -> NotificationsRepository:
    """The table of tasks, with the vault."""
    repository: NotificationsRepository = world.services["notifications"].desk.repository
    return repository
