"""The routes of intake: the catalogue, citizens' profiles and drafts, dossiers as filed.

A first request imports the groups that may serve it: who searches the catalogue waits for
nothing of filing.
"""

from typing import Any

from intake.api.groups.catalogue import CatalogueGroups
from intake.api.groups.dossiers import DossierGroups
from intake.api.groups.drafting import DraftingGroups
from intake.api.groups.parts import Parts
from intake.api.groups.people import PeopleGroups
from kit.http.router import Router


def create_router(parts: Parts) -> Router[Any]:
    """Every route of the service."""
    catalogue, drafting = CatalogueGroups(parts), DraftingGroups(parts)
    dossiers, people = DossierGroups(parts), PeopleGroups(parts)
    router: Router[Any] = Router(lambda: parts, lambda: parts.dispatcher)
    router.defer("/v1/procedures", "/v1/fields", create=catalogue.catalogue)
    router.defer("/v1/procedures/", create=catalogue.fee_amounts)
    router.defer("/v1/procedures/", create=catalogue.closures)
    router.defer("/v1/procedures/", "/v1/catalogue", create=catalogue.publications)
    router.defer("/v1/quotes", create=catalogue.quotes)
    router.defer(
        "/v1/me/personal-data",
        "/v1/me/subject-requests",
        "/v1/subject-requests",
        create=people.personal_data,
    )
    router.defer("/v1/agencies/", "/v1/kiosks/", create=drafting.kiosks)
    router.defer(
        "/v1/card-challenges", "/v1/kiosk-drafts", "/v1/kiosk-filings", create=drafting.at_kiosk
    )
    router.defer("/v1/me/contact-codes", create=people.contact_codes)
    router.defer("/v1/me/exports", create=people.data_exports)
    router.defer("/v1/me", create=people.profile)
    router.defer("/v1/me/mandates", "/v1/me/claims", create=people.mandates)
    router.defer("/v1/drafts/{draft}/filing", create=drafting.filings)
    router.defer(
        "/v1/drafts/{draft}/signature",
        "/v1/dossiers/{code}/form-signature",
        create=drafting.form_signatures,
    )
    router.defer("/v1/drafts/", create=drafting.drafts)
    router.defer("/v1/drafts/", create=drafting.attached)
    router.defer("/v1/me/drafts", "/v1/drafts", create=drafting.own_drafts)
    router.defer("/v1/desk-drafts", create=drafting.desk)
    router.defer("/v1/me/dossiers", "/v1/dossiers/", create=dossiers.dossiers)
    router.defer("/v1/dossiers/", create=dossiers.filed_dossiers)
    router.defer("/v1/dossiers/", create=dossiers.digitisations)
    router.defer("/v1/dossiers/", create=dossiers.result_files)
    router.defer(
        "/v1/me/warehouse",
        "/v1/me/consents",
        "/v1/shared-papers",
        "/v1/dossiers/",
        "/v1/drafts/",
        create=dossiers.warehouse,
    )
    return router
