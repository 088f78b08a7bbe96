"""The writing of people: a subject gets a person, and people with an equal fingerprint become one.

A fingerprint is a keyed hash of a number that is nobody else's, as the issuer of the subject
verified it. Each commit is conditional on the records of the people that it changes.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from kit.core.errors import Conflicting
from kit.persistence.items import (
    STATE,
    Absent,
    AtVersion,
    ConditionFailed,
    Item,
    Put,
    Remove,
    Write,
)
from kit.persistence.repository import Conflict, required, retry_on_conflict
from kit.security.people import People, PersonLink, subject_key
from kit.security.person_record import Joined, PersonDocument, PersonRecord
from kit.security.principal import Principal

MOST_SUBJECTS: Final = 40
"""Of one person: all of their links are written in one transaction."""


class TooManyAccounts(Conflicting):
    """One person has more accounts than can be joined."""

    code = "too_many_accounts"
    vi = "Số định danh này đã gắn với quá nhiều tài khoản. Vui lòng liên hệ bộ phận một cửa."
    en = "Too many accounts have this identity number. Please contact the one-stop desk."


class PersonRecords(People):
    """Intake's view of the directory of people."""

    @retry_on_conflict
    def person_of(self, citizen: Principal, *, new_id: str) -> PersonLink:
        """The person of a subject, made now if there is none: of two first requests one makes it.

        Raises Unavailable.
        """
        existing = self.link_now(citizen)
        if existing:
            return existing
        created = PersonLink(person=new_id)
        item = Item(subject_key(citizen), STATE, created.model_dump_json(), 1)
        self._write([Put(item, Absent())])
        return created

    @retry_on_conflict
    def claim(self, citizen: Principal, fingerprints: Sequence[str], *, at: datetime) -> PersonLink:
        """The person of a subject whose issuer verified a number; the subject has one already.

        `fingerprints` are those of the number by each version of the secret, the present one first.
        Whoever holds one of them is this person. Raises TooManyAccounts, Unavailable.
        """
        subject, fingerprint = subject_key(citizen), fingerprints[0]
        link = required(self.link_now(citizen))
        own = self._record(link.person)
        if own.document.fingerprints.get(subject) == fingerprint:
            return link
        holder = next(filter(None, map(self._holder, fingerprints)), own.id)
        if holder == own.id:
            self._commit({own.id: own}, {own.id: own.fingerprinted(subject, fingerprint)})
            return link
        staying = self._record(holder)
        joined = own.document.evolve(fingerprints={}, joined=Joined(into=staying.id, at=at))
        after = {staying.id: staying.absorbing(own, subject, fingerprint), own.id: joined}
        if len(after[staying.id].fingerprints) > MOST_SUBJECTS:
            raise TooManyAccounts
        link = PersonLink(person=staying.id, also=after[staying.id].also)
        links = dict.fromkeys(after[staying.id].fingerprints, link)
        self._commit({staying.id: staying, own.id: own}, after, links)
        return link

    def fingerprints_of(self, people: Sequence[str]) -> tuple[str, ...]:
        """Those of the numbers that issuers verified of a person, by all of their ids."""
        documents = map(self._document, people)
        return tuple({each for one in documents for each in one.fingerprints.values()})

    def forget(self, people: Sequence[str], account: str | None) -> None:
        """No account and no number leads to the person any more; again, it changes nothing.

        `people` are all of their ids, `account` the key of an account that no number was verified
        of, and which no record has therefore.
        """
        keys = [account] if account else []
        for person in people:
            for subject, fingerprint in self._document(person).fingerprints.items():
                keys += [subject, f"FINGERPRINT#{fingerprint}"]
            keys += [f"PERSON#{person}", f"PRINCIPALS#{person}"]
        for key in keys:
            self._table.write([Remove(key, STATE)])

    def _document(self, person: str) -> PersonDocument:
        item = self._table.get(f"PERSON#{person}")
        return PersonDocument.model_validate_json(item.doc) if item else PersonDocument()

    def _record(self, id: str) -> PersonRecord:
        """Raises Conflict where somebody joined this person to another meanwhile."""
        item = self._table.get(f"PERSON#{id}")
        if item is None:
            return PersonRecord(id, PersonDocument(), 0)
        document = PersonDocument.model_validate_json(item.doc)
        if document.joined:
            raise Conflict(self._table.pause)
        return PersonRecord(id, document, item.version)

    def _holder(self, fingerprint: str) -> str | None:
        item = self._table.get(f"FINGERPRINT#{fingerprint}")
        return PersonLink.model_validate_json(item.doc).person if item else None

    def _commit(
        self,
        before: Mapping[str, PersonRecord],
        after: Mapping[str, PersonDocument],
        links: Mapping[str, PersonLink] | None = None,
    ) -> None:
        writes: list[Write] = []
        for person, document in after.items():
            text, version = document.model_dump_json(), before[person].version + 1
            item = Item(f"PERSON#{person}", STATE, text, version)
            writes.append(Put(item, before[person].unchanged))
        writes += [self._replaced(subject, link) for subject, link in (links or {}).items()]
        writes += self._fingerprint_changes(before, after)
        self._write(writes)
        for subject in links or ():
            self._links.forget(subject)

    def _fingerprint_changes(
        self, before: Mapping[str, PersonRecord], after: Mapping[str, PersonDocument]
    ) -> list[Write]:
        """One that no subject of the person has any more is free for whoever it belongs to."""
        held = {
            fingerprint: p
            for p, document in after.items()
            for fingerprint in document.fingerprints.values()
        }
        earlier = {
            fingerprint: record.id
            for record in before.values()
            for fingerprint in record.document.fingerprints.values()
        }
        taken = [
            self._replaced(f"FINGERPRINT#{fingerprint}", PersonLink(person=holder))
            for fingerprint, holder in held.items()
            if earlier.get(fingerprint) != holder
        ]
        return [
            *taken,
            *(
                self._removed(f"FINGERPRINT#{fingerprint}")
                for fingerprint in earlier.keys() - held.keys()
            ),
        ]

    def _replaced(self, pk: str, link: PersonLink) -> Put:
        item = self._table.get(pk)
        version, unchanged = (item.version, AtVersion(item.version)) if item else (0, None)
        return Put(Item(pk, STATE, link.model_dump_json(), version + 1), unchanged or Absent())

    def _removed(self, pk: str) -> Remove:
        item = self._table.get(pk)
        return Remove(pk, STATE, AtVersion(item.version if item else 0))

    def _write(self, writes: Sequence[Write]) -> None:
        try:
            self._table.write(writes)
        except ConditionFailed:
            raise Conflict(self._table.pause) from None
