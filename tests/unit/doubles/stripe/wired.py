"""The gateway wired to a double in memory, with every exchange kept."""

from dataclasses import dataclass, field
from datetime import datetime

from kit.testing.clock import NOW
from local.doubles.stripe.api import Asking, Reply
from local.doubles.stripe.in_process import API_KEY, BASE, double
from local.doubles.stripe.objects import Json
from payments.providers.stripe.checkout import StripeCheckout, new_client


@dataclass
class Wired:
    """`told` are the events, `exchanges` the requests with their answers; `now` is the double's
    clock."""

    now: datetime = NOW
    told: list[Json] = field(default_factory=list)
    exchanges: list[tuple[Asking, Reply]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.api, self.http = double(lambda: int(self.now.timestamp()), self.told.append)
        answer = self.api.answer

        def kept(asking: Asking) -> Reply:
            reply = answer(asking)
            self.exchanges.append((asking, reply))
            return reply

        self.api.answer = kept  # type: ignore[method-assign]
        self.client = new_client(API_KEY, BASE, self.http)
        self.gateway = StripeCheckout(self.client)
