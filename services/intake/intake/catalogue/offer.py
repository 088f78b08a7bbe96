"""The offer: a procedure that is in force and open, at an agency that exists and takes it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from contracts.terms import Channel, Moment
from intake.domain.agency_kinds import WORDS
from intake.domain.closures import require_open
from intake.domain.draft import Draft
from intake.domain.offered_terms import require_filed_here
from intake.domain.offers import AgencyNotOffering, Office, is_offered_by
from intake.domain.procedure import Procedure
from intake.domain.procedure_content import Offer
from intake.repository import IntakeRepository
from kit.core.agency_code import province_code
from kit.core.errors import Invalid, ServiceError
from kit.core.time import vietnam_day
from kit.security.staff_directory import Agency, Directory


class UnknownProcedure(Invalid):
    """No version of such a procedure is in force."""

    code = "unknown_procedure"
    vi = "Không có thủ tục này trong danh mục."
    en = "There is no such procedure in the catalogue."


class UnknownAgency(Invalid):
    """There is no such agency in the directory on that day."""

    code = "unknown_agency"
    vi = "Không có cơ quan này trong danh bạ."
    en = "There is no such agency in the directory."


class AgencyForeign(UnknownAgency):
    """The agency is one of another province, or of none."""

    code = "agency_foreign"
    vi = (
        "Cơ quan này không thuộc tỉnh. Vui lòng chọn cơ quan trong tỉnh, hoặc nộp hồ sơ tại địa "
        "phương có cơ quan đó."
    )
    en = (
        "This agency is outside the province. Please choose one in the province, or file where "
        "that agency is."
    )


class FilingPlace(NamedTuple):
    """What is filed where, and how; `received_at`: a letter arrived then."""

    procedure: str
    agency: str
    channel: Channel
    received_at: Moment | None = None


def place_of(draft: Draft) -> FilingPlace:
    """Where a draft is to be filed."""
    return FilingPlace(
        procedure=draft.procedure,
        agency=draft.agency,
        channel=draft.channel,
        received_at=draft.entry.received_at if draft.entry else None,
    )


def open_offer(
    intake: IntakeRepository, directory: Directory, place: FilingPlace, *, at: datetime
) -> tuple[Procedure, Agency]:
    """The procedure and the agency, where it takes dossiers now.

    Raises UnknownProcedure, UnknownAgency, AgencyForeign, ProcedureClosed, FiledAtNationalPortal,
    AgencyNotOffering.
    """
    procedure = offered_procedure(intake, place.procedure, at=at)
    agency = existing_agency(directory, place.agency, at=at)
    require_open(procedure.content, at=place.received_at or at)
    require_filed_here(procedure, place.channel, is_demo=intake.is_demo)
    require_offering(directory, procedure.content.offered_by, agency)
    return procedure, agency


def obstacle_of(
    procedure: Procedure, directory: Directory, place: FilingPlace, *, is_demo: bool, at: datetime
) -> ServiceError | None:
    """The refusal that a filing there would meet now."""
    try:
        require_open(procedure.content, at=place.received_at or at)
        require_filed_here(procedure, place.channel, is_demo=is_demo)
        agency = existing_agency(directory, place.agency, at=at)
        require_offering(directory, procedure.content.offered_by, agency)
    except ServiceError as refusal:
        return refusal
    return None


def require_offering(directory: Directory, offers: Sequence[Offer], agency: Agency) -> None:
    """Raises AgencyNotOffering, with who does."""
    if offers and not is_offered_by(offers, office_of(directory, agency)):
        raise AgencyNotOffering(
            field="agency",
            offices=_offices(directory, offers, "vi"),
            offices_en=_offices(directory, offers, "en"),
        )


def offered_procedure(intake: IntakeRepository, code: str, *, at: datetime) -> Procedure:
    """Raises UnknownProcedure."""
    procedure = intake.procedure(code, at)
    if procedure is None:
        raise UnknownProcedure(field="procedure")
    return procedure


def existing_agency(directory: Directory, code: str, *, at: datetime) -> Agency:
    """The agency that has the work of the code on that day, also on its first and last one: the
    successor of who ended, where there is one alone. Raises UnknownAgency, AgencyForeign.
    """
    day = vietnam_day(at)
    holder = directory.tree().agency_of(code, day)
    agency = directory.agency(holder) if holder else None
    if agency is None and directory.agency(province_code(code)) is None:
        raise AgencyForeign(field="agency")
    if agency is None or not agency.valid_from <= day <= (agency.valid_until or day):
        raise UnknownAgency(field="agency")
    return agency


def office_of(
    directory: Directory, agency: Agency, kinds: Mapping[str, str | None] = MappingProxyType({})
) -> Office:
    """The agency as offers name it; the one above it is read for a centre alone, unless `kinds` has
    it.
    """
    above = agency.parent if agency.kind == "centre" else None
    if above is None:
        return Office(code=agency.code, kind=agency.kind)
    parent = None if above in kinds else directory.agency(above)
    kind = parent.kind if parent else kinds.get(above)
    return Office(code=agency.code, kind=agency.kind, parent_kind=kind)


def agencies_offering(
    directory: Directory, procedure: Procedure, agencies: Sequence[Agency], *, at: datetime
) -> list[Agency]:
    """Of these agencies, those that exist on the day and take the procedure."""
    day, offers = vietnam_day(at), procedure.content.offered_by
    kinds = {each.code: each.kind for each in agencies}
    return [
        each
        for each in agencies
        if each.valid_from <= day <= (each.valid_until or day)
        and is_offered_by(offers, office_of(directory, each, kinds))
    ]


def offering_words(directory: Directory, offer: Offer, language: str) -> str:
    """Who offers it: an agency by its name, else the kind in words."""
    agency = directory.agency(offer.agency) if offer.agency else None
    if agency is not None:
        return agency.name
    words = WORDS[offer.kind]
    return (words.en or words.vi) if language == "en" else words.vi


def _offices(directory: Directory, offers: Sequence[Offer], language: str) -> str:
    return "; ".join(offering_words(directory, offer, language) for offer in offers)
