"""Events as they travel: the envelope (CloudEvents' names) and the change that caused it."""

import builtins
import json
from datetime import datetime
from typing import NamedTuple, TypeVar

from pydantic import AwareDatetime, ConfigDict, ValidationError

from kit.core.items import Write
from kit.core.model import Aggregate, Cipher, Event, JsonDict, Model

E = TypeVar("E", bound=Event)
LARGEST = 64 * 1024


class TooLargeToSend(Exception):
    """An event over 64 KB: its larger parts belong in S3, by reference."""


class ContractBroken(Exception):
    """A message that no repetition makes readable; its text names no value."""


class Change(NamedTuple):
    """An aggregate's next state with the event that it publishes; None where it concerns nobody
    else.

    `extra_writes` are further items of the same transaction: audit entries, pointers, ledger lines.
    """

    state: Aggregate
    event: Event | None
    extra_writes: tuple[Write, ...] = ()


class Envelope(Model):
    """What subscribers get.

    `sequence` is the version the commit gave `subject`; `data` may hold sealed fields.
    """

    model_config = ConfigDict(extra="ignore")

    id: str
    type: str
    version: int
    source: str
    subject: str
    sequence: int
    time: AwareDatetime
    trace: str
    vault: str | None = None
    dossier: str | None = None
    data: JsonDict

    def read(self, kind: "builtins.type[E]", cipher: Cipher | None = None) -> E:
        """The data as `kind`; sealed fields are opened with `cipher`, else they stay `Locked`.

        Raises ContractBroken.
        """
        try:
            return kind.model_validate(self.data, context={"cipher": cipher}, extra="ignore")
        except ValidationError:  # its text quotes a person's data
            raise ContractBroken(self.type) from None

    def is_newer_than(self, sequence: int) -> bool:
        """Whether it is younger than the event of its subject that a fact was last taken from.

        Messages come in any order: of two owners or two keys, the one of the newer event stands.
        """
        return self.sequence > sequence

    @property
    def correlation_key(self) -> str:
        """The dossier this concerns, or the subject where there is no dossier."""
        return self.dossier or self.subject


def enveloped(
    change: Change, *, id: str, source: str, at: datetime, trace: str, cipher: Cipher | None
) -> str:
    """The envelope of a change as JSON text; raises TooLargeToSend."""
    event, state = change.event, change.state
    assert event is not None
    data = json.loads(event.model_dump_json(context={"cipher": cipher}))
    text = Envelope(
        id=id,
        type=event.TYPE,
        version=event.VERSION,
        source=source,
        subject=state.id,
        sequence=state.version + 1,
        time=at,
        trace=trace,
        vault=state.vault,
        dossier=state.dossier,
        data=data,
    ).model_dump_json()
    if len(text.encode()) > LARGEST:
        raise TooLargeToSend(event.TYPE)
    return text
