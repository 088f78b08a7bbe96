"""Which results of a procedure a decision gives."""

from collections.abc import Sequence

from contracts.intake import ProcedurePublished
from kit.core.errors import Invalid


class UnknownResult(Invalid):
    """The procedure does not give this result."""

    code = "unknown_result"
    vi = "Thủ tục này không có kết quả mang mã đó."
    en = "This procedure does not give a result of that code."


def require_results(procedure: ProcedurePublished | None, codes: Sequence[str]) -> None:
    """Raises UnknownResult for a code that the procedure does not have."""
    codes_of_procedure = {kind.code for kind in procedure.results} if procedure else set()
    for place, code in enumerate(codes):
        if code not in codes_of_procedure:
            raise UnknownResult(field=f"results.{place}")


def result_names(
    procedure: ProcedurePublished | None, codes: Sequence[str], *, otherwise: str
) -> list[str]:
    """Of those codes, each once, or of the procedure's first; `otherwise` where it has none."""
    names = {kind.code: kind.name for kind in procedure.results} if procedure else {}
    chosen = [names[code] for code in dict.fromkeys(codes) if code in names]
    return chosen or list(names.values())[:1] or [otherwise]
