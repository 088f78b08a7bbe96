"""What status keeps in its table: records, owners' lists, notices and figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.core.events import Envelope
from kit.core.model import Model
from kit.persistence.items import Absent, AtVersion, Count, Item, Put, Remove, Write
from kit.persistence.table import Table
from status.domain.record import Record, record
from status.domain.standing import Standing


class NoticeSeen(Model):
    """The last that was heard of a notice."""

    notice: str
    channel: str
    template: str
    outcome: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Standings:
    """A page of an owner's dossiers, newest first, and where the rest begins."""

    found: tuple[Standing, ...]
    after: str | None


class Store:
    """The projection's table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def record(self, code: str) -> Record:
        """What is known of a dossier; an empty record where nothing is."""
        return record(code, self._table.get(f"{Record.KIND}#{code}"))

    def put(self, before: Record, after: Record, token: str) -> None:
        """Write a record with what follows from it, in one transaction; raises ConditionFailed if it moved on."""
        when = AtVersion(before.version) if before.version else Absent()
        changes = _consequences(before.standing(), after.standing())
        self._table.write([Put(after.item(), when), *changes], token)

    def put_notice(self, message: Envelope) -> None:
        """Keep the last that was heard of a notice; raises ConditionFailed if another one was written meanwhile."""
        if message.dossier is None:
            return
        pk, sk = f"{Record.KIND}#{message.dossier}", f"NOTICE#{message.subject}"
        found = self._table.get(pk, sk)
        if found is not None and found.version >= message.sequence:
            return
        seen = NoticeSeen(
            notice=message.subject,
            channel=message.data["channel"],
            template=message.data["template"],
            outcome=message.type.removeprefix("notice."),
            sequence=message.sequence,
        )
        item = Item(pk, sk, seen.model_dump_json(), message.sequence)
        self._table.write([Put(item, AtVersion(found.version) if found else Absent())])

    def standings_of(self, owner: str, after: str | None, limit: int) -> Standings:
        """A page of the dossiers of an owner."""
        page = self._table.query(
            f"OWNER#{owner}",
            "DOSSIER#",
            after=after,
            limit=limit,
            newest_first=True,
            consistent=False,
        )
        return Standings(tuple(Standing.model_validate_json(i.doc) for i in page.items), page.after)

    def figures(self, month: str) -> Iterator[tuple[int, int]]:
        """(national code, dossiers filed in `month` that stand there now)."""
        for item in self._table.all(f"FIGURES#{month}", "CODE#"):
            yield int(item.sk.removeprefix("CODE#")), int(item.index_attributes.get("n", 0))


def _consequences(before: Standing | None, after: Standing | None) -> Sequence[Write]:
    if before == after or after is None:
        return ()
    changes: list[Write] = [Put(_pointer(after))]
    if before is None:
        return [*changes, _count(after, 1)]
    if before.owner != after.owner:
        old = _pointer(before)
        changes.append(Remove(old.pk, old.sk))
    if (before.month, before.status) != (after.month, after.status):
        changes += [_count(before, -1), _count(after, 1)]
    return changes


def _pointer(standing: Standing) -> Item:
    sk = f"DOSSIER#{standing.filed_at}#{standing.code}"
    return Item(f"OWNER#{standing.owner}", sk, standing.model_dump_json())


def _count(standing: Standing, amount: int) -> Count:
    return Count(f"FIGURES#{standing.month}", f"CODE#{standing.status:02d}", amount)
