"""The store and ears of a deployed function, made from its settings when first used."""

from functools import cache

from documents.gateway import KmsPress, S3Shelf
from documents.settings import DocumentsSettings
from documents.store import Store
from kit import ids, runtime
from kit.consumer import Inbox
from kit.settings import load


@cache
def store() -> Store:
    """The store on the service's own table, bucket and key."""
    settings = load(DocumentsSettings)
    return Store(runtime.table(), runtime.vault(), S3Shelf(settings.documents_bucket), KmsPress(settings.seal_key))


@cache
def inbox() -> Inbox:
    """The hearing side."""
    from documents.hears import hears

    return Inbox(hears(store(), ids.now), store().aggregates)
