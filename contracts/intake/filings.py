"""The filing of a dossier."""

from typing import Annotated, Any

from pydantic import Field

from contracts.registries import ReplacedPaper
from contracts.required_documents import GroundedRequest, PaperStatement
from contracts.terms import (
    AgencyCode,
    Applicant,
    Channel,
    Contact,
    Day,
    FiledPaper,
    HandedPaper,
    Moment,
    Owner,
    Portal,
    ProcedureRef,
    Quote,
    Representative,
    Sha256,
)
from kit.core.model import Event, Model, Sealed


class FiledSignature(Model):
    """The signature of the e-form that was filed, by a key of whoever filed it: `sha256` is the
    digest of the statement that was signed, `signature` is detached CMS (DER, base64) over it.
    """

    signer: Sealed[str]
    by_representative: bool = False
    signed_at: Moment
    sha256: Sha256
    signature: Sealed[str]


class DossierFiled(Event):
    """A dossier was filed: all that hearers need of it; `case` (trường hợp) chooses the limit.

    `received_at`: when a letter arrived, or when it was filed at another `portal`.
    """

    TYPE = "dossier.filed"

    procedure: ProcedureRef
    agency: AgencyCode
    agency_name: str
    owner: Owner | None = None
    applicant: Sealed[Applicant]
    contact: Sealed[Contact | None] = None
    representative: Sealed[Representative | None] = None
    channel: Channel
    papers: tuple[FiledPaper, ...]
    answers: Sealed[dict[str, Any]]
    quote: Quote
    lookup_key: Sealed[str]
    case: str | None = None
    received_at: Moment | None = None
    posted_on: Day | None = None
    handed_papers: tuple[HandedPaper, ...] = ()
    paper_statement: Sealed[PaperStatement | None] = None
    grounds: tuple[GroundedRequest, ...] = ()
    missing_papers: tuple[str, ...] = ()
    form_signature: FiledSignature | None = None
    portal: Portal | None = None
    data_papers: Annotated[
        tuple[ReplacedPaper, ...],
        Field(description="Papers that data replace", exclude_if=lambda each: not each),
    ] = ()
