"""The contents of a result (kết quả giải quyết thủ tục hành chính), ready to print."""

from contracts.casework import CaseDecided
from contracts.terms import Moment
from documents.domain.document import DocumentRequest
from documents.domain.dossier import Dossier
from documents.rendering import formatting, labels
from documents.rendering.contents import ApplicantContents, applicant_fields


class ResultContents(ApplicantContents):
    """Kết quả giải quyết thủ tục hành chính."""

    name: str
    decision: str
    decided: str
    signer: str


def result(
    dossier: Dossier, decided: CaseDecided, request: DocumentRequest, *, at: Moment
) -> ResultContents:
    """One result of a decided dossier; raises Erased."""
    return ResultContents(
        **applicant_fields(dossier, at, request),
        name=request.name,
        decision=labels.DECISION.format(name=request.name),
        decided=formatting.moment(at),
        signer=decided.signer_name if isinstance(decided.signer_name, str) else decided.signer,
    )
