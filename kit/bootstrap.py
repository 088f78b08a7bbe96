"""What a deployed function works with, made from its settings when first used and shared by its invocations."""

from functools import cache

from kit.core import ids
from kit.core.model import JsonDict
from kit.http.idempotency import IdempotencyStore
from kit.http.pagination import Cursors
from kit.messaging import outbox_relay
from kit.messaging.inbox import Inbox, oldest_parked
from kit.messaging.outbox_relay import Queues, Routes
from kit.persistence.dynamodb import open_table
from kit.persistence.table import Table
from kit.persistence.vault import KmsKeys, Vault
from kit.platform.secrets import secret
from kit.platform.settings import Settings, load
from kit.security.staff_directory import Directory


@cache
def table() -> Table:
    """The service's own table."""
    return open_table(load(Settings).table)


@cache
def vault() -> Vault:
    """The keys of dossiers."""
    return Vault(open_table(load(Settings).vault_table), KmsKeys(load(Settings).vault_key))


@cache
def directory() -> Directory:
    """Staff and agencies."""
    return Directory(open_table(load(Settings).directory_table), ids.now)


@cache
def once() -> IdempotencyStore:
    """The service's idempotency records."""
    return IdempotencyStore(table(), vault(), load(Settings).service)


def cursors() -> Cursors:
    """The service's list cursors."""
    return Cursors(secret(load(Settings).cursor_secret))


def relay_records(event: JsonDict, routes: Routes) -> None:
    """The relay function: raises if an event could not be sent to each of its hearers."""
    outbox_relay.relay(
        event, routes=routes, sender=Queues(load(Settings).queue_prefix), table=table()
    )


def sweep(routes: Routes, inbox: Inbox) -> None:
    """The sweeper function: re-sends what stayed unsent and tries what is parked."""
    from kit.platform import log

    try:
        sent = outbox_relay.sweep(
            routes=routes, sender=Queues(load(Settings).queue_prefix), table=table(), now=ids.now()
        )
    finally:
        oldest_parked(inbox.drain_oldest())
    log.info("swept", resent=sent)
