"""The store of a deployed function, made from its settings when first used."""

from functools import cache

from intake.bucket import S3Bucket
from intake.codes import LookupKeys
from intake.inspection import TestStringScanner
from intake.settings import IntakeSettings
from intake.store import Store
from kit import runtime
from kit.aggregates import Aggregates
from kit.consumer import Inbox
from kit.secrets import secret
from kit.settings import load


@cache
def store() -> Store:
    """The store on the service's own table, for the doors."""
    return _store(Aggregates(runtime.table(), "intake", runtime.vault()))


@cache
def sealed_store() -> Store:
    """The same without the keys of dossiers: what is sealed is passed on as it is."""
    return _store(Aggregates(runtime.table(), "intake"))


@cache
def inbox() -> Inbox:
    """The hearing side; the doors start faster without it."""
    from intake.hears import hears

    return Inbox(hears(sealed_store()), sealed_store().aggregates)


def _store(aggregates: Aggregates) -> Store:
    settings = load(IntakeSettings)
    return Store(
        aggregates=aggregates,
        vault=runtime.vault(),
        directory=runtime.directory(),
        bucket=S3Bucket(settings.papers_bucket),
        scanner=TestStringScanner(),
        keys=lambda: LookupKeys(secret(settings.lookup_secret)),
    )
