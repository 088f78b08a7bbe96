"""Who may file a procedure: citizens, organisations, or both."""

from typing import Final, Literal, NamedTuple

from contracts.terms import Applicant, Contact, Representative
from intake.domain.desk_entry import DeskEntry
from intake.domain.person import Person
from intake.domain.procedure import Procedure
from kit.core.errors import Conflicting

OnBehalfOf = Literal["self", "organisation"]
ADMITTED_AS: Final[dict[OnBehalfOf, str]] = {"self": "citizen", "organisation": "organisation"}
"""What the catalogue calls them."""


class OrganisationMissing(Conflicting):
    """The dossier is an organisation's, and the profile names none."""

    code = "organisation_missing"
    vi = (
        "Hồ sơ này do tổ chức nộp. Vui lòng khai tên và mã số thuế của tổ chức trong thông tin "
        "cá nhân rồi nộp lại."
    )
    en = (
        "This dossier is filed by an organisation. Please enter its name and tax code in your "
        "details, then file again."
    )


class ApplicantNotAdmitted(Conflicting):
    """The procedure is not for applicants of this kind."""

    code = "applicant_not_admitted"
    vi = (
        "Thủ tục này không dành cho người nộp đã chọn. Vui lòng xem đối tượng thực hiện của thủ "
        "tục, rồi chọn nộp cho bản thân hoặc cho tổ chức."
    )
    en = (
        "This procedure is not for the applicant that you chose. Please see who may file it, "
        "then file for yourself or for an organisation."
    )


class Declarant(NamedTuple):
    """Whose dossier it is, where notices go, and who files it by a mandate. Personal."""

    applicant: Applicant
    contact: Contact | None
    representative: Representative | None = None


def declarant_of(procedure: Procedure, person: Person, chosen: OnBehalfOf | None) -> Declarant:
    """Where nothing was chosen, the dossier is an organisation's only where it must be.

    Raises ApplicantNotAdmitted, OrganisationMissing.
    """
    admitted = procedure.content.applicants
    only_organisations = bool(admitted) and ADMITTED_AS["self"] not in admitted
    on_behalf_of = chosen or ("organisation" if only_organisations else "self")
    if admitted and ADMITTED_AS[on_behalf_of] not in admitted:
        raise ApplicantNotAdmitted(field="on_behalf_of")
    if on_behalf_of == "organisation" and person.profile.organisation is None:
        raise OrganisationMissing(field="me.organisation")
    is_own = on_behalf_of == "self"
    return Declarant(person.applicant if is_own else person.organisation_applicant, person.contact)


def entered_declarant(procedure: Procedure, entry: DeskEntry) -> Declarant:
    """As a desk entered them; raises ApplicantNotAdmitted."""
    admitted = procedure.content.applicants
    kind: OnBehalfOf = "organisation" if entry.applicant.organisation else "self"
    if admitted and ADMITTED_AS[kind] not in admitted:
        raise ApplicantNotAdmitted(field="applicant.organisation")
    return Declarant(entry.applicant, entry.contact)
