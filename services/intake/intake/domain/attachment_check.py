"""How the check of an attachment ends, with the event of it."""

from contracts.intake import PaperChecked, PaperRejected, ResultFileChecked
from intake.domain.attachment import Attachment, CheckedFile
from intake.domain.transitions import ATTACHMENT_GRAPH, next_state


def accept(
    attachment: Attachment, file: CheckedFile
) -> tuple[Attachment, PaperChecked | ResultFileChecked]:
    """It passed every check; raises NotInThisState."""
    state = next_state(ATTACHMENT_GRAPH, attachment.state, "accept")
    accepted = attachment.evolve(state=state, **dict(file))
    if attachment.is_result:
        facts = file.model_dump(exclude={"shown"})
        return accepted, ResultFileChecked(draft=attachment.draft, sha256=file.shown, **facts)
    return accepted, PaperChecked(
        draft=attachment.draft,
        sha256=attachment.sha256,
        media_type=attachment.media_type,
        **dict(file),
    )


def reject(attachment: Attachment, why: str) -> tuple[Attachment, PaperRejected]:
    """It failed a check, named by a stable code; raises NotInThisState."""
    state = next_state(ATTACHMENT_GRAPH, attachment.state, "reject")
    event = PaperRejected(
        draft=attachment.draft,
        sha256=attachment.sha256,
        media_type=attachment.media_type,
        why=why,
    )
    return attachment.evolve(state=state, why=why), event
