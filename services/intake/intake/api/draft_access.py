"""Whom the routes of drafts admit, and what they refuse alike."""

from typing import Final

from contracts.required_documents import GroundNeedless
from intake.catalogue.offer import AgencyForeign, UnknownAgency, UnknownProcedure
from intake.domain.answers import AnswersMalformed, AnswersTooLarge
from intake.domain.closures import ProcedureClosed
from intake.domain.completeness import UnknownPaperCase
from intake.domain.components import UnknownComponent
from intake.domain.draft import DraftChanged
from intake.domain.offered_terms import (
    ChannelNotOffered,
    FiledAtNationalPortal,
    UnknownCase,
    UnknownGroup,
)
from intake.domain.offers import AgencyNotOffering
from intake.domain.transitions import NotInThisState
from kit.http.access import Access

DESK_ROLES: Final = ("receptionist",)
"""Officials who enter dossiers at a desk."""
DRAFTERS: Final = Access(("citizen", "staff"), roles=DESK_ROLES)
NOT_OFFERED: Final = (
    UnknownProcedure,
    UnknownAgency,
    AgencyForeign,
    AgencyNotOffering,
    ProcedureClosed,
    FiledAtNationalPortal,
)
"""Also later: the procedure of a draft may leave the catalogue, its agency the directory."""
CHANGED_OFFER: Final = (UnknownCase, UnknownGroup, ChannelNotOffered)
"""At filing too: the version in force then may have other cases and channels than the draft's."""
STATED: Final = (UnknownPaperCase, UnknownComponent, GroundNeedless)
"""What is stated of papers that the version does not have."""
CHANGED_DRAFT: Final = (DraftChanged, NotInThisState)
BAD_ANSWERS: Final = (AnswersTooLarge, AnswersMalformed)
