"""The routes of national codes."""

from collections.abc import Callable
from typing import Final

from exchange.api.mappings import schemas
from exchange.api.mappings.handlers import MappingHandlers
from exchange.domain.mapping import NationalCodeMalformed
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

READERS: Final = ("catalogue_editor", "admin", "head", "supervisor")
ADMINISTRATOR: Final = staff("admin", province=True)
"""A national code holds for all agencies of the province."""


def create_router(
    handlers: Callable[[], MappingHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[MappingHandlers]:
    """Reads for who works on the catalogue or supervises; codes are set by administrators."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/mappings",
        MappingHandlers.list_mappings,
        id="mappings_list",
        tag="mappings",
        access=staff(*READERS),
        answers=schemas.MappingsView,
    )
    router.get(
        "/v1/mappings/{kind}/{ours}",
        MappingHandlers.get_mapping,
        id="mappings_get",
        tag="mappings",
        access=staff(*READERS),
        answers=schemas.MappingView,
    )
    router.put(
        "/v1/mappings/{kind}/{ours}",
        MappingHandlers.set_mapping,
        id="mappings_set",
        tag="mappings",
        access=ADMINISTRATOR,
        answers=schemas.MappingView,
        problems=(NationalCodeMalformed,),
    )
    router.get(
        "/v1/comparison",
        MappingHandlers.get_comparison,
        id="comparisons_get",
        tag="mappings",
        access=staff(*READERS),
        answers=schemas.ComparisonView,
    )
    router.get(
        "/v1/differences",
        MappingHandlers.list_differences,
        id="differences_list",
        tag="mappings",
        access=staff(*READERS),
        answers=schemas.DifferencesView,
    )
    return router
