"""Codes of dossiers, procedures and agencies, and what an agency is."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, StringConstraints

from kit.core.typed_text import dashed

CODE_PATTERN = (
    r"^(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\.[0-9]{2,3}){0,3})"
    r"-[0-9]{6}-[0-9]{4,10}$"
)
DossierCode = Annotated[str, StringConstraints(pattern=CODE_PATTERN, max_length=40)]
"""Mã hồ sơ: `<agency>-YYMMDD-NNNN`, the day in Vietnam time (TT 01/2018/TT-VPCP, art. 19).

That of a central system has two digits of its owner before the number, and a group of three digits
(TT 03/2025/TT-VPCP, art. 13.3): `H49.061.01-260301-120001`.
"""


def _dashed(value: Any) -> Any:
    return dashed(value) if isinstance(value, str) else value


TypedDossierCode = Annotated[DossierCode, BeforeValidator(_dashed)]
"""Mã hồ sơ as somebody types or pastes it: in small letters, with other dashes, with spaces."""
PROCEDURE_PATTERN = r"^[0-9]\.[0-9]{6}(?:\.H[0-9]{2})?$"
ProcedureCode = Annotated[str, StringConstraints(pattern=PROCEDURE_PATTERN, max_length=16)]
"""Mã thủ tục hành chính: `1.001612`, with a province's suffix `1.000948.H38` where it has one."""
AGENCY_PATTERN = (
    r"^(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\.[0-9]{2,3}){0,3})$"
)
AgencyCode = Annotated[str, StringConstraints(pattern=AGENCY_PATTERN, max_length=16)]
"""Mã định danh cơ quan, province first: `H49.61.01`, `H49.193.01`; in the older order with the
province last: `000.00.01.H49`."""
AgencyKind = Literal[
    "province",
    "department",
    "district",
    "commune",
    "centre",
    "police_province",
    "police_commune",
    "land_registry",
    "land_registry_branch",
    "tax_province",
    "tax_base",
    "social_insurance",
    "social_insurance_base",
    "military_province",
    "military_commune",
    "economic_zone",
    "other",
]
"""What an agency is in the State; police, land registry, tax and insurance are not the province's
own, and citizens file there all the same."""
