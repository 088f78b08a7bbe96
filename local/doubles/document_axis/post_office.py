"""The post office of both systems: who is registered, what waits for whom, and how it fails."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal
from xml.etree import ElementTree

Kind = Literal["edoc", "status"]
Fault = Literal["away", "slow", "malformed", "lost", "thrice"]
"""`away`: 503 without an answer that can be read; `slow`: waits; `malformed`: an answer cut off;
`lost`: the work is done, the answer does not come; `thrice`: what is sent arrives three times."""

INITIAL: Final = "initial"
STATES: Final = frozenset({"done", "fail", "processing"})


class Unreadable(Exception):
    """A file that is no package."""


class UnknownRecipient(Exception):
    """A package for somebody who is not registered."""


class LockedRecipient(Exception):
    """A package for somebody who takes none now."""


@dataclass
class Message:
    """A package on its way to one recipient; `state` is what the recipient said last."""

    id: str
    sender: str
    recipient: str
    kind: Kind
    content: bytes
    created: datetime
    state: str = INITIAL


@dataclass
class PostOffice:
    """`agencies` are names by code, `systems` the system of an agency that has none of its own;
    `faults` are what the next requests meet, each once, `always`
    what every one meets until it is ended.
    """

    clock: Callable[[], datetime]
    agencies: dict[str, str] = field(default_factory=dict)
    systems: dict[str, str] = field(default_factory=dict)
    locked: set[str] = field(default_factory=set)
    messages: list[Message] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    always: Fault | None = None
    requests: list[tuple[str, str]] = field(default_factory=list)

    def next_fault(self) -> Fault | None:
        """What this request meets."""
        return self.faults.pop(0) if self.faults else self.always

    def take(self, sender: str, kind: Kind, content: bytes, *, times: int = 1) -> str:
        """The id of a package that was taken. Raises what stands above."""
        recipients = list(dict.fromkeys(self._recipients(kind, content)))
        if not recipients or any(each not in self.agencies for each in recipients):
            raise UnknownRecipient
        if self.locked.intersection(recipients):
            raise LockedRecipient
        recipients = list(dict.fromkeys(self.systems.get(each, each) for each in recipients))
        number = f"{len({m.id.partition('.')[0] for m in self.messages}) + 1:06}"
        for copy in range(times):
            for place, recipient in enumerate(recipients):
                own = f"{number}.{place}" + (f".{copy}" if copy else "")
                message = Message(own, sender, recipient, kind, content, self.clock())
                self.messages.append(message)
        return number

    def waiting(self, recipient: str, kind: Kind) -> list[Message]:
        """What has not been acknowledged, the oldest first."""
        return [
            each
            for each in self.messages
            if (each.recipient, each.kind) == (recipient, kind)
            and each.state in (INITIAL, "processing")
        ]

    def message(self, recipient: str, id: str) -> Message | None:
        """One of a recipient's own."""
        return next(
            (each for each in self.messages if (each.recipient, each.id) == (recipient, id)), None
        )

    def sent(self, sender: str, id: str) -> dict[str, str]:
        """States by recipient of what a sender handed in."""
        return {
            each.recipient: each.state
            for each in self.messages
            if each.sender == sender and each.id.partition(".")[0] == id
        }

    def contents(self) -> dict[str, Any]:
        """What lies here, without contents."""
        return {
            "agencies": self.agencies,
            "requests": len(self.requests),
            "messages": [
                {"id": m.id, "from": m.sender, "to": m.recipient, "kind": m.kind, "state": m.state}
                for m in self.messages
            ],
        }

    @staticmethod
    def _recipients(kind: Kind, content: bytes) -> Iterator[str]:
        """A status goes to whom it responds to, a letter to every To."""
        name = "To" if kind == "edoc" else "ResponseFor"
        try:
            root = ElementTree.fromstring(content)  # noqa: S314 - a double
        except (ElementTree.ParseError, ValueError):
            raise Unreadable from None
        for place in root.iter():
            if place.tag.rpartition("}")[2] == name:
                codes = (e.text for e in place if e.tag.rpartition("}")[2] == "OrganId")
                yield next(codes, None) or ""
