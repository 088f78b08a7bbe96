"""What a deployed function works with, made from its settings when first used and shared by its invocations."""

from functools import cache

from kit import ids, relay
from kit.consumer import Inbox, oldest_parked
from kit.cursor import Cursors
from kit.directory import Directory
from kit.dynamo import open_table
from kit.model import JsonDict
from kit.once import Once
from kit.relay import Queues, Routes
from kit.secrets import secret
from kit.settings import Settings, load
from kit.table import Table
from kit.vault import KmsKeys, Vault


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
def once() -> Once:
    """The service's idempotency records."""
    return Once(table(), vault(), load(Settings).service)


def cursors() -> Cursors:
    """The service's list cursors."""
    return Cursors(secret(load(Settings).cursor_secret))


def relay_records(event: JsonDict, routes: Routes) -> None:
    """The relay function: raises if an event could not be sent to each of its hearers."""
    relay.relay(event, routes=routes, sender=Queues(load(Settings).queue_prefix), table=table())


def sweep(routes: Routes, inbox: Inbox) -> None:
    """The sweeper function: re-sends what stayed unsent and tries what is parked."""
    from kit import log

    try:
        sent = relay.sweep(routes=routes, sender=Queues(load(Settings).queue_prefix), table=table(), now=ids.now())
    finally:
        oldest_parked(inbox.drain_oldest())
    log.info("swept", resent=sent)
