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
def aggregates() -> Aggregates:
    """The aggregates of this service."""
    return Aggregates(runtime.table(), NOTIFICATIONS, runtime.vault())


@cache
def store() -> Store:
    """The store behind every door."""
    return Store(aggregates(), runtime.directory())


@cache
def ears() -> Inbox:
    """The hearing side, with the post that notices leave by."""
    from notifications.channel.aws import AwsPost
    from notifications.hears import hears
    from notifications.telling import Office

    told = load(NotificationSettings)
    office = Office(store(), AwsPost(told.sms_sender, told.mail_from), ids.now)
    return Inbox(hears(office), aggregates())
