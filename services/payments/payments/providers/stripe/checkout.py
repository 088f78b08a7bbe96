"""Card payments by Stripe Checkout: sessions, refunds, balance transactions and events.

Every request that changes something carries our own Idempotency-Key and our ids (metadata,
client_reference_id). No payment method types are named: Stripe offers what the account has. đồng
has no decimals: amounts go as they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

import stripe

from payments.domain.balance_transaction import BalanceTransaction
from payments.domain.payment_instructions import PaymentInstructions
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import RefundStatus
from payments.domain.provider_request import Order
from payments.providers.port import Capabilities, PaymentProviderRefused, RefundOrder, SessionStatus
from payments.providers.stripe.account import stripe_account
from payments.providers.stripe.balance import balance_transaction_of
from payments.providers.stripe.events import event_of
from payments.providers.stripe.http_client import Pool
from payments.providers.stripe.mapping import (
    ABANDONED,
    Json,
    as_json,
    call,
    list_all,
    refund_status_of,
    session_params,
    session_status_of,
)
from payments.providers.stripe.reports import TYPES_READ
from payments.providers.stripe.version import STRIPE_VERSION
from payments.settings import settings

if TYPE_CHECKING:
    from stripe.params import BalanceTransactionListParams, EventListParams, EventListParamsCreated

CONNECT_SECONDS, READ_SECONDS = 2.0, 6.0
REPEATS = 1
SLOWEST_SECONDS = (1 + REPEATS) * (CONNECT_SECONDS + READ_SECONDS) + REPEATS * 0.5
"""The longest that one request can take: every try just not timed out, and the SDK's pause."""
MOST_REQUESTS = 4
"""In one message: a refund is looked up (session, refunds) and made (session, refund)."""
PAGE = 100


@dataclass(frozen=True)
class StripeCheckout:
    """The gateway of one account; what it raises see `Gateway`."""

    client: stripe.StripeClient

    @property
    def capabilities(self) -> Capabilities:
        """Everything."""
        return Capabilities(
            close=True, refund=True, query=True, list_balance_transactions=True, list_events=True
        )

    def start(self, order: Order, key: str) -> PaymentInstructions:
        """Open a session, or get the same one again for the same `key`."""
        sessions = self.client.v1.checkout.sessions
        session = call(
            lambda: sessions.create(params=session_params(order), options={"idempotency_key": key})
        )
        return PaymentInstructions(session=session.id, url=session.url)

    def close(self, session: str, key: str) -> SessionStatus:
        """Expire a session so that nobody can pay it any more; answers its status then.

        Only an open session can be expired: one that was completed first is answered as it is.
        """
        sessions = self.client.v1.checkout.sessions
        try:
            return session_status_of(
                call(lambda: sessions.expire(session, options={"idempotency_key": key}))
            )
        except PaymentProviderRefused:
            return self.query(session)

    def query(self, session: str) -> SessionStatus:
        """The status of a session.

        One that is complete and unpaid stays so for ever: only its intent says whether money may
        still come.
        """
        status = session_status_of(call(lambda: self.client.v1.checkout.sessions.retrieve(session)))
        intent = status.charge
        if status.state != "processing" or intent is None:
            return status
        retrieved = call(lambda: self.client.v1.payment_intents.retrieve(intent))
        return status.evolve(state="expired") if retrieved.status in ABANDONED else status

    def refund(self, order: RefundOrder, key: str) -> RefundStatus:
        """Send money of a session back, or hear of the same refund again for the same `key`."""
        charge = self.query(order.session).charge
        if charge is None:
            raise PaymentProviderRefused("no_charge")
        refunds, ours = (
            self.client.v1.refunds,
            {"refund": order.refund, "payment": order.payment, "fee": order.fee},
        )
        created = call(
            lambda: refunds.create(
                params={"payment_intent": charge, "amount": order.amount, "metadata": ours},
                options={"idempotency_key": key},
            ),
            unsure=(
                stripe.IdempotencyError,
            ),  # the key is known with another content: money may have been sent
        )
        return refund_status_of(as_json(created))

    def find_refund(self, order: RefundOrder) -> RefundStatus | None:
        """The refund that carries our id, among all of the session's."""
        charge = self.query(order.session).charge
        if charge is None:
            return None
        listed = list_all(
            lambda: self.client.v1.refunds.list(params={"payment_intent": charge, "limit": PAGE})
        )
        ours = (each for each in listed if (each["metadata"] or {}).get("refund") == order.refund)
        return next(map(refund_status_of, ours), None)

    def list_balance_transactions(
        self, since: datetime, until: datetime
    ) -> Iterator[BalanceTransaction]:
        """Those of a period, oldest first; a dispute gets our payment from its intent."""
        period: BalanceTransactionListParams = {
            "created": {"gte": ceil(since.timestamp()), "lt": ceil(until.timestamp())},
            "expand": ["data.source"],
            "limit": PAGE,
        }
        entries = list_all(lambda: self.client.v1.balance_transactions.list(params=period))
        return iter([self._line(each) for each in entries])

    def list_events(
        self, since: datetime, until: datetime | None = None
    ) -> Iterator[ProviderEvent]:
        """The events of the types that we read, oldest first; Stripe lists them for 30 days."""
        created: EventListParamsCreated = {"gte": ceil(since.timestamp())}
        if until is not None:
            created["lt"] = ceil(until.timestamp())
        wanted: EventListParams = {"types": list(TYPES_READ), "created": created, "limit": PAGE}
        return iter(
            [
                event_of(self.client, each)
                for each in list_all(lambda: self.client.v1.events.list(params=wanted))
            ]
        )

    def _line(self, entry: Json) -> BalanceTransaction:
        line = balance_transaction_of(entry)
        if line.kind not in ("dispute", "dispute_won") or line.payment:
            return line
        intent = call(
            lambda: self.client.v1.payment_intents.retrieve(entry["source"]["payment_intent"])
        )
        return line.evolve(payment=as_json(intent)["metadata"].get("payment"))


def from_settings() -> StripeCheckout:
    """The gateway of the account in the settings."""
    return stripe_checkout(stripe_account().api_key, settings().stripe_api_base)


@cache
def stripe_checkout(api_key: str, base: str) -> StripeCheckout:
    """The gateway of an account; an empty `base` is Stripe itself."""
    return StripeCheckout(new_client(api_key, base, Pool(CONNECT_SECONDS, READ_SECONDS)))


def new_client(api_key: str, base: str, http_client: stripe.HTTPClient) -> stripe.StripeClient:
    """A client of the pinned version; the SDK's own retry is safe, because the key is ours."""
    return stripe.StripeClient(
        api_key,
        stripe_version=STRIPE_VERSION,
        base_addresses={"api": base} if base else None,
        http_client=http_client,
        max_network_retries=REPEATS,
    )
