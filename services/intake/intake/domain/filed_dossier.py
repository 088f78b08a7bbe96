"""A filed dossier: how far its case has come, as far as its owner may still act on it."""

from datetime import datetime

from contracts.casework import CasePapersRequested
from contracts.intake import DossierSupplemented, ErasureOrdered, WithdrawalRequested
from intake.domain.answers import valid_answers
from intake.domain.dossier import Dossier, Ending, FiledPapers
from intake.domain.form import Answers
from intake.domain.retention import require_retention_over
from intake.domain.supplement import Supplement, SupplementRequest, WithdrawalRequest
from kit.core.errors import Conflicting, Invalid, NotFound


class SupplementNotRequested(Conflicting):
    """The agency requested no supplements, or has them already."""

    code = "supplement_not_requested"
    vi = "Hồ sơ này hiện không có yêu cầu bổ sung nào đang chờ."
    en = "No request for supplements of this dossier is open."


class SupplementEmpty(Invalid):
    """Neither attachments nor answers."""

    code = "supplement_empty"
    vi = "Vui lòng gửi ít nhất một giấy tờ đã kiểm tra hoặc một nội dung trả lời."
    en = "Please send at least one checked paper or one reply."


class DossierEnded(Conflicting):
    """There is a result, or the case ended without one."""

    code = "dossier_ended"
    vi = "Hồ sơ đã có kết quả hoặc đã kết thúc."
    en = "The dossier has its result, or has ended."


class WithdrawalRequestedBefore(Conflicting):
    """An earlier request waits for the agency's reply."""

    code = "withdrawal_requested_before"
    vi = "Đề nghị rút hồ sơ đã được gửi và đang chờ cơ quan trả lời."
    en = (
        "The request to withdraw the dossier was sent before and is waiting for the agency's reply."
    )


def open_request(dossier: Dossier) -> SupplementRequest | None:
    """The request for supplements that waits for the owner."""
    request = dossier.supplement_request
    if request is None or dossier.has_ended or request.sequence < dossier.resumed_sequence:
        return None
    return None if request.id in {sent.request for sent in dossier.supplements} else request


def supplement(
    dossier: Dossier, papers: FiledPapers, answers: Answers, *, key: str, at: datetime
) -> tuple[Dossier, DossierSupplemented]:
    """Raises SupplementNotRequested, SupplementEmpty, AnswersTooLarge, AnswersMalformed."""
    request = open_request(dossier)
    if request is None:
        raise SupplementNotRequested
    if not (papers.attachments or papers.handed or answers):
        raise SupplementEmpty(field="papers")
    event = DossierSupplemented(
        request=request.id,
        papers=papers.attachments,
        answers=valid_answers(answers),
        handed_papers=papers.handed,
    )
    supplemented = with_supplement(dossier, request.id, key=key, at=at)
    return supplemented.evolve(attachments=(*dossier.attachments, *papers.attachments)), event


def with_supplement(dossier: Dossier, request: str, *, key: str, at: datetime) -> Dossier:
    """The dossier whose next event holds what was sent in reply to a request."""
    sent = Supplement(request=request, key=key, event=dossier.version + 1, sent_at=at)
    return dossier.evolve(supplements=(*dossier.supplements, sent))


def request_withdrawal(
    dossier: Dossier, *, reason: str, key: str, at: datetime
) -> tuple[Dossier, WithdrawalRequested]:
    """Raises DossierEnded, WithdrawalRequestedBefore."""
    if dossier.has_ended:
        raise DossierEnded
    if dossier.withdrawal is not None:
        raise WithdrawalRequestedBefore
    request = WithdrawalRequest(key=key, sent_at=at)
    return dossier.evolve(withdrawal=request), WithdrawalRequested(reason=reason)


def with_request(dossier: Dossier, event: CasePapersRequested, sequence: int) -> Dossier:
    """Unchanged by a request that is older than the present one."""
    present = dossier.supplement_request
    if present and present.sequence >= sequence:
        return dossier
    request = SupplementRequest(
        id=event.request, items=event.items, due=event.due, sequence=sequence
    )
    return dossier.evolve(supplement_request=request)


def without_request(dossier: Dossier, sequence: int) -> Dossier:
    """The case goes on: what was requested before is awaited no more."""
    return dossier.evolve(resumed_sequence=max(sequence, dossier.resumed_sequence))


def with_ending(dossier: Dossier, ending: Ending | None, *, sequence: int, at: datetime) -> Dossier:
    """Its case has its result or ended, or goes on (None); unchanged by an older event."""
    if dossier.ending_sequence >= sequence:
        return dossier
    return dossier.evolve(
        has_ended=ending is not None,
        ending=ending,
        ended_at=at if ending else None,
        ending_sequence=sequence,
    )


def order_erasure(
    dossier: Dossier, *, request: str, by: str, role: str, at: datetime
) -> tuple[Dossier, ErasureOrdered]:
    """Raises RetentionRunning, NotFound once it was ordered."""
    if dossier.erasure_ordered_at is not None:
        raise NotFound
    require_retention_over(dossier, at)
    event = ErasureOrdered(request=request, by=by, role=role)
    return dossier.evolve(erasure_ordered_at=at), event


def with_refused_withdrawal(dossier: Dossier, sequence: int) -> Dossier:
    """The agency refused it: the owner may ask again; unchanged by an older refusal."""
    if dossier.refusal_sequence >= sequence:
        return dossier
    return dossier.evolve(withdrawal=None, refusal_sequence=sequence)
