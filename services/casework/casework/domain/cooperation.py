"""Cooperation of agencies (phối hợp): a case goes to another one, or other ones are consulted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from casework.domain.case import Case, Transition, transition
from casework.domain.consultation import Consultation
from casework.domain.desk import Desk
from casework.domain.official import Official
from contracts.casework import CaseAnswered, CaseConsulted, CaseHandedOver
from kit.core.errors import Conflicting, Forbidden, Invalid


@dataclass(frozen=True, slots=True)
class OtherAgency:
    """An agency of the directory, with its name on papers."""

    code: str
    name: str


class UnknownAgency(Invalid):
    """No agency of that code is in the directory."""

    code = "unknown_agency"
    vi = "Không có cơ quan này trong danh bạ."
    en = "There is no such agency in the directory."


class AgencyHasCase(Invalid):
    """The case is there already."""

    code = "agency_has_case"
    vi = "Hồ sơ đang do chính cơ quan này giải quyết."
    en = "This agency already has the dossier."


class DueInPast(Invalid):
    """A due date lies ahead."""

    code = "due_in_past"
    vi = "Thời hạn trả lời phải sau thời điểm hiện tại."
    en = "The due date must lie in the future."


class ConsultationOpen(Conflicting):
    """An agency that was consulted has not answered, and its time is not over."""

    code = "consultation_open"
    vi = "Cơ quan được lấy ý kiến còn trong thời hạn trả lời nên chưa thể phê duyệt."
    en = "A consulted agency still has time to reply, so the dossier cannot be approved yet."


class ConsultedBefore(Conflicting):
    """The agency is consulted already."""

    code = "consulted_before"
    vi = "Cơ quan này đang được lấy ý kiến."
    en = "This agency is already being consulted."


class NotConsulted(Conflicting):
    """Nobody waits for an answer of the official's agency."""

    code = "not_consulted"
    vi = "Cơ quan này không có ý kiến nào cần trả lời về hồ sơ."
    en = "This agency has no reply to give about the dossier."


class OnlyConsulted(Forbidden):
    """A consulted agency sees the case and answers, and does nothing else."""

    code = "only_consulted"
    vi = "Cơ quan được lấy ý kiến chỉ xem hồ sơ và trả lời ý kiến."
    en = "A consulted agency may read the dossier and reply, and nothing else."


def open_consultations(case: Case) -> Iterator[Consultation]:
    """Those that wait for an answer; none where the case has ended."""
    return (each for each in case.consultations if each.is_open and not case.closed_at)


def sees(case: Case, official: Official) -> bool:
    """Officials of the case's agency of this moment, and of those that are being consulted."""
    consulted = (each.agency for each in open_consultations(case))
    return any(map(official.covers, (case.agency, *consulted)))


def hand_over(
    case: Case,
    to: OtherAgency,
    *,
    step: str,
    desk: Desk,
    step_due: datetime | None,
    reason: str,
) -> Transition:
    """Chuyển hồ sơ: the agency has the case from now on; raises AgencyHasCase."""
    if to.code == case.agency:
        raise AgencyHasCase(field="agency")
    event = CaseHandedOver(
        agency=to.code, agency_name=to.name, step=step, desk=desk.name, step_due=step_due
    )
    return transition(
        case,
        "hand_over",
        event,
        reason=reason,
        agency=to.code,
        step=step,
        desk=desk.name,
        desk_agency=desk.agency,
        official=None,
        proposal=None,
    )


def consult(
    case: Case, other: OtherAgency, *, due: datetime, question: str, at: datetime
) -> Transition:
    """Lấy ý kiến, while the work goes on; raises AgencyHasCase, DueInPast, ConsultedBefore."""
    if other.code == case.agency:
        raise AgencyHasCase(field="agency")
    if due <= at:
        raise DueInPast(field="due")
    if other.code in {each.agency for each in open_consultations(case)}:
        raise ConsultedBefore(field="agency")
    consultation = Consultation(agency=other.code, requested_at=at, due=due)
    return transition(
        case,
        "consult",
        CaseConsulted(agency=other.code, due=due),
        reason=question,
        consultations=(*case.consultations, consultation),
    )


def answer(case: Case, consultation: Consultation, *, answer: str, at: datetime) -> Transition:
    """Trả lời ý kiến: the agency may not see the case any more."""
    event = CaseAnswered(agency=consultation.agency, due=consultation.due, answer=answer)
    responded = consultation.evolve(responded_at=at)
    return transition(
        case,
        "answer",
        event,
        reason=answer,
        consultations=tuple(
            responded if each == consultation else each for each in case.consultations
        ),
    )


def awaited_consultation(case: Case, official: Official) -> Consultation:
    """The one that the official answers; raises NotConsulted."""
    for each in open_consultations(case):
        if official.covers(each.agency):
            return each
    raise NotConsulted


def require_answers(case: Case, at: datetime) -> None:
    """Raises ConsultationOpen; an agency whose time is over holds nothing up (assumed)."""
    if any(each.due > at for each in open_consultations(case)):
        raise ConsultationOpen
