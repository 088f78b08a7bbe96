"""State graphs as tables, (state, act) -> next state; a pair that is in no table is refused."""

from collections.abc import Mapping
from typing import Final, Literal, TypeVar

from contracts.intake import AttachmentState
from kit.core.errors import Conflicting

DraftState = Literal["open", "filed", "discarded"]
DraftAct = Literal["update", "attach", "attach_supplement", "detach", "replace", "file", "discard"]
AttachmentAct = Literal["accept", "reject"]
DigitisationState = Literal["compared", "scanned", "described", "signing", "stored"]
DigitisationAct = Literal["scan", "describe", "sign", "store", "fail_seal"]
SubjectRequestState = Literal["received", "granted", "refused", "done"]
SubjectRequestAct = Literal["refuse", "grant", "grant_erasure", "complete"]
FormSignatureState = Literal["waiting", "signed", "declined", "rejected", "void", "expired"]
FormSignatureAct = Literal["sign", "decline", "reject", "void", "expire"]
S = TypeVar("S", bound=str)
A = TypeVar("A", bound=str)

DRAFT_GRAPH: Final[Mapping[tuple[DraftState, DraftAct], DraftState]] = {
    ("open", "update"): "open",
    ("open", "attach"): "open",
    ("open", "detach"): "open",
    ("open", "replace"): "open",
    ("open", "file"): "filed",
    ("open", "discard"): "discarded",
    ("filed", "attach_supplement"): "filed",
    ("filed", "replace"): "filed",
}
ATTACHMENT_GRAPH: Final[Mapping[tuple[AttachmentState, AttachmentAct], AttachmentState]] = {
    ("awaiting_upload", "accept"): "checked",
    ("awaiting_upload", "reject"): "rejected",
}
DIGITISATION_GRAPH: Final[Mapping[tuple[DigitisationState, DigitisationAct], DigitisationState]] = {
    ("compared", "scan"): "scanned",
    ("scanned", "scan"): "scanned",
    ("scanned", "describe"): "described",
    ("described", "describe"): "described",
    ("described", "sign"): "signing",
    ("signing", "store"): "stored",
    ("signing", "fail_seal"): "described",
}
"""The five steps (năm bước số hóa): none is skipped; a scan is made again while it is not described
yet, and a description is corrected until it is signed."""
SUBJECT_REQUEST_GRAPH: Final[
    Mapping[tuple[SubjectRequestState, SubjectRequestAct], SubjectRequestState]
] = {
    ("received", "refuse"): "refused",
    ("received", "grant"): "done",
    ("received", "grant_erasure"): "granted",
    ("granted", "complete"): "done",
}

FORM_SIGNATURE_GRAPH: Final[
    Mapping[tuple[FormSignatureState, FormSignatureAct], FormSignatureState]
] = {
    ("waiting", "sign"): "signed",
    ("waiting", "decline"): "declined",
    ("waiting", "reject"): "rejected",
    ("waiting", "void"): "void",
    ("waiting", "expire"): "expired",
}
"""One request; another one begins anew."""


class NotInThisState(Conflicting):
    """The act is not possible in the present state."""

    code = "not_in_this_state"
    vi = "Bước hiện tại không cho phép thực hiện việc này. Vui lòng tải lại để xem bước hiện tại."
    en = "This is not possible at the present step. Please reload to see which step it is."


def next_state(graph: Mapping[tuple[S, A], S], state: S, act: A) -> S:
    """Where the act leads; raises NotInThisState."""
    following = graph.get((state, act))
    if following is None:
        raise NotInThisState(state=state)
    return following
