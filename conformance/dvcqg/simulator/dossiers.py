"""What the portal has of each dossier: the last snapshot and all steps, in the order of arrival."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dvcqg.form.schema import Violation
from dvcqg.form.services import DOSSIERS, STEPS, item_check
from dvcqg.simulator.journal import Call, Change, Journal
from dvcqg.simulator.refusal import Refusal

Item = dict[str, Any]


@dataclass(slots=True)
class StoredDossier:
    """One dossier; `filed_here`: a citizen filed it at the portal."""

    fields: Item
    filed_here: bool = False
    steps: list[Item] = field(default_factory=list)
    keys: set[tuple[str, str]] = field(default_factory=set)
    last_moment: str = ""


class DossierStore:
    """All dossiers by code. A list of items is stored whole or, refused, not at all."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.by_code: dict[str, StoredDossier] = {}

    def save(self, call: Call, items: list[Item], *, updating: bool, at: datetime) -> None:
        """Inserts or replaces snapshots; raises Refusal and records it."""
        for item in items:
            self._require_form(call, DOSSIERS, item, at)
            code = item["MaHoSo"]
            if updating != (code in self.by_code):
                self._journal.record(call, at, Change.REFUSED, code)
                raise Refusal("unknown_dossier" if updating else "duplicate_dossier", code)
        for item in items:
            self._journal.record(call, at, self._store(item), item["MaHoSo"])

    def _store(self, item: Item) -> Change:
        stored = self.by_code.get(item["MaHoSo"])
        if stored is None:
            self.by_code[item["MaHoSo"]] = StoredDossier(item)
            return Change.INSERTED
        if stored.fields == item:
            return Change.DUPLICATE
        stored.fields = item
        return Change.UPDATED

    def append(self, call: Call, steps: list[Item], *, at: datetime) -> None:
        """Appends steps, repeated ones too; raises Refusal and records it."""
        for step in steps:
            self._require_form(call, STEPS, step, at)
            if step["MaHoSo"] not in self.by_code:
                self._journal.record(call, at, Change.REFUSED, step["MaHoSo"])
                raise Refusal("unknown_dossier", step["MaHoSo"])
        for step in steps:
            stored = self.by_code[step["MaHoSo"]]
            moment = step["ThoiDiemXuLy"]
            key = (moment, step["TrangThai"])
            change = Change.DUPLICATE if key in stored.keys else Change.INSERTED
            late = change is Change.INSERTED and moment < stored.last_moment
            stored.steps.append(step)
            stored.keys.add(key)
            stored.last_moment = max(moment, stored.last_moment)
            self._journal.record(call, at, change, step["MaHoSo"], key, out_of_order=late)

    def file(self, call: Call, item: Item, *, at: datetime) -> None:
        """A citizen files a dossier at the portal itself, or changes it there."""
        change = self._store(item)
        self.by_code[item["MaHoSo"]].filed_here = True
        self._journal.record(call, at, change, item["MaHoSo"])

    def _require_form(self, call: Call, service: str, item: Item, at: datetime) -> None:
        # The portal is assumed to pass over members that it does not know.
        violation = next(
            (v for v in item_check(service)(item, ()) if v.keyword != "additionalProperties"), None
        )
        if violation:
            self._journal.record(call, at, Change.REFUSED, str(item.get("MaHoSo", "")))
            missing = violation.keyword == "required"
            raise Refusal("missing_field" if missing else "wrong_field", _field(violation))


def _field(violation: Violation) -> str:
    """`TaiLieuNop[0].TenTepDinhKem`."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in violation.path]
    return "".join(parts).removeprefix(".")
