"""An official drafts a letter, or changes the draft."""

from collections.abc import Callable
from datetime import datetime

from contracts.terms import Day
from contracts.terms.letters import LetterType, RequestKind, Urgency
from kit.core.errors import NotFound
from kit.core.events import Change
from kit.core.model import Model
from kit.core.time import vietnam_day
from kit.persistence.repository import Conflict, required, retry_on_conflict
from letters.domain.letter import (
    Letter,
    LetterFile,
    LetterStep,
    Supersession,
    act_on_letter,
    has_done,
)
from letters.domain.letter_types import require_notation
from letters.repositories.letters import about_write
from letters.repository import LettersRepository

Authorize = Callable[[Letter], object]


class LetterContent(Model):
    """What the drafter writes."""

    type: LetterType
    notation: str
    subject: str
    urgency: Urgency = "normal"
    reply_by: Day | None = None
    recipients: tuple[str, ...] = ()
    files: tuple[LetterFile, ...] = ()
    dossier: str | None = None
    answers: str | None = None
    supersedes: Supersession | None = None


class DraftLetter(Model):
    """`id` makes repeats one; `vault`: under which key it lies, None: that of its month."""

    id: str
    sender: str
    content: LetterContent
    by: str | None
    vault: str | None = None


def month_key(at: datetime) -> str:
    """The key of the letters of a month: one for all agencies, so that a list needs one key."""
    return f"letters-{vietnam_day(at)[:7]}"


def draft_letter(repository: LettersRepository, command: DraftLetter, *, at: datetime) -> Letter:
    """The draft; a repeat answers what is stored. Raises NotationInvalid, NotFound where it
    supersedes a letter that is not there, or is somebody else's.
    """
    existing = repository.letter(command.id)
    if existing is not None:
        return existing
    require_notation(command.content.type, command.content.notation)
    _require_own(repository, command)
    vault = command.vault or month_key(at)
    if command.vault is None:
        repository.create_key(vault)
    letter = Letter(
        id=command.id,
        vault=vault,
        sender=command.sender,
        drafted_by=command.by,
        drafted_at=at,
        **command.content.model_dump(exclude={"files", "supersedes"}),
        files=command.content.files,
        supersedes=command.content.supersedes,
    )
    links = [about_write(letter.dossier, letter.id)] if letter.dossier else []
    try:
        repository.commit([Change(letter, None)], at=at, extra_writes=links)
    except Conflict:
        return required(repository.letter(command.id))
    return letter.committed()


@retry_on_conflict
def edit_letter(
    repository: LettersRepository,
    id: str,
    content: LetterContent,
    *,
    by: str,
    at: datetime,
    authorize: Authorize,
) -> Letter:
    """The draft as it is from now on; raises NotFound, LetterActNotAllowed, NotationInvalid."""
    letter = required(repository.letter(id))
    authorize(letter)
    require_notation(content.type, content.notation)
    changed = act_on_letter(letter, "edit", LetterStep(act="edit", at=at, by=by)).evolve(
        type=content.type,
        notation=content.notation,
        subject=content.subject,
        urgency=content.urgency,
        reply_by=content.reply_by,
        recipients=content.recipients,
        files=content.files,
    )
    if changed == letter:
        return letter
    repository.save_letter(changed, at)
    return changed.committed()


@retry_on_conflict
def discard_letter(
    repository: LettersRepository, id: str, *, by: str, at: datetime, authorize: Authorize
) -> Letter:
    """A draft that nobody needs any more: it never had a number."""
    letter = required(repository.letter(id))
    authorize(letter)
    if has_done(letter, "discard", by):
        return letter
    changed = act_on_letter(letter, "discard", LetterStep(act="discard", at=at, by=by))
    repository.save_letter(changed, at)
    return changed.committed()


def _require_own(repository: LettersRepository, command: DraftLetter) -> None:
    earlier = command.content.supersedes
    if earlier is None:
        return
    kinds: tuple[RequestKind, ...] = ("update", "replace")
    letter = required(repository.sealed_letter(earlier.letter))
    if letter.sender != command.sender or letter.state != "sent" or earlier.kind not in kinds:
        raise NotFound(field="supersedes")
