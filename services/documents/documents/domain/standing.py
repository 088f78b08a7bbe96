"""Whether a sealed document still holds: valid, replaced, or revoked."""

from collections.abc import Iterable
from typing import Literal

from documents.domain.agency_seal import AgencySeal
from documents.domain.document import Document
from kit.core.model import Model

State = Literal["valid", "replaced", "revoked"]


class Standing(Model):
    """`replaced_by` is the id of the document that stands in its place."""

    state: State
    replaced_by: str | None = None


def standing_of(
    document: Document, others: Iterable[Document], seals: Iterable[AgencySeal]
) -> Standing:
    """Of a sealed document among all of its dossier, in whatever order they were sealed."""
    if document.recalled_at or any(_revoked(document, seal) for seal in seals):
        return Standing(state="revoked")
    later = [other for other in others if other.seal and _replaces(other, document)]
    if not later:
        return Standing(state="valid")
    return Standing(state="replaced", replaced_by=max(later, key=_order).id)


def _replaces(other: Document, document: Document) -> bool:
    """A later receipt of the same fee; a result that is sealed again has casework's same id."""
    if other.kind != document.kind or _order(other) <= _order(document):
        return False
    if document.kind == "receipt":
        return other.fee == document.fee
    return document.result is not None and other.result == document.result


def _order(document: Document) -> tuple[str, str]:
    """By the event that caused it: its id begins with its time."""
    return document.cause, document.id


def _revoked(document: Document, seal: AgencySeal) -> bool:
    if document.seal is None or seal.revoked_at is None or document.at < seal.revoked_at:
        return False
    return document.seal.certificate == seal.fingerprint
