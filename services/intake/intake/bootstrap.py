"""The store of a deployed function, made from its settings when first used."""

from functools import cache

from intake.adapters.attachment_bucket import S3Bucket
from intake.attachments.inspection import TestStringScanner
from intake.domain.dossier_code import LookupKeys
from intake.repository import Store
from intake.settings import IntakeSettings
from kit import bootstrap
from kit.messaging.inbox import Inbox
from kit.persistence.repository import Repository
from kit.platform.secrets import secret
from kit.platform.settings import load


@cache
def store() -> Store:
    """The store on the service's own table, for the doors."""
    return _store(Repository(bootstrap.table(), "intake", bootstrap.vault()))


@cache
def sealed_store() -> Store:
    """The same without the keys of dossiers: what is sealed is passed on as it is."""
    return _store(Repository(bootstrap.table(), "intake"))


@cache
def inbox() -> Inbox:
    """The hearing side; the doors start faster without it."""
    from intake.events import event_handlers

    return Inbox(event_handlers(sealed_store()), sealed_store().aggregates)


def _store(aggregates: Repository) -> Store:
    settings = load(IntakeSettings)
    return Store(
        aggregates=aggregates,
        vault=bootstrap.vault(),
        directory=bootstrap.directory(),
        bucket=S3Bucket(settings.papers_bucket),
        scanner=TestStringScanner(),
        keys=lambda: LookupKeys(secret(settings.lookup_secret)),
    )
