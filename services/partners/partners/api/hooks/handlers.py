"""The handlers of requests about endpoints."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import StringConstraints

from kit.core.ids import ULID_PATTERN
from kit.http.context import RequestContext
from partners.access.admission import Admission
from partners.api.hooks import requests, schemas
from partners.hooks.endpoint_tests import EndpointTests
from partners.hooks.manage import (
    RegisterHook,
    Replay,
    hook_of,
    register_hook,
    replay_events,
    rotate_secret,
)
from partners.repository import PartnersRepository

HookId = Annotated[str, StringConstraints(pattern=ULID_PATTERN)]


@dataclass(frozen=True, slots=True)
class HookHandlers:
    """`new_secret` makes the secret of an endpoint; only a local stage `allows_loopback`."""

    admission: Admission
    tests: EndpointTests
    new_secret: Callable[[], str] = field(repr=False)
    allows_loopback: bool = False

    @property
    def repository(self) -> PartnersRepository:
        """The table."""
        return self.admission.repository

    def list_hooks(self, request: RequestContext) -> schemas.HooksView:
        """List your endpoints

        With the state of each and how far its deliveries are.
        """
        partner = self._partner(request)
        ids = self.repository.hooks_of(partner)
        hooks = [hook for id_ in ids if (hook := self.repository.sealed_hook(id_))]
        items = tuple(schemas.HookView.of(h, self.repository.progress(h.id)) for h in hooks)
        return schemas.HooksView(items=items)

    def get_hook(self, request: RequestContext, hook: HookId) -> schemas.HookView:
        """Get an endpoint

        With its state and how far its deliveries are.
        """
        existing = hook_of(self._partner(request), hook, self.repository)
        return schemas.HookView.of(existing, self.repository.progress(hook))

    def register_hook(
        self, request: RequestContext, body: requests.HookBody
    ) -> schemas.NewHookView:
        """Register an endpoint

        Its secret is in this answer and nowhere else. Nothing is delivered before a test of it
        succeeds.
        """
        command = RegisterHook(
            partner=self._partner(request),
            id=request.seed,
            url=body.url,
            secret=self.new_secret(),
            allows_loopback=self.allows_loopback,
        )
        registered = register_hook(command, self.repository, request.now)
        return schemas.NewHookView.opened(registered, self.repository.progress(registered.id))

    def test_hook(self, request: RequestContext, hook: HookId) -> schemas.TestView:
        """Test an endpoint

        A signed `partner.test` is sent now. An answer of 2xx makes the endpoint active: a new one
        from the next event on, a disabled one from where its deliveries ended.
        """
        outcome = self.tests.test(self._partner(request), hook, request.now)
        return schemas.TestView.of(outcome)

    def rotate_secret(self, request: RequestContext, hook: HookId) -> schemas.NewHookView:
        """Get another secret

        Deliveries are signed by both for 24 hours.
        """
        partner = self._partner(request)
        rotated = rotate_secret(partner, hook, self.new_secret(), self.repository, request.now)
        return schemas.NewHookView.opened(rotated, self.repository.progress(hook))

    def replay_events(
        self, request: RequestContext, hook: HookId, body: requests.ReplayBody
    ) -> schemas.ReplayView:
        """Deliver events again

        Under the same ids, with the header `webhook-replay: 1`, once what is new was delivered.
        """
        replay = Replay(after=body.after, through=body.through)
        partner = self._partner(request)
        last = replay_events(partner, hook, replay, self.repository, request.now)
        self.tests.queue.wake(hook)
        return schemas.ReplayView(after=body.after, through=last)

    def list_deliveries(
        self, request: RequestContext, hook: HookId, query: requests.DeliveriesQuery
    ) -> schemas.DeliveriesView:
        """List tries

        The last ones of an endpoint, tests included.
        """
        hook_of(self._partner(request), hook, self.repository)
        attempts = self.repository.attempts_of(hook, query.limit)
        return schemas.DeliveriesView(items=tuple(map(schemas.DeliveryView.of, attempts)))

    def delete_hook(self, request: RequestContext, hook: HookId) -> None:
        """Delete an endpoint

        What was not delivered is in the feed.
        """
        self.repository.remove_hook(hook_of(self._partner(request), hook, self.repository))

    def _partner(self, request: RequestContext) -> str:
        return self.admission.admitted(request.principal, "hooks.manage", request.now).id
