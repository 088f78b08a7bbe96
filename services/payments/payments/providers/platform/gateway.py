"""The payment platform of the national portal as a gateway: sessions on its own pages.

A transaction there has the id of our attempt (transaction_id): a repeated request is the same one.
The platform can neither close a transaction nor send money back, so far as is known.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kit.core.time import VIETNAM
from kit.platform import log
from payments.domain.balance_transaction import BalanceTransaction
from payments.domain.payment_instructions import PaymentInstructions
from payments.domain.provider_report import DONG
from payments.domain.provider_request import Order
from payments.providers.manual import ManualGateway
from payments.providers.platform.account import PlatformAccount, platform_account
from payments.providers.platform.answers import MOMENT, Created, Detail, Listing, Result, read
from payments.providers.platform.bill import bill_info
from payments.providers.platform.charge import charge_id
from payments.providers.platform.check_sum import check_sum
from payments.providers.platform.dialect import dialect
from payments.providers.platform.http_client import Post, platform_http
from payments.providers.platform.listed import line_of
from payments.providers.port import (
    Capabilities,
    PaymentProviderRefused,
    PaymentProviderUnavailable,
    SessionStatus,
)
from payments.settings import settings

SIGNED: Final = (
    *("addition_fee", "client_id", "command"),
    *("trans_amount", "transaction_id", "version"),
)
"""What the check sum of a request to pay is made of, in its order."""
NO_FURTHER_FEE: Final = "0"
"""addition_fee: what other systems ask for the post."""
UNREAD: Final = "PlatformListUnread"
"""The metric of lines of the list that can't be read."""


@dataclass(frozen=True)
class PaymentPlatform(ManualGateway):
    """The gateway of one account; `lists`: the agreement has a list of its transactions.

    What it raises see `Gateway`.
    """

    account: Callable[[], PlatformAccount]
    post: Post | None
    lists: bool = False

    @property
    def capabilities(self) -> Capabilities:  # type: ignore[override]
        """None on a stage that is not connected."""
        is_on = self.post is not None
        return Capabilities(query=is_on, list_balance_transactions=is_on and self.lists)

    def start(self, order: Order, key: str) -> PaymentInstructions:  # noqa: ARG002
        """Create a transaction; a repeat that is refused means that it was created before.

        Nobody was given the address of that one, and money that comes by it all the same is late
        money.
        """
        words, to = dialect(), self.account()
        signed = (
            NO_FURTHER_FEE,
            to.client_id,
            words.command.value,
            str(sum(line.amount for line in order.lines)),
            order.payment,
            words.version.value,
        )
        content = {
            **dict(zip(SIGNED, signed, strict=True)),
            "description": f"{order.bill.dossier if order.bill else ''} {order.payment}".strip(),
            "locale": words.locale.value[order.language],
            "country_code": words.country.value,
            "currency_code": words.currency.value,
            "environment": words.environment.value,
            "bill_info": bill_info(order, to),
            "return_url": order.return_url,
            "check_sum": check_sum(to.request_key, *signed),
        }
        answer = self._answer(words.create_path.value, content)
        created = read(Created, answer)
        return PaymentInstructions(session=order.payment, url=created.payment_url)

    def query(self, session: str) -> SessionStatus:
        """How a transaction stands: the one thing that is believed about money.

        A status that nobody told us of is not the one of money: the transaction counts as open, so
        that its payer may choose another way.
        """
        words, to = dialect(), self.account()
        signed = (to.client_id, words.command.value, session)
        content = dict(zip(("client_id", "command", "transaction_id"), signed, strict=True))
        content["check_sum"] = check_sum(to.request_key, *signed)
        detail = read(Detail, self._answer(words.detail_path.value, content))
        if detail.transaction_id != session:
            raise PaymentProviderUnavailable("another_transaction")
        state = words.statuses.value.get(detail.status, "open")
        if detail.status not in words.statuses.value:
            log.warning("platform_status_unknown", payment=session, status=detail.status[:20])
        if state == "paid" and not detail.transaction_code:
            raise PaymentProviderUnavailable("transaction_code_missing")
        return SessionStatus(
            session=session,
            state=state,
            amount=detail.trans_amount,
            currency=DONG,
            charge=charge_id(detail.transaction_code) if state == "paid" else None,
        )

    def list_balance_transactions(
        self, since: datetime, until: datetime
    ) -> Iterator[BalanceTransaction]:
        """Those of a period, of every client whose dossiers are the province's, oldest first."""
        words, to = dialect(), self.account()
        begin, end = (each.astimezone(VIETNAM).strftime(MOMENT) for each in (since, until))
        signed = (to.client_id, words.command.value, begin, end)
        content = dict(zip(("client_id", "command", "from", "to"), signed, strict=True))
        content["check_sum"] = check_sum(to.request_key, *signed)
        listing = read(Listing, self._answer(words.list_path.value, content))
        lines = [line_of(each) for each in listing.transactions]
        if unread := lines.count(None):
            log.warning("platform_list_unread", lines=unread)
            log.metric(UNREAD, unread)
        booked = (line for line in lines if line is not None and since <= line.at < until)
        return iter(sorted(booked, key=lambda line: line.at))

    def _answer(self, path: str, content: Mapping[str, object]) -> object:
        """Raises PaymentProviderRefused where the platform says that it did nothing."""
        if self.post is None:
            raise PaymentProviderRefused("platform_not_connected")
        answer = self.post(path, content)
        result = read(Result, answer)
        if result.error != dialect().done.value:
            raise PaymentProviderRefused(f"platform_{result.error}"[:40])
        return answer


def from_settings() -> PaymentPlatform:
    """The platform of the settings; one that can do nothing where there is none."""
    url = settings().platform_url
    post = platform_http(url) if url else None
    return PaymentPlatform(platform_account, post, lists=settings().platform_lists)
