"""What the functions of notifications work with, made from the settings when first used.

What only the hearing side needs is imported where it is made: the doors must start fast.
"""

from functools import cache

from contracts.routes import NOTIFICATIONS
from kit import bootstrap
from kit.core import ids
from kit.messaging.inbox import Inbox
from kit.persistence.repository import Repository
from kit.platform.settings import load
from notifications.repository import Store
from notifications.settings import NotificationSettings


@cache
def store() -> Store:
    """The store behind the doors: without the vault, so that contact data stays locked."""
    return Store(Repository(bootstrap.table(), NOTIFICATIONS), bootstrap.directory())


@cache
def ears() -> Inbox:
    """The hearing side, with the post that notices leave by."""
    from notifications.adapters.aws import AwsPost
    from notifications.delivery.deliver import Office
    from notifications.events import event_handlers

    told = load(NotificationSettings)
    aggregates = Repository(bootstrap.table(), NOTIFICATIONS, bootstrap.vault())
    post = AwsPost(told.sms_sender, told.mail_from)
    office = Office(Store(aggregates, bootstrap.directory()), post, ids.now)
    return Inbox(event_handlers(office), aggregates)
