"""The table of identity: sign-ins on their way, codes, and families of refresh tokens.

Nothing in it opens anything: of states, codes and tokens it has digests, and what a code brings of
a person is sealed under the code.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from identity.domain.sign_in import AuthorizationCode, PendingSignIn
from identity.domain.token_family import TokenFamily
from kit.core.model import Model
from kit.persistence.items import STATE, Absent, AtVersion, ConditionFailed, Item, Put, Remove
from kit.persistence.repository import Conflict
from kit.persistence.table import Table

RETAINED: Final = timedelta(hours=1)
"""How long an item outlives its time, so that a repeat is known as one."""


class IdentityRepository:
    """The only door to the table of identity."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def pending_sign_in(self, state: str) -> PendingSignIn | None:
        """The sign-in to which a state belongs."""
        item = self._table.get(_key("PENDING", state))
        return PendingSignIn.model_validate_json(item.doc) if item else None

    def add_pending(self, state: str, pending: PendingSignIn) -> None:
        """A sign-in on its way; raises Conflict for a state that was used before."""
        self._put(_key("PENDING", state), pending, 1, pending.until)

    def answer_pending(self, state: str, pending: PendingSignIn) -> None:
        """The one answer of a sign-in; raises Conflict where another one came first."""
        self._put(_key("PENDING", state), pending, 2, pending.until)

    def code(self, code: str) -> AuthorizationCode | None:
        """What a code stands for."""
        item = self._table.get(_key("CODE", code))
        return AuthorizationCode.model_validate_json(item.doc) if item else None

    def add_code(self, code: str, meaning: AuthorizationCode) -> None:
        """A code that nobody has redeemed."""
        self._put(_key("CODE", code), meaning, 1, meaning.until)

    def redeem_code(self, code: str, redeemed: AuthorizationCode, family: TokenFamily) -> None:
        """A code's end and its tokens' begin, in one; raises Conflict where somebody else redeemed
        it.
        """
        spent = _item(_key("CODE", code), redeemed, 2, family.until)
        begun = _item(_family_key(family.id), family, 1, family.until)
        try:
            self._table.write([Put(spent, AtVersion(1)), Put(begun, Absent())])
        except ConditionFailed:
            raise Conflict from None

    def family(self, id: str) -> TokenFamily | None:
        """The family of tokens of this id, with its version."""
        item = self._table.get(_family_key(id))
        if item is None:
            return None
        return TokenFamily.model_validate_json(item.doc).evolve(version=item.version)

    def save_family(self, family: TokenFamily) -> None:
        """A changed family; raises Conflict where somebody else changed it."""
        self._put(_family_key(family.id), family, family.version + 1, family.until)

    def end_family(self, id: str) -> None:
        """No token of it is good any more."""
        self._table.write([Remove(_family_key(id), STATE)])

    def _put(self, pk: str, value: Model, version: int, until: datetime) -> None:
        """The next version of an item; raises Conflict."""
        condition = AtVersion(version - 1) if version > 1 else Absent()
        try:
            self._table.write([Put(_item(pk, value, version, until), condition)])
        except ConditionFailed:
            raise Conflict from None


def _item(pk: str, value: Model, version: int, until: datetime) -> Item:
    ends = int((until + RETAINED).timestamp())
    return Item(pk, STATE, value.model_dump_json(), version, {"ttl": ends})


def _key(kind: str, secret: str) -> str:
    return f"{kind}#{sha256(secret.encode()).hexdigest()}"


def _family_key(id: str) -> str:
    return f"FAMILY#{id}"
