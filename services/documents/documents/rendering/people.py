"""The people on a document, as it prints them: who files, who hands in, who signs."""

from documents.domain.dossier import Dossier
from documents.rendering import formatting
from kit.core.model import Model, SealedValue


class Erased(Exception):
    """The dossier's personal data is unreadable: its key was destroyed."""


class ApplicantDetails(Model):
    """Người nộp hồ sơ with their contact."""

    name: str
    organisation: str | None
    tax_code: str | None
    number: str | None
    passport: str | None
    nationality: str | None
    authenticated: bool
    address: str
    phone: str
    email: str


class RepresentativeDetails(Model):
    """Người được ủy quyền, who handed the dossier in for the applicant."""

    name: str
    number: str | None
    address: str | None
    phone: str | None
    paper: str | None


def opened(name: str | SealedValue | None) -> str | None:
    """An official's name from an opened event; raises Erased."""
    if isinstance(name, SealedValue):
        raise Erased
    return name


def applicant_of(dossier: Dossier) -> ApplicantDetails:
    """Raises Erased."""
    applicant, contact = dossier.applicant, dossier.contact
    if isinstance(applicant, SealedValue) or isinstance(contact, SealedValue):
        raise Erased
    return ApplicantDetails(
        name=applicant.full_name,
        organisation=applicant.organisation,
        tax_code=applicant.tax_code,
        number=applicant.identity_number,
        passport=applicant.passport,
        nationality=applicant.nationality,
        authenticated=applicant.authenticated,
        address=applicant.address,
        phone=formatting.phone(contact.phone) if contact and contact.phone else "",
        email=(contact and contact.email) or "",
    )


def representative_of(dossier: Dossier) -> RepresentativeDetails | None:
    """None where the applicant handed it in; raises Erased."""
    stated = dossier.representative
    if isinstance(stated, SealedValue):
        raise Erased
    if stated is None or stated.full_name is None:
        return None
    return RepresentativeDetails(
        name=stated.full_name,
        number=stated.identity_number,
        address=stated.address,
        phone=formatting.phone(stated.phone) if stated.phone else None,
        paper=stated.paper,
    )
