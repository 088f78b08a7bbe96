"""Each function has the rights that it needs, and needs those that it has.

The local cloud enforces the roles; nothing else runs meanwhile.
"""

import time
from collections.abc import Callable

import pytest

from infra.service.functions import ALIAS
from local.demo.waiting import NoProgress, wait_for
from tests.infra.cloudformation import statements
from tests.integration.background_journey import BackgroundJourney
from tests.integration.national_work import due_at_national_portal, use_exchange
from tests.integration.role_workload import (
    completed_journey,
    post_bank_line,
    prepare_sweep,
    read_lists,
    read_public_key,
    read_receipt,
    send_failed_document,
    sign_in_by_national_account,
    upload_statement,
    use_letters,
    use_partners,
    use_voice,
)
from tests.integration.roles import EVERY_ROLE, Role, denials
from tests.integration.unreported_payment import create_unreported_payment, is_reported
from tests.integration.world import PAID, World, enforces_policies

pytestmark = [pytest.mark.integration, pytest.mark.alone]

NEEDED = [
    ("intake", "CheckerRole", "Quarantine"),
    ("casework", "InboxRole", "Table"),
    ("documents", "InboxRole", "SealKey"),
    ("payments", "RelayRole", "Subscribers"),
    ("notifications", "InboxRole", "Sms"),
    ("status", "ApiRole", "Table"),
    ("identity", "ApiRole", "TokenKey"),
    ("exchange", "InboxRole", "Table"),
    ("partners", "InboxRole", "Table"),
    ("voice", "InboxRole", "Table"),
    ("letters", "ApiRole", "Table"),
]
"""One statement of each service, of functions of every kind."""
NOT_ENFORCED = {"Logs", "Traces", "Receive", "Stream", "Streams", "Failures"}
ONLY_AFTER_FAILURES = {"Postpone", "GiveUp"}
"""What a message that failed leads to; tests/unit/kit/test_redelivery.py shows what is asked."""
"""What the platform does for a function: the local cloud checks no policy, tests/infra does."""

NOT_TRIED = NOT_ENFORCED | ONLY_AFTER_FAILURES

