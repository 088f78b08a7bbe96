"""Who may send which message: a type is one service's, and SQS names the role that sent it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kit.core.events import ContractBroken, Envelope

Publishers = Mapping[str, str]
"""The first word of an event type -> the one service that publishes it."""


class ForeignSender(ContractBroken):
    """A message says a type that its source does not publish."""


class UnknownSender(Exception):
    """A role sent a message that is not known, or not yet, to send for its source.

    The message comes again for half a day: a role that a deployment replaced is known some minutes
    later. What stays unknown goes to the dead letters by SQS, which leaves its sender's id on it.
    """


@dataclass(frozen=True, slots=True)
class Senders:
    """`publishers` has the service of each first word of event types (`fee` of `fee.settled`).

    `roles` has the ids of the roles by which each service sends (its relay's and its sweeper's).
    Where it has none for a service, SQS' sender is not compared: a local cloud names the same
    account for all. `resenders` are the ids of those who send again what others sent: the inbox,
    which gives messages up, and operators, who redrive and replay.
    """

    publishers: Publishers
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    resenders: frozenset[str] = frozenset()

    def require(self, message: Envelope, sender_id: str) -> None:
        """Raises ForeignSender, UnknownSender.

        `sender_id` is SQS' attribute SenderId: `<role id>:<session>` of an assumed role.
        """
        publisher = self.publishers.get(message.type.partition(".")[0])
        if publisher is not None and message.source != publisher:
            raise ForeignSender(message.type)
        roles = self.roles.get(message.source, frozenset())
        if roles and sender_id.partition(":")[0] not in roles | self.resenders:
            raise UnknownSender(message.type)
