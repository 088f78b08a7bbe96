"""The decision on a case (quyết định giải quyết): documents is asked to seal its results."""

from collections.abc import Sequence
from datetime import datetime

from casework.domain import processing
from casework.domain.case import Case
from casework.repository import CaseworkRepository
from contracts.procedure_terms import ResultKind
from contracts.terms import DossierCode, SealWanted
from kit.core.errors import Invalid
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection
from kit.security.staff_directory import Staff


class UnknownResult(Invalid):
    """The procedure does not give this result."""

    code = "unknown_result"
    vi = "Thủ tục này không có kết quả mang mã đó."
    en = "This procedure does not give a result of that code."


class DecideCase(Model):
    """`results` are codes of the procedure's results; without any, its first is given."""

    code: DossierCode
    official: Staff
    request: str
    results: tuple[str, ...] = ()


@retry_on_conflict
def decide_case(cases: CaseworkRepository, command: DecideCase, *, at: datetime) -> Case:
    """Raises NotFound, ActNotAllowed, UnknownResult."""
    case = cases.case_for(command.official, command.code)
    fault_injection.point("decide.loaded")
    if cases.has_performed(case, "decide", command.request):
        return case

    procedure = cases.procedure_in_force(case.procedure.code, at)
    names = _result_names(case, procedure.results if procedure else (), command.results)
    wanted = tuple(
        SealWanted(document=f"{command.request}-{number}", name=name)
        for number, name in enumerate(names, start=1)
    )
    official = command.official
    decision = processing.decide(
        case, results=wanted, signer=official.sub, signer_name=official.name or None
    )

    decided = cases.commit_act(decision, at=at, actor=official.sub, request=command.request)
    fault_injection.point("decide.committed")
    return decided


def _result_names(case: Case, kinds: Sequence[ResultKind], codes: Sequence[str]) -> list[str]:
    """Raises UnknownResult; a procedure without results gives one of its own name."""
    names = {kind.code: kind.name for kind in kinds}
    for place, code in enumerate(codes):
        if code not in names:
            raise UnknownResult(field=f"results.{place}")
    chosen = [names[code] for code in dict.fromkeys(codes)]
    return chosen or list(names.values())[:1] or [case.procedure.name]