NOT_YET_USED = {
    ("intake", "SweeperRole", "Papers"): "no draft of the demo is given up",
    ("intake", "CheckerRole", "Trust"): "no paper of the demo bears a signature",
    ("intake", "InboxRole", "Catalogue"): "nothing is published after the demo's catalogue",
    ("intake", "SweeperRole", "Catalogue"): "the same",
    ("intake", "ApiRole", "Catalogue"): "a warm function has read the list",
    ("intake", "ApiRole", "Documents"): "nobody of the demo uses a paper again",
    ("intake", "ApiRole", "Pictures"): "nobody of the demo combines pictures",
    ("intake", "PicturesRole", "Combined"): "the same",
    ("intake", "PicturesRole", "Again"): "the same",
    ("intake", "ApiRole", "Trust"): "nobody of the demo signs an e-form",
    ("intake", "ApiRole", "Indexes"): "no editor of the demo tries a publication",
    ("casework", "InboxRole", "Directory"): "a warm function has read the tree of agencies",
    ("documents", "InboxRole", "Directory"): "the same",
    ("payments", "InboxRole", "Directory"): "the same",
    ("casework", "SweeperRole", "Directory"): "no clock of the demo passes a milestone",
    ("documents", "SweeperRole", "Directory"): "nothing of the demo is sealed late",
    ("payments", "SweeperRole", "Directory"): "no receipt of the demo is issued by a schedule",
    ("payments", "PollerRole", "Directory"): "the same",
    ("payments", "ReconcilerRole", "Directory"): "the same",
    ("documents", "InboxRole", "Secrets"): "no official of the demo signs at a signing service",
    ("documents", "SweeperRole", "Secrets"): "the same",
    ("documents", "InboxRole", "Copies"): "no original of the demo is digitised",
    ("documents", "SweeperRole", "Copies"): "the same",
    ("intake", "InboxRole", "EndOfVault"): "no retention of the demo ends",
    ("intake", "InboxRole", "Erased"): "the same",
    ("intake", "InboxRole", "Versions"): "the same",
    ("intake", "InboxRole", "People"): "nobody of the demo has all of their data erased",
    ("intake", "ApiRole", "Exports"): "nobody of the demo exports their data",
    ("status", "RelayRole", "Subscribers"): "the same",
    ("status", "RelayRole", "Table"): "the same",
    ("status", "SweeperRole", "Subscribers"): "the same",
    ("documents", "InboxRole", "Erased"): "the same",
    ("documents", "InboxRole", "Versions"): "the same",
    ("casework", "SweeperRole", "Vault"): "rows pass sealed names on; parked messages have none",
    ("casework", "SweeperRole", "VaultKey"): "the same",
    ("casework", "SweeperRole", "NewVault"): "an agency's key is made with its first dossier",
    ("casework", "SweeperRole", "NewVaultKey"): "the same",
    ("casework", "InboxRole", "NewVault"): "the same",
    ("casework", "InboxRole", "NewVaultKey"): "the same",
    ("casework", "ApiRole", "Access"): "no list shows a name of a case that has ended",
    ("casework", "ApiRole", "NewVault"): "the key of a month is made once",
    ("casework", "ApiRole", "NewVaultKey"): "the same",
    ("payments", "ApiRole", "NewVault"): "the same",
    ("payments", "ApiRole", "NewVaultKey"): "the same",
    ("payments", "ReaderRole", "NewVault"): "the same",
    ("payments", "ReaderRole", "NewVaultKey"): "the same",
    ("payments", "WebhookRole", "NewVault"): "the same",
    ("payments", "WebhookRole", "NewVaultKey"): "the same",
    ("notifications", "InboxRole", "Messaging"): "SNS carries SMS here",
    ("notifications", "InboxRole", "Secrets"): "the secret is shared with an aggregator",
    ("notifications", "SweeperRole", "Messaging"): "SNS carries SMS here",
    ("notifications", "SweeperRole", "Secrets"): "the secret is shared with an aggregator",
    ("notifications", "ReportsRole", "Table"): "the local cloud reports no deliveries",
    ("identity", "ApiRole", "FormerKey"): "no key of the local stage was replaced",
    ("identity", "InboxRole", "Table"): "it subscribes to nothing",
    ("identity", "SweeperRole", "Table"): "the same",
    ("exchange", "ApiRole", "Inquiries"): "no demo asks a registry; test_registries.py does",
    ("exchange", "ApiRole", "People"): "the same",
    ("exchange", "InboxRole", "Inquiries"): "the same",
    ("exchange", "SweeperRole", "Inquiries"): "the same",
    ("exchange", "AskerRole", "Table"): "the same",
    ("exchange", "AskerRole", "Vault"): "the same",
    ("exchange", "AskerRole", "VaultKey"): "the same",
    ("exchange", "AskerRole", "Secrets"): "the same",
    ("exchange", "AskerRole", "Receive"): "the same",
    ("exchange", "ApiRole", "Inline"): "no file of the demo comes within a push",
    ("exchange", "FetcherRole", "Inline"): "the same",
    ("exchange", "ApiRole", "Secrets"): "a warm function has read the accounts of the portal",
    ("exchange", "ApiRole", "Directory"): "a warm function has read who the official is",
    ("exchange", "ApiRole", "Access"): "the official of the demo opens no lane",
    ("exchange", "PusherRole", "Secrets"): "the session at the portal lasts for all runs",
    ("exchange", "PusherRole", "NewVault"): "the key of the session is made once",
    ("exchange", "PusherRole", "NewVaultKey"): "the same",
    ("exchange", "PullerRole", "Inline"): "the portal of the local stage sends its dossiers",
    ("exchange", "PullerRole", "Secrets"): "the session at the portal lasts for all runs",
    ("exchange", "ApiRole", "VaultKey"): "a warm function has the key of the portal's accounts",
    ("exchange", "FilesRole", "Secrets"): "a warm function has read the secret of links",
    ("exchange", "FilesRole", "Access"): "no link of the demo is followed to its end",
    ("exchange", "FilesRole", "Table"): "the same",
    ("exchange", "FilesRole", "Held"): "the same",
    ("exchange", "FilesRole", "Papers"): "the same",
    ("exchange", "FilesRole", "Results"): "the same",
    **{
        ("exchange", "MapperRole", sid): "the lists of this night have been compared"
        for sid in ("Indexes", "Directory", "Vault", "VaultKey", "NewVault", "NewVaultKey")
    },
    ("exchange", "RelayRole", "Subscribers"): "nothing of the demo's own dossiers is published",
    ("exchange", "RelayRole", "Table"): "the same",
    ("exchange", "SweeperRole", "Subscribers"): "the same",
    ("exchange", "SweeperRole", "Vault"): "a parked fact needs no key before its dossier is filed",
    ("exchange", "SweeperRole", "VaultKey"): "the same",
    ("status", "FolderRole", "Absences"): "the local cloud answers 404 without it",
    ("status", "ApiRole", "Absences"): "the same",
    ("status", "FolderRole", "Open"): "no month of the demo is closed",
    ("status", "FolderRole", "Proofs"): "the same",
    ("status", "FolderRole", "Secrets"): "the same",
    ("status", "ApiRole", "Proofs"): "the same",
    **{
        ("status", "ApiRole", sid): "no report lists an official of the demo"
        for sid in ("Supervision", "NewVault", "NewVaultKey", "Vault", "VaultKey", "Access")
    },
    ("status", "ApiRole", "Directory"): "no official of the demo asks for the report",
    ("status", "FolderRole", "Supervision"): "the clock of the demo may stand before one o'clock",
    ("voice", "ApiRole", "Secrets"): "a warm function has read the secret of cursors",
    ("letters", "ApiRole", "Secrets"): "the same",
    ("letters", "ApiRole", "Sealed"): "a link is signed, and nobody opens it",
    ("letters", "InboxRole", "Vault"): "a seal opens nothing of the letter",
    ("letters", "InboxRole", "VaultKey"): "the same",
    ("letters", "SweeperRole", "Vault"): "no request of the demo is left to the sweeper",
    ("letters", "SweeperRole", "VaultKey"): "the same",
    ("documents", "SweeperRole", "Letters"): "no seal of the demo waits for the sweeper",
    ("voice", "InboxRole", "EndOfVault"): "nobody of the demo has all of their data erased",
    ("voice", "SweeperRole", "EndOfVault"): "the same",
    ("voice", "InboxRole", "Vault"): "nobody of the demo wants an export",
    ("voice", "InboxRole", "VaultKey"): "the same",
    ("voice", "SweeperRole", "Vault"): "the same",
    ("voice", "SweeperRole", "VaultKey"): "the same",
    ("partners", "ApiRole", "People"): "no citizen of the demo consents to a partner",
    ("partners", "ApiRole", "NewVault"): "the key of a partner is made once",
    ("partners", "ApiRole", "NewVaultKey"): "the same",
    ("partners", "ApiRole", "Directory"): "a warm function has read who the administrator is",
    ("partners", "ApiRole", "Secrets"): "a warm function has read the secret",
    ("partners", "InboxRole", "Directory"): "a warm function has read the tree of agencies",
    ("partners", "SweeperRole", "Directory"): "the same",
    **{
        ("partners", role, sid): "no partner of the demo has an endpoint"
        for role, sids in {
            "ApiRole": ("Hooks",),
            "InboxRole": ("Hooks",),
            "SweeperRole": ("Hooks",),
            "DelivererRole": ("Table", "Vault", "VaultKey", "Mail", "Hooks"),
            "WakerRole": ("Indexes", "Hooks"),
        }.items()
        for sid in sids
    },
}
"""What no dossier of the demo leads to; tests/infra/test_roles.py asserts these statements."""

