"""Which person a citizen's tokens speak for: a table beside the staff directory, by issuer and
subject. Intake alone writes it (`kit.security.person_records`), every service reads it.

An answer is kept for a minute. Nobody takes a subject from a person, and whoever became one with
another person keeps their earlier id in `also`: an old answer gives no right that is not theirs.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from kit.core.errors import Conflicting
from kit.core.model import Model
from kit.persistence.table import Table
from kit.security.principal import Principal
from kit.security.remembered import Remembered

if TYPE_CHECKING:
    from kit.security.mandates import MandateRecords


class PersonMissing(Conflicting):
    """The person has no profile yet."""

    code = "person_missing"
    vi = "Vui lòng khai thông tin cá nhân trước."
    en = "Please enter your details first."


class PersonLink(Model):
    """`person` owns what is made from now on; `also` are ids that the person had before two people
    proved to be one: what those own is theirs.
    """

    person: str
    also: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Under which ids the person owns something, the present one first."""
        return (self.person, *self.also)

    def owns(self, owner: str) -> bool:
        """Whether an owner, as events and tables name one, is this person."""
        return owner in self.ids


class People:
    """Reads links of subjects to people."""

    def __init__(self, table: Table, now: Callable[[], datetime]) -> None:
        self._table = table
        self._links: Remembered[PersonLink] = Remembered(now)

    @property
    def mandates(self) -> "MandateRecords":
        """What people may do in the place of others."""
        from kit.security.mandates import MandateRecords

        return MandateRecords(self._table)

    def link(self, citizen: Principal) -> PersonLink | None:
        """The person, as of a minute ago at worst; None before intake knows the subject."""
        return self._links.get(subject_key(citizen), lambda: self._read(citizen))

    def link_now(self, citizen: Principal) -> PersonLink | None:
        """The person as of this moment."""
        self._links.forget(subject_key(citizen))
        return self.link(citizen)

    def _read(self, citizen: Principal) -> PersonLink | None:
        item = self._table.get(subject_key(citizen))
        return PersonLink.model_validate_json(item.doc) if item else None


def subject_key(citizen: Principal) -> str:
    """Where the link stands; a subject is unique within its issuer (OpenID Connect Core, 2)."""
    return f"SUBJECT#{citizen.issuer} {citizen.sub}"
