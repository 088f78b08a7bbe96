"""What payments reaches beside what every service does.

Adapters are imported where they are made: each function must start fast.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kit.http.lookup_attempt import DynamoFailedAttempts, FailedAttempts
from kit.platform import aws_clients
from kit.platform.secrets import secret
from payments.domain.collecting_body import Bodies
from payments.domain.fee_ending import SECOND_OFFICIAL_ABOVE
from payments.domain.last_day import BANK_LAG
from payments.domain.receipt import province_bodies
from payments.providers.registry import Providers
from payments.settings import settings

if TYPE_CHECKING:
    from payments.providers.bank.transfer import BankAccount
    from payments.reconciliation.statement_files import StatementFiles
    from payments.tax_reports.tax_authority import BodySigner, TaxAuthority


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """Nothing is read before it is called."""

    providers: Providers
    statement_account: Callable[[], "BankAccount"]
    lookup_secret: Callable[[], str]
    failed_attempts: Callable[[], FailedAttempts]
    allowed_returns: Callable[[], Sequence[str]]
    second_official_above: Callable[[], int] = lambda: SECOND_OFFICIAL_ABOVE
    statement_files: Callable[[], "StatementFiles"]
    visitor_secret: Callable[[], str] | None = None
    bank_lag: Callable[[], timedelta] = lambda: BANK_LAG
    tax_authority: Callable[[], "TaxAuthority | None"] = lambda: None
    body_signer: Callable[[], "BodySigner"] | None = None
    bodies: Callable[[], Bodies] = province_bodies


def deployed_surroundings() -> Surroundings:
    """The surroundings of a deployed service, by its settings."""
    return Surroundings(
        providers=Providers(
            is_training=lambda: settings().training,
            is_platform_on=lambda: bool(settings().platform_url),
        ),
        statement_account=_statement_account,
        statement_files=_statement_files,
        lookup_secret=lambda: secret(settings().keyhash_secret),
        visitor_secret=lambda: secret(settings().visitor_secret),
        failed_attempts=lambda: DynamoFailedAttempts(
            settings().table, aws_clients.client("dynamodb")
        ),
        allowed_returns=lambda: settings().allowed_returns,
        second_official_above=lambda: settings().second_official_above,
        bank_lag=lambda: timedelta(hours=settings().bank_lag_hours),
        tax_authority=_tax_authority,
        bodies=lambda: settings().collecting_bodies,
    )


def _tax_authority() -> "TaxAuthority | None":
    if settings().training:
        return None
    from payments.adapters.tax_authority_http import from_settings

    return from_settings()


def _statement_files() -> "StatementFiles":
    from payments.adapters.statement_bucket import S3StatementFiles

    return S3StatementFiles(settings().statements_bucket)


def _statement_account() -> "BankAccount":
    from payments.providers.bank.transfer import bank_account

    return bank_account()
