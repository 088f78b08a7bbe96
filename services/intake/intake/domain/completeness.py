"""The completeness of a dossier (hồ sơ đầy đủ): what is demanded is there, and a desk takes nothing
that the State has."""

from collections.abc import Collection, Sequence

from contracts.required_documents import GroundNeedless, PaperHeldByState, PaperStatement
from intake.domain.components import UnknownComponent
from intake.domain.demanded_papers import (
    Demand,
    FilingSituation,
    cases_to_choose,
    demands,
    needs_choice,
)
from intake.domain.procedure_content import ProcedureContent
from kit.core.errors import BrokenRules, Conflicting, FieldError, Invalid


class PaperMissing(BrokenRules):
    """Required documents are not there; `errors` names each with its component."""

    code = "paper_missing"
    vi = "Hồ sơ còn thiếu giấy tờ: {names}. Vui lòng bổ sung rồi nộp lại."
    en = "Required papers are missing: {names}. Please add them, then file again."

    def __init__(self, missing: Sequence[Demand]) -> None:
        super().__init__([_missing(demand) for demand in missing])
        self.facts = {"names": "; ".join(demand.first.name for demand in missing)}


class PaperCaseMissing(Invalid):
    """The papers depend on the case of the dossier, and nobody chose it."""

    code = "paper_case_missing"
    vi = (
        "Giấy tờ của thủ tục này tùy theo trường hợp. Vui lòng chọn trường hợp của hồ sơ trước "
        "khi nộp."
    )
    en = (
        "The papers of this procedure depend on the case. Please choose the case of the dossier "
        "before you file."
    )


class FormSignatureAwaited(Conflicting):
    """A signature was requested, and the phone has not approved it yet."""

    code = "form_signature_awaited"
    vi = "Tờ khai đang chờ ký số. Vui lòng xác nhận trên điện thoại, hoặc hủy yêu cầu ký rồi nộp."
    en = (
        "The form is waiting to be signed. Please approve it on the phone, or withdraw the "
        "request and then file."
    )


class FormSignatureVoid(Conflicting):
    """The draft was changed after it was signed."""

    code = "form_signature_void"
    vi = "Hồ sơ đã thay đổi sau khi ký số. Vui lòng ký lại, hoặc bỏ chữ ký rồi nộp."
    en = (
        "The draft was changed after it was signed. Please sign again, or remove the signature "
        "and then file."
    )


class UnknownPaperCase(Invalid):
    """The procedure has no such case of papers to choose."""

    code = "unknown_paper_case"
    vi = "Thủ tục không có trường hợp giấy tờ này."
    en = "The procedure has no such case of papers."


def require_statement(content: ProcedureContent, statement: PaperStatement) -> None:
    """The version has these cases and papers; raises UnknownPaperCase, UnknownComponent,
    GroundNeedless."""
    if not set(statement.cases or ()) <= set(cases_to_choose(content)):
        raise UnknownPaperCase(field="paper_cases")
    components = {each.id: each for each in content.documents}
    if not statement.conditions.keys() <= components.keys():
        raise UnknownComponent(field="conditions")
    for place, request in enumerate(statement.grounds):
        if request.component not in components:
            raise UnknownComponent(field=f"grounds.{place}")
        if not components[request.component].replaced_by:
            raise GroundNeedless(field=f"grounds.{place}")


def missing_demands(
    content: ProcedureContent, situation: FilingSituation, present: Collection[str]
) -> tuple[Demand, ...]:
    """What is demanded and not there; raises PaperCaseMissing."""
    if needs_choice(content, situation.statement):
        raise PaperCaseMissing(field="paper_cases")
    return tuple(each for each in demands(content, situation) if not each.is_met_by(present))


def require_grounds(
    content: ProcedureContent, statement: PaperStatement, present: Collection[str]
) -> None:
    """A desk takes no paper whose data the State has; raises PaperHeldByState."""
    grounded = {each.component for each in statement.grounds}
    for component in content.documents:
        if component.replaced_by and component.id in present and component.id not in grounded:
            raise PaperHeldByState(
                field=f"papers.{component.id}", database="; ".join(component.held_by)
            )


def _missing(demand: Demand) -> FieldError:
    """Each paper by its name; of alternatives all of them, one of which is enough."""
    names = "; ".join(each.name for each in demand.components)
    only = len(demand.components) == 1
    return FieldError(
        f"papers.{demand.first.id}",
        PaperMissing.code,
        vi=f"Thiếu: {names}." if only else f"Thiếu một trong các giấy tờ sau: {names}.",
        en=f"Missing: {names}." if only else f"One of these is missing: {names}.",
    )
