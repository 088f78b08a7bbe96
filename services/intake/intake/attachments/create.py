"""Announcement of an attachment: its owner may upload the file afterwards.

A filed draft takes attachments while its agency waits for supplements.
"""

from datetime import datetime
from typing import Literal

from intake.catalogue.offer import existing_agency, offered_procedure
from intake.domain.announcement import Announcement, FileNotDescribed, announce
from intake.domain.attachment import Attachment
from intake.domain.draft import Draft
from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from kit.core.errors import Invalid
from kit.core.events import Change
from kit.core.model import Model
from kit.core.return_addresses import may_return_to
from kit.persistence.repository import retry_on_conflict
from kit.security.staff_directory import Directory


class ReturnToNotAllowed(Invalid):
    """The browser would be sent to a site that is not ours."""

    code = "return_to_not_allowed"
    vi = "Địa chỉ quay lại không nằm trong danh sách cho phép."
    en = "The return address is not on the list of allowed addresses."


class CreateAttachment(Model):
    """`id` is the request's: a repeat finds the attachment that it made. `return_to` has to be of
    one of `origins`.
    """

    id: str
    draft: str
    owner: Drafter
    announcement: Announcement
    return_to: str | None = None
    origins: tuple[str, ...] = ()


@retry_on_conflict
def create_attachment(
    intake: IntakeRepository, directory: Directory, command: CreateAttachment, *, at: datetime
) -> Attachment:
    """Raises NotFound, ReturnToNotAllowed, the refusals of `offer`, of `announce` and of
    `Draft.attach`.
    """
    is_described = command.announcement.sha256 is not None
    require_way(command.return_to, command.origins, is_described=is_described)
    draft = intake.draft_of(command.owner, command.draft)
    existing = intake.attachment(command.id)
    if existing and existing.draft == draft.id:
        return existing

    procedure = offered_procedure(intake, draft.procedure, at=at)
    existing_agency(directory, draft.agency, at=at)
    attachment = announce(
        command.announcement,
        procedure.content.documents,
        id=command.id,
        draft=draft.id,
        owner=draft.owner,
        at=at,
    )
    changed = draft.attach(attachment.id, attaching_act(intake, draft))

    intake.commit([Change(attachment, None), Change(changed, None)], at=at)
    return attachment


def require_way(return_to: str | None, origins: tuple[str, ...], *, is_described: bool) -> None:
    """A file is described, or it comes from a page to return to; raises FileNotDescribed,
    ReturnToNotAllowed.
    """
    if return_to is None:
        if not is_described:
            raise FileNotDescribed(field="sha256")
    elif not may_return_to(return_to, origins):
        raise ReturnToNotAllowed(field="return_to")
    elif is_described:
        raise FileNotDescribed(field="return_to")


def attaching_act(intake: IntakeRepository, draft: Draft) -> Literal["attach", "attach_supplement"]:
    """To a filed draft while its agency waits for supplements."""
    if draft.code is None:
        return "attach"
    # after the filing only: who prepares a draft waits for nothing of a case
    from intake.domain.filed_dossier import open_request

    dossier = intake.dossier(draft.code)
    return "attach_supplement" if dossier and open_request(dossier) else "attach"
