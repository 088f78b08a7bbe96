"""Terms that several events share: people, quotes, papers, dues; a procedure's are in
`contracts.procedure_terms`."""

from contracts.terms.codes import (
    AGENCY_PATTERN,
    CODE_PATTERN,
    PROCEDURE_PATTERN,
    AgencyCode,
    AgencyKind,
    DossierCode,
    ProcedureCode,
    TypedDossierCode,
)
from contracts.terms.fees import (
    AssessedBecause,
    FeeMark,
    Ground,
    Pay,
    Quote,
    QuoteLine,
    RefundWhen,
    UnassessedFee,
    strongest_mark,
)
from contracts.terms.filing import (
    Channel,
    Due,
    Portal,
    ProcedureRef,
    channel_of_terms,
)
from contracts.terms.papers import (
    FiledPaper,
    HandedPaper,
    SignatureState,
)
from contracts.terms.people import (
    ACCOUNT_LEVELS,
    AccountLevel,
    Applicant,
    Contact,
    Owner,
    Representative,
)
from contracts.terms.results import (
    Capacity,
    SealedResult,
    SealWanted,
)
from contracts.terms.values import (
    Day,
    Dong,
    Language,
    LocalizedText,
    Moment,
    Sha256,
)

__all__ = [
    "ACCOUNT_LEVELS",
    "AGENCY_PATTERN",
    "CODE_PATTERN",
    "PROCEDURE_PATTERN",
    "AccountLevel",
    "AgencyCode",
    "AgencyKind",
    "Applicant",
    "AssessedBecause",
    "Capacity",
    "Channel",
    "Contact",
    "Day",
    "Dong",
    "DossierCode",
    "Due",
    "FeeMark",
    "FiledPaper",
    "Ground",
    "HandedPaper",
    "Language",
    "LocalizedText",
    "Moment",
    "Owner",
    "Pay",
    "Portal",
    "ProcedureCode",
    "ProcedureRef",
    "Quote",
    "QuoteLine",
    "RefundWhen",
    "Representative",
    "SealWanted",
    "SealedResult",
    "Sha256",
    "SignatureState",
    "TypedDossierCode",
    "UnassessedFee",
    "channel_of_terms",
    "strongest_mark",
]
