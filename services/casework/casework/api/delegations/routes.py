"""The routes of delegations."""

from collections.abc import Callable
from typing import Final

from casework.api.delegations.handlers import DelegationHandlers
from casework.api.delegations.schemas import DelegationsView, DelegationView
from casework.staff.authority import AgencyOutOfReach
from casework.staff.delegate import (
    DelegationEnded,
    DeputyUnknown,
    RightNotOwn,
    TooManyDelegations,
)
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

SIGNERS: Final = staff("approver", "head", fresh=True)


def create_router(
    handlers: Callable[[], DelegationHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[DelegationHandlers]:
    """Delegate a right, list and revoke delegations."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/delegations",
        DelegationHandlers.create,
        id="delegations_create",
        tag="staff",
        access=SIGNERS,
        answers=DelegationView,
        problems=(
            RightNotOwn,
            AgencyOutOfReach,
            DeputyUnknown,
            DelegationEnded,
            TooManyDelegations,
        ),
        codes=("not_printable",),
    )
    router.get(
        "/v1/staff/{sub}/delegations",
        DelegationHandlers.list,
        id="delegations_list",
        tag="staff",
        access=staff(),
        answers=DelegationsView,
    )
    router.delete(
        "/v1/staff/{sub}/delegations/{delegation}",
        DelegationHandlers.revoke,
        id="delegations_revoke",
        tag="staff",
        access=SIGNERS,
    )
    return router
