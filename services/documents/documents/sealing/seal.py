"""Making documents: render, store under the digest, sign, then commit; dying between two steps costs nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from contracts.casework import CaseAccepted, CaseDecided
from contracts.payments import FeeSettled
from documents.domain import document as documents
from documents.domain import phrases
from documents.domain.document import Document, Seal, Wanted
from documents.domain.dossier import Dossier
from documents.rendering import contents as facts
from documents.rendering import pdf as printing
from documents.rendering import receipt
from documents.rendering.contents import Erased, Facts
from documents.rendering.pdf import Form, GlyphMissing
from documents.repository import Store
from kit.core.events import Envelope
from kit.core.model import Event
from kit.platform import fault_injection, log

WHY = {GlyphMissing: "glyph_missing", Erased: "erased"}
"""The stable codes of `document.failed`: what another try can't mend."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be printed: `facts` takes the opened dossier; the file bears the moment `dated`."""

    form: Form
    wanted: Wanted
    facts: Callable[[Dossier], Facts]
    dated: datetime


def seal_form_one(store: Store, dossier: Dossier, message: Envelope, *, at: datetime) -> None:
    """Mẫu 01 of an accepted dossier."""
    accepted = message.read(CaseAccepted)
    wanted = Wanted(cause=message.id, kind="form-01", name=phrases.FORM_01)
    sheet = Sheet(
        "form-01", wanted, lambda opened: facts.form_one(opened, accepted, wanted), accepted.at
    )
    _seal_all(store, dossier, [sheet], message, at)


def seal_results(store: Store, dossier: Dossier, message: Envelope, *, at: datetime) -> None:
    """Every result that a decision wants, all in one commit."""
    decided = store.read(message, CaseDecided)
    wanted = [
        Wanted(cause=message.id, kind="result", name=result.name, wanted=result.document)
        for result in decided.results
    ]
    sheets = [_result(decided, one, message.time) for one in wanted]
    _seal_all(store, dossier, sheets, message, at)


def seal_receipt(store: Store, dossier: Dossier, message: Envelope, *, at: datetime) -> None:
    """The receipt of a settled fee, dated as its number was given."""
    settled = store.read(message, FeeSettled)
    dated = settled.receipt.at or message.time
    name = f"{phrases.RECEIPT} số {settled.receipt.number}"
    wanted = Wanted(cause=message.id, kind="receipt", name=name, fee=message.subject)
    sheet = Sheet(
        "receipt",
        wanted,
        lambda told: receipt.receipt_paper(told, settled, wanted, at=dated),
        dated,
    )
    _seal_all(store, dossier, [sheet], message, at)


def _result(decided: CaseDecided, wanted: Wanted, dated: datetime) -> Sheet:
    return Sheet(
        "result",
        wanted,
        lambda opened: facts.result_paper(opened, decided, wanted, at=dated),
        dated,
    )


def _seal_all(
    store: Store, dossier: Dossier, sheets: Sequence[Sheet], message: Envelope, at: datetime
) -> None:
    opened = store.opened(dossier)

    made = [_made(store, opened, sheet, at) for sheet in sheets]

    store.file(made, cause=message, at=at)
    fault_injection.point("decide.sealed")
    for document, _ in made:
        log.info(
            f"document {document.state}", document=document.id, kind=document.kind, why=document.why
        )
        log.metric("DocumentSealed" if document.seal else "DocumentFailed")


def _made(store: Store, dossier: Dossier, sheet: Sheet, at: datetime) -> tuple[Document, Event]:
    try:
        pdf = printing.printed(sheet.form, sheet.facts(dossier), at=sheet.dated)
    except (GlyphMissing, Erased) as error:
        return documents.failed(sheet.wanted, dossier, WHY[type(error)], at=at)
    fault_injection.point("decide.rendered")
    return documents.sealed(sheet.wanted, dossier, _seal(store, pdf), at=at)


def _seal(store: Store, pdf: bytes) -> Seal:
    digest = sha256(pdf)
    store.shelf.put(documents.file_key(digest.hexdigest()), pdf)
    fault_injection.point("decide.stored")
    store.remember_key()
    signature = store.press.sign(digest.digest())
    fault_injection.point("decide.signed")
    return Seal(sha256=digest.hexdigest(), signature=signature, key=store.press.key)