SCHEDULED = (
    *("SweeperRole", "PollerRole", "BackfillRole", "ReconcilerRole"),
    *("PusherRole", "FetcherRole", "PullerRole", "MapperRole", "FolderRole"),
)
"""Roles of functions that a schedule invokes."""
ASK_PROVIDERS = [("payments", role) for role in ("SweeperRole", "PollerRole", "ReconcilerRole")]
"""Those that discover an unreported payment; the back-fill leaves the last ten minutes alone."""


@pytest.fixture(autouse=True)
def _enforced_policies() -> None:
    if not enforces_policies():
        pytest.skip("this cloud does not enforce policies")


@pytest.mark.parametrize(("service", "role", "sid"), NEEDED)
def test_without_one_needed_statement_the_functions_own_call_fails(
    world: World, service: str, role: str, sid: str
) -> None:
    assert "denied" in outcome_without(world, Role(world, service, role), sid)


def test_with_every_statement_back_a_dossier_goes_all_the_way(world: World) -> None:
    world.journey(PAID).complete()


@pytest.mark.soak
@pytest.mark.parametrize(("service", "role"), [each for each in EVERY_ROLE if each[1] in SCHEDULED])
def test_with_every_statement_a_scheduled_function_works_without_an_error(
    world: World, service: str, role: str
) -> None:
    scheduled = Role(world, service, role)
    prepare_scheduled(world, scheduled)

    assert outcome_of_schedule(world, scheduled, time.time()) == "done"
    if (service, role) in ASK_PROVIDERS:
        assert is_reported(world)


