"""The routes of registries and inquiries to them."""

from collections.abc import Callable
from typing import Final

from exchange.api.registries import schemas
from exchange.api.registries.handlers import ASKERS, InquiryHandlers
from exchange.domain import registry_errors as refusals
from kit.core.errors import NotFound
from kit.http.access import CITIZEN, SIGNED_IN, staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from kit.security.people import PersonMissing

WATCHERS: Final = (*ASKERS, "supervisor", "admin")


def create_router(
    handlers: Callable[[], InquiryHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[InquiryHandlers]:
    """Every route of them."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/registries",
        InquiryHandlers.list_registries,
        id="registries_list",
        tag="registries",
        access=staff(*WATCHERS),
        answers=schemas.RegistriesView,
    )
    router.put(
        "/v1/dossiers/{code}/inquiries/{registry}",
        InquiryHandlers.ask,
        id="inquiries_ask",
        tag="registries",
        access=staff(*ASKERS),
        answers=schemas.InquiryView,
        problems=(
            NotFound,
            refusals.UnknownRegistry,
            refusals.RegistryNotConnected,
            refusals.RegistrySubjectMissing,
            refusals.UnknownRegistryField,
            refusals.CompareFirst,
            refusals.RegistryConsentMissing,
        ),
    )
    router.get(
        "/v1/dossiers/{code}/inquiries",
        InquiryHandlers.list_inquiries,
        id="inquiries_list",
        tag="registries",
        access=SIGNED_IN,
        answers=schemas.InquiriesView,
        problems=(NotFound,),
    )
    router.get(
        "/v1/me/inquiries",
        InquiryHandlers.list_own,
        id="own_inquiries_list",
        tag="registries",
        access=CITIZEN,
        answers=schemas.EntriesView,
        problems=(PersonMissing,),
    )
    router.get(
        "/v1/me/registry-consents",
        InquiryHandlers.list_consents,
        id="registry_consents_list",
        tag="registries",
        access=CITIZEN,
        answers=schemas.ConsentsView,
        problems=(PersonMissing,),
    )
    router.put(
        "/v1/dossiers/{code}/registry-consents/{registry}",
        InquiryHandlers.give_consent,
        id="registry_consents_give",
        tag="registries",
        access=CITIZEN,
        answers=schemas.ConsentView,
        problems=(NotFound, refusals.UnknownRegistry, refusals.ConsentNotNeeded),
    )
    router.delete(
        "/v1/me/registry-consents/{consent}",
        InquiryHandlers.end_consent,
        id="registry_consents_end",
        tag="registries",
        access=CITIZEN,
        problems=(NotFound,),
    )
    return router
