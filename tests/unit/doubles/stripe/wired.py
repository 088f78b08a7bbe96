"""The gateway wired to a double in memory, with every exchange kept."""

from dataclasses import dataclass, field
from datetime import datetime

from kit.testing.clock import NOW
from local.doubles.stripe.api import Reply, Request
from local.doubles.stripe.in_process import API_KEY, BASE, double
from local.doubles.stripe.objects import Json
from payments.providers.stripe.checkout import StripeCheckout, new_client


@dataclass
class Wired:
    """`events` are those of the double, `exchanges` the requests with their answers; `now` is its
    clock."""

    now: datetime = NOW
    events: list[Json] = field(default_factory=list)
    exchanges: list[tuple[Request, Reply]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.api, self.http = double(lambda: int(self.now.timestamp()), self.events.append)
        answer = self.api.answer

        def recorded(request: Request) -> Reply:
            reply = answer(request)
            self.exchanges.append((request, reply))
            return reply

        self.api.answer = recorded  # type: ignore[method-assign]
        self.client = new_client(API_KEY, BASE, self.http)
        self.gateway = StripeCheckout(self.client)
