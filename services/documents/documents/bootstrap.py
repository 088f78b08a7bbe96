"""The store and ears of a deployed function, made from its settings when first used."""

from functools import cache

from documents.adapters.file_store import KmsPress, S3Shelf
from documents.repository import Store
from documents.settings import DocumentsSettings
from kit import bootstrap
from kit.core import ids
from kit.messaging.inbox import Inbox
from kit.platform.settings import load


@cache
def store() -> Store:
    """The store on the service's own table, bucket and key."""
    settings = load(DocumentsSettings)
    return Store(
        bootstrap.table(),
        bootstrap.vault(),
        S3Shelf(settings.documents_bucket),
        KmsPress(settings.seal_key),
    )


@cache
def inbox() -> Inbox:
    """The hearing side."""
    from documents.events import event_handlers

    return Inbox(event_handlers(store(), ids.now), store().aggregates)
