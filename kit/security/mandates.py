"""The mandates between two people: what one may do in the place of the other, and for how long.

They stand in the table of people beside the links of subjects. Intake alone writes them, every
service reads them with the request that they are needed for: a mandate that was revoked, has ended
or has not begun gives nothing from that moment on.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal, NamedTuple

from kit.core.errors import Conflicting
from kit.core.model import Model
from kit.core.time import VIETNAM
from kit.persistence.items import STATE, Absent, AtVersion, ConditionFailed, Item, Put
from kit.persistence.repository import Conflict, retry_on_conflict
from kit.persistence.table import Table
from kit.security.people import PersonLink

Scope = Literal["read", "act"]
Use = Literal["read", "act", "file"]
"""What somebody wants to do: read a dossier, act in it, or file a new one."""
MOST: Final = 50
"""Mandates between two people: all lie in one item."""
MOST_PRINCIPALS: Final = 200
"""People whom one person represents: all are read for the list of what they may see."""


class TooManyMandates(Conflicting):
    """One item holds no more mandates between two people, or no more principals of one."""

    code = "too_many_mandates"
    vi = "Đã có quá nhiều ủy quyền. Vui lòng chấm dứt các ủy quyền không còn dùng."
    en = "There are too many mandates. Please revoke those that are no longer used."


class Mandate(Model):
    """`since` and `until` are its first and last day in Vietnam (YYYY-MM-DD).

    `procedure`: new dossiers of that procedure may be filed under it. `dossiers` are those that it
    is for, and those that were filed under it.
    """

    id: str
    scope: Scope
    since: str
    until: str
    procedure: str | None = None
    dossiers: tuple[str, ...] = ()

    def holds(self, at: datetime) -> bool:
        """Whether it has begun and has not ended."""
        return self.since <= at.astimezone(VIETNAM).date().isoformat() <= self.until

    def permits(self, use: Use, about: str, at: datetime) -> bool:
        """`about` is the code of a dossier, to `file` that of a procedure."""
        if not self.holds(at) or (use != "read" and self.scope != "act"):
            return False
        return about == self.procedure if use == "file" else about in self.dossiers


class Mandates(Model):
    """Every mandate that one person has from another and that was not revoked."""

    mandates: tuple[Mandate, ...] = ()


class Principals(Model):
    """Whose mandates a person has; what they permit stands with each principal."""

    principals: tuple[str, ...] = ()


class HeldMandate(Model):
    """A mandate that a person has at this moment, and who gave it."""

    principal: str
    mandate: Mandate


class MandateRecords(NamedTuple):
    """Reads mandates, and (in intake) writes them."""

    table: Table

    def permits(
        self, representative: PersonLink, principal: str, use: Use, about: str, at: datetime
    ) -> bool:
        """Whether the person may do this now in the place of the principal."""
        return self.permitting(representative, principal, use, about, at) is not None

    def permitting(
        self, representative: PersonLink, principal: str, use: Use, about: str, at: datetime
    ) -> Mandate | None:
        """The mandate by which they may."""
        for person in representative.ids:
            for mandate in self._between(principal, person)[0]:
                if mandate.permits(use, about, at):
                    return mandate
        return None

    def held(self, representative: PersonLink, at: datetime) -> tuple[HeldMandate, ...]:
        """Every mandate that the person has and that holds now; a read for each principal."""
        return tuple(
            HeldMandate(principal=principal, mandate=mandate)
            for person in representative.ids
            for principal in self._principals(person)[0]
            for mandate in self._between(principal, person)[0]
            if mandate.holds(at)
        )

    @retry_on_conflict
    def put(self, principal: str, representative: str, mandate: Mandate) -> None:
        """Give a mandate, or replace the one of its id; raises TooManyMandates."""
        mandates, version = self._between(principal, representative)
        others = [each for each in mandates if each.id != mandate.id]
        if len(others) >= MOST:
            raise TooManyMandates
        self._write(principal, representative, (*others, mandate), version)

    @retry_on_conflict
    def remove(self, principal: str, representative: str, id: str) -> None:
        """Revoke a mandate: it gives nothing from now on."""
        mandates, version = self._between(principal, representative)
        left = [each for each in mandates if each.id != id]
        if len(left) < len(mandates):
            self._write(principal, representative, left, version)

    @retry_on_conflict
    def add_dossier(self, principal: str, representative: str, id: str, dossier: str) -> None:
        """A dossier was filed under the mandate, which is for it too from now on."""
        mandates, version = self._between(principal, representative)
        widened = [
            each.evolve(dossiers=(*each.dossiers, dossier))
            if each.id == id and dossier not in each.dossiers
            else each
            for each in mandates
        ]
        if widened != list(mandates):
            self._write(principal, representative, widened, version)

    def _between(self, principal: str, representative: str) -> tuple[tuple[Mandate, ...], int]:
        item = self.table.get(_key(principal, representative))
        if item is None:
            return (), 0
        return Mandates.model_validate_json(item.doc).mandates, item.version

    def _write(
        self, principal: str, representative: str, mandates: Sequence[Mandate], version: int
    ) -> None:
        between = Mandates(mandates=tuple(mandates))
        writes = [
            _replaced(_key(principal, representative), between, version),
            *self._listing(principal, representative, is_listed=bool(mandates)),
        ]
        try:
            self.table.write(writes)
        except ConditionFailed:
            raise Conflict(self.table.pause) from None

    def _listing(self, principal: str, representative: str, *, is_listed: bool) -> Sequence[Put]:
        """The write that puts a principal on the representative's list, or takes them from it."""
        principals, version = self._principals(representative)
        if is_listed == (principal in principals):
            return ()
        listed = tuple(each for each in principals if each != principal)
        if is_listed and len(listed) >= MOST_PRINCIPALS:
            raise TooManyMandates
        listed = (*listed, principal) if is_listed else listed
        return [_replaced(_list_key(representative), Principals(principals=listed), version)]

    def _principals(self, representative: str) -> tuple[tuple[str, ...], int]:
        item = self.table.get(_list_key(representative))
        if item is None:
            return (), 0
        return Principals.model_validate_json(item.doc).principals, item.version


def _replaced(pk: str, document: Model, version: int) -> Put:
    item = Item(pk, STATE, document.model_dump_json(), version + 1)
    return Put(item, AtVersion(version) if version else Absent())


def _key(principal: str, representative: str) -> str:
    return f"MANDATES#{principal}#{representative}"


def _list_key(representative: str) -> str:
    return f"PRINCIPALS#{representative}"
