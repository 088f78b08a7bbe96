"""The required documents (thành phần hồ sơ): which attachments are filed for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from contracts.required_documents import Component
from contracts.terms import FiledPaper, HandedPaper
from intake.domain.attachment import Attachment
from intake.domain.components import UnknownComponent
from intake.domain.draft import Draft
from kit.core.errors import Conflicting, Invalid

LONGEST_NAME: Final = 120
"""Characters of a document's name in an event: forty of them must fit into one."""


class PaperForeign(Invalid):
    """A chosen attachment does not belong to this draft."""

    code = "paper_foreign"
    vi = "Giấy tờ này không thuộc hồ sơ."
    en = "This paper does not belong to the draft."


class PaperUnchecked(Conflicting):
    """A chosen attachment is not uploaded, not checked yet, or was rejected."""

    code = "paper_unchecked"
    vi = "Giấy tờ chưa được kiểm tra xong hoặc không đạt."
    en = "The paper is still being checked, or did not pass its check."


def attachments_to_file(
    draft: Draft,
    attachments: Sequence[Attachment],
    chosen: Sequence[str] | None,
    *,
    at: datetime,
) -> list[Attachment]:
    """The chosen ones; without a choice, all but the rejected and the abandoned.

    Raises PaperForeign, PaperUnchecked.
    """
    if chosen is None:
        to_file = [a for a in attachments if a.state != "rejected" and not a.is_abandoned(at)]
    else:
        _require_own(draft, chosen)
        to_file = [attachment for attachment in attachments if attachment.id in chosen]
    for attachment in to_file:
        if attachment.state != "checked":
            raise PaperUnchecked(field=f"papers.{attachment.id}")
    return to_file


def handed_papers(
    handed: Sequence[HandedPaper], components: Sequence[Component]
) -> tuple[HandedPaper, ...]:
    """Papers under the names of their components; raises UnknownComponent."""
    names = {component.id: component.name[:LONGEST_NAME] for component in components}
    for place, paper in enumerate(handed):
        if paper.component not in names:
            raise UnknownComponent(field=f"handed_papers.{place}")
    return tuple(paper.evolve(name=names[paper.component]) for paper in handed)


def filed_papers(
    attachments: Sequence[Attachment], components: Sequence[Component]
) -> tuple[FiledPaper, ...]:
    """The attachments under the names of their components, whatever else is required."""
    names = {component.id: component.name[:LONGEST_NAME] for component in components}
    return tuple(filed_paper(each, names.get(each.component, "")) for each in attachments)


def filed_paper(attachment: Attachment, name: str) -> FiledPaper:
    """An attachment as a dossier has it, under the name of its component."""
    return FiledPaper(
        id=attachment.id,
        component=attachment.component,
        name=name,
        sha256=attachment.sha256,
        shown=attachment.shown,
        signature=attachment.signature,
        scanned=attachment.scanned,
        digitised=attachment.is_signed_copy,
        reused=attachment.reused is not None,
    )


def _require_own(draft: Draft, chosen: Sequence[str]) -> None:
    for place, attachment in enumerate(chosen):
        if attachment not in draft.attachments:
            raise PaperForeign(field=f"papers.{place}")
