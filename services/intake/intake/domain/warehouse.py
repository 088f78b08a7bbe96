"""The data warehouse (kho dữ liệu điện tử) of a person: sealed results, and copies of originals.

What is in it follows from the dossiers that they own: an erased dossier has nothing in it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, Literal

from contracts.terms import Sha256
from intake.domain.attachment import PDF_TYPE, Attachment
from intake.domain.digitisation import Digitisation, vietnam_date
from intake.domain.dossier import Dossier
from intake.domain.draft import Draft
from intake.domain.paper_reference import PaperReference, StoredKind
from intake.domain.result_facts import ResultFact, ResultFacts
from kit.core.errors import Conflicting
from kit.core.model import Model

PaperState = Literal["valid", "expired", "replaced", "revoked"]
CERTIFICATIONS: Final = frozenset({"2.000815"})
"""Procedures whose results are certified copies (chứng thực bản sao từ bản chính)."""
STATES: Final[dict[PaperState, tuple[str, str]]] = {
    "valid": ("còn giá trị", "valid"),
    "expired": ("đã hết hạn", "expired"),
    "replaced": ("đã được thay bằng văn bản mới", "replaced by another one"),
    "revoked": ("đã bị thu hồi", "revoked"),
}


class StoredPaperNotValid(Conflicting):
    """A paper of the warehouse holds no more, or not on this day."""

    code = "stored_paper_not_valid"
    vi = "Giấy tờ này {words_vi} nên không dùng lại được. Vui lòng nộp giấy tờ còn giá trị."
    en = "This paper is {words_en} and cannot be used again. Please hand in a valid one."


class StoredPaperWithoutFile(Conflicting):
    """The file of the paper cannot be reached: it was sealed before files could be."""

    code = "stored_paper_without_file"
    vi = "Chưa dùng lại trực tiếp được tệp của giấy tờ này. Vui lòng tải tệp về rồi nộp kèm hồ sơ."
    en = "The file of this paper cannot be used directly. Please download it and then upload it."


class StoredPaper(Model):
    """Giấy tờ trong kho. Days are as the paper has them; `procedure` is what it was issued for."""

    dossier: str
    document: str
    kind: StoredKind
    state: PaperState
    name: str
    number: str | None
    issuer: str
    issued_on: str
    valid_until: str | None
    procedure: str
    sha256: Sha256
    reference: PaperReference | None = None

    def require_usable(self) -> PaperReference:
        """Raises StoredPaperNotValid, StoredPaperWithoutFile."""
        if self.state != "valid":
            vi, en = STATES[self.state]
            raise StoredPaperNotValid(field="document", words_vi=vi, words_en=en)
        if self.reference is None:
            raise StoredPaperWithoutFile(field="document")
        return self.reference


def stored_results(dossier: Dossier, facts: ResultFacts, at: datetime) -> list[StoredPaper]:
    """Those that were returned to their owner (trả kết quả), and what replaced them since."""
    returned = max(facts.returned, default=None)
    if returned is None:
        return []
    first = {each.wanted or each.document: each for each in reversed(_sorted(facts.results))}
    return [
        _stored_result(dossier, each, facts, at)
        for each in _sorted(facts.results)
        if first[each.wanted or each.document].sealed_at <= returned
    ]


def stored_copies(
    dossier: Dossier, digitisations: Iterable[Digitisation], at: datetime
) -> list[StoredPaper]:
    """Copies of originals that an agency signed."""
    return [paper for each in digitisations if (paper := _stored_copy(dossier, each, at))]


def _sorted(results: Iterable[ResultFact]) -> Sequence[ResultFact]:
    return sorted(results, key=lambda each: (each.sealed_at, each.document))


def _stored_result(
    dossier: Dossier, result: ResultFact, facts: ResultFacts, at: datetime
) -> StoredPaper:
    is_certified = dossier.procedure.code in CERTIFICATIONS
    kind: StoredKind = "certified_copy" if is_certified else "result"
    return StoredPaper(
        dossier=dossier.id,
        document=result.document,
        kind=kind,
        state=_state(result, facts, at),
        name=result.name,
        number=result.number,
        issuer=dossier.agency_name,
        issued_on=vietnam_date(result.sealed_at),
        valid_until=result.valid_until,
        procedure=dossier.procedure.code,
        sha256=result.sha256,
        reference=_reference(dossier, result.document, kind, result.file, result.code),
    )


def _state(result: ResultFact, facts: ResultFacts, at: datetime) -> PaperState:
    if result.document in facts.recalled:
        return "revoked"
    same = [each for each in facts.results if each.wanted and each.wanted == result.wanted]
    if same and _sorted(same)[-1] != result:
        return "replaced"
    return _on_day(result.valid_until, at)


def _on_day(valid_until: str | None, at: datetime) -> PaperState:
    return "expired" if valid_until and valid_until < vietnam_date(at) else "valid"


def _stored_copy(dossier: Dossier, digitisation: Digitisation, at: datetime) -> StoredPaper | None:
    described, document = digitisation.description, digitisation.copy_document
    if described is None or document is None or digitisation.copy_sha256 is None:
        return None
    file = digitisation.copy_file
    return StoredPaper(
        dossier=dossier.id,
        document=document,
        kind="digitised_copy",
        state=_on_day(described.valid_until, at),
        name=described.kind,
        number=described.number,
        issuer=described.issuer,
        issued_on=described.issued_on,
        valid_until=described.valid_until,
        procedure=dossier.procedure.code,
        sha256=digitisation.copy_sha256,
        reference=_reference(dossier, document, "digitised_copy", file),
    )


def _reference(
    dossier: Dossier,
    document: str,
    kind: StoredKind,
    file: Sha256 | None,
    code: str | None = None,
) -> PaperReference | None:
    if file is None:
        return None
    vault = str(dossier.vault)
    return PaperReference(
        dossier=dossier.id, document=document, kind=kind, vault=vault, file=file, code=code
    )


def reused_attachment(
    paper: StoredPaper, draft: Draft, *, id: str, component: str, at: datetime
) -> Attachment:
    """In the place of an upload: an agency signed it, and nothing of it is checked.

    Raises StoredPaperNotValid, StoredPaperWithoutFile.
    """
    return Attachment(
        id=id,
        vault=draft.id,
        draft=draft.id,
        owner=draft.owner,
        component=component,
        name=paper.name,
        media_type=PDF_TYPE,
        size=0,
        sha256=paper.sha256,
        state="checked",
        reused=paper.require_usable(),
        announced_at=at,
    )
