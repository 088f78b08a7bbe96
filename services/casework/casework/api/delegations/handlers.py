"""The handlers of delegations."""

from dataclasses import dataclass

from casework.api.case_view import official_of
from casework.api.delegations.schemas import DelegationBody, DelegationsView, DelegationView
from casework.api.requests import DelegationId, Subject
from casework.staff.delegate import (
    DelegateRight,
    RevokeDelegation,
    delegate_right,
    delegations_for,
    revoke_delegation,
)
from kit.http.context import RequestContext
from kit.security.staff_directory import Directory


@dataclass(frozen=True, slots=True)
class DelegationHandlers:
    """Bound to the directory."""

    directory: Directory

    def create(self, request: RequestContext, body: DelegationBody) -> DelegationView:
        """Delegate a right

        The deputy acts for the caller within the span, in the named role, as long as the caller has
        the right. A delegated right is not delegated again. Papers name both by their offices in
        the directory.
        """
        command = DelegateRight(id=request.seed, by=request.sub, **dict(body))
        return DelegationView.of(delegate_right(self.directory, command, request.now))

    def list(self, request: RequestContext, sub: Subject) -> DelegationsView:
        """List an official's delegations"""
        delegations = delegations_for(self.directory, sub, official_of(request))
        return DelegationsView(items=tuple(map(DelegationView.of, delegations)))

    def revoke(self, request: RequestContext, sub: Subject, delegation: DelegationId) -> None:
        """Revoke a delegation

        By who gave it, or by the head of its agency. The deputy's next act is refused.
        """
        command = RevokeDelegation(by=request.sub, deputy=sub, id=delegation)
        revoke_delegation(self.directory, command, request.now)
