"""Which results of a procedure a decision gives, and what they say."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from contracts.result_content import ResultContent, ResultContentMissing, require_content
from contracts.result_templates import template_of
from contracts.terms import SealWanted
from kit.core.errors import Invalid
from kit.core.model import Model

if TYPE_CHECKING:  # the functions that answer requests import no events of intake
    from contracts.intake import ProcedurePublished


class UnknownResult(Invalid):
    """The procedure does not give this result."""

    code = "unknown_result"
    vi = "Thủ tục này không có kết quả mang mã đó."
    en = "This procedure gives no result with that code."


class ProposedResult(Model):
    """A result with its content; without a code, the procedure's first."""

    code: str | None = None
    content: ResultContent


def require_results(
    procedure: "ProcedurePublished | None", results: Sequence[ProposedResult]
) -> tuple[str, ...]:
    """Their codes, of a procedure without results none.

    Raises UnknownResult for a code that the procedure does not have, ResultContentMissing where
    nothing is proposed, and the refusals of `require_content`.
    """
    if not results:
        raise ResultContentMissing(field="results")
    codes = [kind.code for kind in procedure.results] if procedure else []
    for place, result in enumerate(results):
        if result.code is not None and result.code not in codes:
            raise UnknownResult(field=f"results.{place}.code")
        code = result.code or next(iter(codes), None)
        require_content(template_of(code), result.content, at=f"results.{place}")
    return tuple(result.code or codes[0] for result in results) if codes else ()


def wanted_results(
    procedure: "ProcedurePublished | None", codes: Sequence[str], request: str, *, otherwise: str
) -> tuple[SealWanted, ...]:
    """What documents is to seal; one result of the name `otherwise` where there are no codes."""
    names = {kind.code: kind.name for kind in procedure.results} if procedure else {}
    chosen: Sequence[str | None] = codes or (None,)
    return tuple(
        SealWanted(document=f"{request}-{number}", name=names.get(code or "", otherwise), code=code)
        for number, code in enumerate(chosen, start=1)
    )
