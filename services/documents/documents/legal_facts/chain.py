"""The chain of a dossier: each event that is handled appends its act, and what it sealed."""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

from documents.domain.dossier import Dossier
from documents.domain.legal_fact import (
    SALT_BYTES,
    Act,
    Salts,
    StoredFact,
    is_to_be_signed,
    linked,
    openings_of,
    role_in,
)
from documents.repositories.legal_facts import ChainMoved
from documents.repository import DocumentsRepository
from documents.signing.head_signature import HeadSignature
from kit.core.events import Change, Envelope
from kit.core.model import SEALED_PREFIX, Cipher, JsonDict
from kit.core.time import stamp
from kit.persistence.repository import ATTEMPTS, Conflict
from kit.persistence.vault import Unreadable

NEW_SALT: Final[Salts] = partial(secrets.token_bytes, SALT_BYTES)


class FactChain:
    """Commits what an event leads to, with the records of its acts, in one transaction."""

    def __init__(
        self, documents: DocumentsRepository, heads: HeadSignature, salts: Salts = NEW_SALT
    ) -> None:
        self._documents = documents
        self._heads = heads
        self._salts = salts

    def commit(
        self, dossier: Dossier, changes: Sequence[Change], *, cause: Envelope, at: datetime
    ) -> None:
        """`dossier` is as it was before the event. Where another event of the dossier is appended
        first, the records are linked and signed again, and nothing is rendered again.

        Raises Conflict, Duplicate.
        """
        acts = [self._act_of(cause), *(self._act_in(change, cause, at) for change in changes)]
        present = [act for act in acts if act]
        readable = self._is_readable(cause)
        for attempt in range(ATTEMPTS):
            facts = self._linked(dossier, present, at, readable=readable)
            try:
                self._documents.commit_facts(changes, facts, cause=cause, at=at)
            except ChainMoved:
                self._documents.pause(attempt)
            else:
                return
        raise Conflict(self._documents.pause)

    def _linked(
        self, dossier: Dossier, acts: Sequence[Act], at: datetime, *, readable: bool
    ) -> list[StoredFact]:
        facts: list[StoredFact] = []
        previous = self._documents.latest_fact(dossier.id)
        for act in acts:
            previous = linked(act, dossier.id, dossier.agency, previous)
            facts.append(StoredFact(fact=previous, openings=act.openings if readable else None))
        if previous and is_to_be_signed([act.act for act in acts]):
            facts[-1] = facts[-1].evolve(head=self._heads.sign(previous, at=at))
        return facts

    def _act_of(self, message: Envelope) -> Act:
        values = _opened(message.data, self._documents.cipher(message.vault))
        return Act(
            act=message.type,
            cause=message.id,
            subject=message.subject,
            sequence=message.sequence,
            time=stamp(message.time),
            role=role_in(message.type, message.data),
            openings=openings_of(values, self._salts),
        )

    def _act_in(self, change: Change, cause: Envelope, at: datetime) -> Act | None:
        """The act that a change publishes; None where it publishes nothing."""
        if change.event is None:
            return None
        data = change.event.model_dump(mode="json")
        return Act(
            act=change.event.TYPE,
            cause=cause.id,
            subject=change.state.id,
            sequence=change.state.version + 1,
            time=stamp(at),
            role="system",
            openings=openings_of({name: _text(data[name]) for name in data}, self._salts),
        )

    def _is_readable(self, message: Envelope) -> bool:
        """Whether values can be sealed: their key is there."""
        cipher = self._documents.cipher(message.vault)
        if cipher is None:
            return False
        try:
            cipher.seal(b"")
        except Unreadable:
            return False
        return True


def _opened(data: JsonDict, cipher: Cipher | None) -> dict[str, str]:
    """The values of an event as JSON text; a token stays where its key is destroyed."""
    return {name: _opened_value(value, cipher) for name, value in data.items()}


def _opened_value(value: Any, cipher: Cipher | None) -> str:
    if cipher and isinstance(value, str) and value.startswith(SEALED_PREFIX):
        try:
            return cipher.open(value.removeprefix(SEALED_PREFIX)).decode()
        except Unreadable:
            return _text(value)
    return _text(value)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
