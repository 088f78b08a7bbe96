"""The decision on a case (quyết định giải quyết): documents is asked to seal its results."""

from collections.abc import Sequence
from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import processing
from casework.domain.case import Case, Transition
from casework.repository import CaseworkRepository
from contracts.procedure_terms import ResultKind
from contracts.terms import SealWanted
from kit.core.errors import Invalid


class UnknownResult(Invalid):
    """The procedure does not give this result."""

    code = "unknown_result"
    vi = "Thủ tục này không có kết quả mang mã đó."
    en = "This procedure does not give a result of that code."


class DecideCase(ActCommand):
    """`results` are codes of the procedure's results; without any, its first is given."""

    results: tuple[str, ...] = ()


def decide_case(cases: CaseworkRepository, command: DecideCase, *, at: datetime) -> Case:
    """Raises UnknownResult, WithdrawalRequestOpen."""

    def move(case: Case) -> Transition:
        procedure = cases.procedure_in_force(case.procedure.code, at)
        names = _result_names(case, procedure.results if procedure else (), command.results)
        wanted = tuple(
            SealWanted(document=f"{command.request}-{number}", name=name)
            for number, name in enumerate(names, start=1)
        )
        signer = command.official
        return processing.decide(
            case, results=wanted, signer=signer.sub, signer_name=signer.name or None
        )

    return perform(cases, "decide", command, move, at=at)


def _result_names(case: Case, kinds: Sequence[ResultKind], codes: Sequence[str]) -> list[str]:
    """Raises UnknownResult; a procedure without results gives one of its own name."""
    names = {kind.code: kind.name for kind in kinds}
    for place, code in enumerate(codes):
        if code not in names:
            raise UnknownResult(field=f"results.{place}")
    chosen = [names[code] for code in dict.fromkeys(codes)]
    return chosen or list(names.values())[:1] or [case.procedure.name]
