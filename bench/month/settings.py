"""The settings of the month's payments: its account, its secrets, and the events it handles."""

from typing import Final

from contracts.payments import EVENTS
from contracts.routes import PAYMENTS, ROUTES
from payments.providers.bank.transfer import BankAccount
from payments.providers.platform.account import Beneficiary, PlatformAccount

ACCOUNT: Final = BankAccount(
    bin="970415",
    bank="VietinBank",
    account="113366668888",
    holder="KHO BAC NHA NUOC",
    callback_secrets=("secret-of-the-bank",),
)
PLATFORM: Final = PlatformAccount(
    client_id="motcua",
    request_key="platform_request_local",
    callback_keys=("platform_callback_local",),
    unit="H49",
    unit_name="UBND tỉnh",
    beneficiary=Beneficiary(bank="VTB", account=ACCOUNT.account, holder=ACCOUNT.holder),
)
WEBHOOK_SECRET: Final = "whsec_month"  # noqa: S105 - play money
LOOKUP_SECRET: Final = '{"current": "v1", "v1": "a secret of look-up keys"}'  # noqa: S105 - play money
OWN_EVENTS: Final = tuple(event.TYPE for event in EVENTS if PAYMENTS in ROUTES[event.TYPE])
"""The types of payments' events that payments itself handles."""
