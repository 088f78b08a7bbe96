"""The row of a worklist: what is shown of a case, with its applicant's name under a key of the
agency whose list it is.
"""

from typing import Final

from casework.domain.case import Case
from casework.domain.stages import Stage, stage_of
from contracts.terms import AgencyCode, DossierCode, Moment
from kit.core.model import Model, Sealed


class ListedCase(Model):
    """`vault` is the id of the agency's key; the name is None once the case has ended.

    `due` is the end of the limit that runs.
    """

    vault: str
    code: DossierCode
    agency: AgencyCode
    procedure: str
    procedure_name: str
    stage: Stage
    due: Moment | None = None
    step: str | None = None
    desk: str | None = None
    official: str | None = None
    applicant: Sealed[str | None] = None


AGENCY_KEYS: Final = "agency-"


def agency_vault(agency: str) -> str:
    """The id of the key under which names in an agency's lists lie."""
    return f"{AGENCY_KEYS}{agency}"


def listed_case(case: Case, agency: str) -> ListedCase:
    """The row in a list of the agency, without its name."""
    runs = case.due or case.reception_due or case.supplement
    return ListedCase(
        vault=agency_vault(agency),
        code=case.id,
        agency=case.agency,
        procedure=case.procedure.code,
        procedure_name=case.procedure.name,
        stage=stage_of(case),
        due=case.next_due_at if runs else None,
        step=case.step,
        desk=case.desk,
        official=case.official,
    )
