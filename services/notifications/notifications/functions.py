"""What the functions of notifications work with, made from the settings when first used.

What only the hearing side needs is imported where it is made: the doors must start fast.
"""

from functools import cache

from contracts.routes import NOTIFICATIONS
from kit import ids, runtime
from kit.aggregates import Aggregates
from kit.consumer import Inbox
from kit.settings import load
from notifications.settings import NotificationSettings
from notifications.store import Store


@cache
def store() -> Store:
    """The store behind the doors: without the vault, so that contact data stays locked."""
    return Store(Aggregates(runtime.table(), NOTIFICATIONS), runtime.directory())


@cache
def ears() -> Inbox:
    """The hearing side, with the post that notices leave by."""
    from notifications.channel.aws import AwsPost
    from notifications.hears import hears
    from notifications.telling import Office

    told = load(NotificationSettings)
    aggregates = Aggregates(runtime.table(), NOTIFICATIONS, runtime.vault())
    post = AwsPost(told.sms_sender, told.mail_from)
    office = Office(Store(aggregates, runtime.directory()), post, ids.now)
    return Inbox(hears(office), aggregates)