@pytest.mark.soak
@pytest.mark.parametrize(
    ("service", "role", "sid"),
    [
        (service, role, sid)
        for service, role in EVERY_ROLE
        for sid in statements(service, role)
        if sid not in NOT_ENFORCED | ONLY_AFTER_FAILURES
        and (service, role, sid) not in NOT_YET_USED
    ],
)
def test_every_statement_is_needed(world: World, service: str, role: str, sid: str) -> None:
    assert "denied" in outcome_without(world, Role(world, service, role), sid)


def outcome_without(world: World, role: Role, sid: str) -> str:
    """What becomes of a dossier, or of a scheduled turn, while the role lacks the statement."""
    completed_journey(world)
    if role.logical == "WebhookRole":
        post_bank_line(world)  # the key of the month exists from now on
    since = time.time()
    with role.without(sid):
        prepare_scheduled(world, role)  # not earlier: a turn of the cloud's own schedule did it
        if role.logical in SCHEDULED:
            return outcome_of_schedule(world, role, since)
        request_more(world, role)
        journey = BackgroundJourney(world)
        try:
            return outcome_of_journey(world, journey, role, since)
        finally:
            journey.end()


def prepare_scheduled(world: World, role: Role) -> None:
    """Work for a scheduled function."""
    if role.logical == "SweeperRole":
        prepare_sweep(world, role.service)
    if role.service == "payments" and role.logical in SCHEDULED:
        create_unreported_payment(world)
    if role.logical in ("PusherRole", "FetcherRole", "PullerRole"):
        due_at_national_portal(world)


MORE: dict[tuple[str, str], tuple[Callable[[World], None], ...]] = {
    ("payments", "ApiRole"): (read_receipt, upload_statement),
    ("payments", "ReaderRole"): (upload_statement,),
    ("documents", "ApiRole"): (read_public_key,),
    ("identity", "ApiRole"): (sign_in_by_national_account,),
    ("exchange", "ApiRole"): (use_exchange,),
    ("partners", "ApiRole"): (use_partners,),
    ("voice", "ApiRole"): (use_voice,),
    ("voice", "RelayRole"): (use_voice,),
    ("letters", "ApiRole"): (use_letters,),
    ("letters", "InboxRole"): (use_letters,),
    ("letters", "RelayRole"): (use_letters,),
    ("intake", "InboxRole"): (use_exchange,),
    ("notifications", "InboxRole"): (send_failed_document,),
    ("payments", "WebhookRole"): (post_bank_line,),
}


def request_more(world: World, role: Role) -> None:
    """Requests and messages that a dossier's way does not bring to the function."""
    if role.logical == "ApiRole":
        read_lists(world)
    for use in MORE.get((role.service, role.logical), ()):
        use(world)


def outcome_of_journey(world: World, journey: BackgroundJourney, role: Role, since: float) -> str:
    """How far the dossier comes, or the first denial that the service logs meanwhile."""

    def outcome() -> str | None:
        if journey.failure:
            return f"denied: {journey.failure}"
        if logged := denials(world, role.service, since):
            return f"denied: {logged[0]}"
        return "completed" if journey.completed else None

    try:
        return wait_for(outcome, "the dossier is denied or goes all the way")
    except NoProgress as still:
        return str(still)


def outcome_of_schedule(world: World, role: Role, since: float) -> str:
    """What one turn of a scheduled function comes to; its log lines follow its response."""
    request = {"FunctionName": role.function, "Qualifier": ALIAS, "Payload": b"{}"}
    response = world.client("lambda").invoke(**request)
    if "FunctionError" in response:
        return f"denied: {response['FunctionError']}"
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        if logged := denials(world, role.service, since):
            return f"denied: {logged[0]}"
        time.sleep(0.2)
    return "done"
