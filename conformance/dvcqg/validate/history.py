"""What a document states about each dossier, in the order in which it was sent."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dvcqg.form.schema import Path
from dvcqg.form.services import DOSSIERS, STEPS
from dvcqg.validate.document import Message

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A dossier as one call sent it; `order` counts snapshots and steps of the document."""

    fields: Item
    path: Path
    order: int
    at: str
    inserting: bool

    @property
    def status(self) -> str:
        """TrangThaiHoSo."""
        return str(self.fields["TrangThaiHoSo"])

    def moment(self, name: str) -> str:
        """Of a member; "" where there is none. Moments compare as texts."""
        return str(self.fields.get(name, ""))

    def rows(self, name: str) -> list[Item]:
        """Of a list; empty where there is none."""
        return self.fields.get(name) or []


@dataclass(frozen=True, slots=True)
class Step:
    """A step as one call sent it."""

    fields: Item
    path: Path
    order: int
    at: str

    @property
    def status(self) -> str:
        """TrangThai."""
        return str(self.fields["TrangThai"])

    @property
    def moment(self) -> str:
        """ThoiDiemXuLy."""
        return str(self.fields["ThoiDiemXuLy"])


@dataclass(slots=True)
class History:
    """One dossier; `partial`: an item was left out, so nothing follows from what is missing."""

    code: str
    snapshots: list[Snapshot] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    partial: bool = False

    @property
    def last(self) -> Snapshot | None:
        """The snapshot that counts."""
        return self.snapshots[-1] if self.snapshots else None


def histories(messages: Iterable[Message], broken: set[Path]) -> dict[str, History]:
    """By code. An item whose form is broken (its path is in `broken`) is left out."""
    by_code: dict[str, History] = {}
    order = 0
    for message in messages:
        if not message.effective or message.service not in (DOSSIERS, STEPS):
            continue
        for place, item in enumerate(message.items):
            path = (*message.items_path, place)
            if not isinstance(item, dict) or not isinstance(item.get("MaHoSo"), str):
                continue
            order += 1
            history = by_code.setdefault(item["MaHoSo"], History(item["MaHoSo"]))
            if path in broken:
                history.partial = True
                continue
            if message.service == DOSSIERS:
                history.snapshots.append(Snapshot(item, path, order, message.at, message.inserting))
            else:
                history.steps.append(Step(item, path, order, message.at))
    return by_code
