"""Compares what the portal has with what a province states it sent."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from dvcqg.simulator.dossiers import DossierStore, StoredDossier

StepKey = tuple[str, str]
"""(ThoiDiemXuLy, TrangThai)."""


@dataclass(slots=True)
class Audit:
    """Dossier codes, or [code, ThoiDiemXuLy, TrangThai] of steps."""

    missing_dossiers: list[str] = field(default_factory=list)
    missing_steps: list[tuple[str, str, str]] = field(default_factory=list)
    unexpected_steps: list[tuple[str, str, str]] = field(default_factory=list)
    doubled_steps: list[tuple[str, str, str]] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    """The first copies of the steps came in another order than the expected one."""
    stale: list[str] = field(default_factory=list)
    """The snapshot differs in a member that was expected."""

    def as_json(self) -> dict[str, Any]:
        """With a count of each list."""
        lists = asdict(self)
        return {**lists, "counts": {name: len(rows) for name, rows in lists.items()}}


def audit(store: DossierStore, expected: dict[str, Any]) -> Audit:
    """`expected` by code: {"fields": {…}, "steps": [[ThoiDiemXuLy, TrangThai], …]}."""
    report = Audit()
    for code, wanted in expected.items():
        stored = store.by_code.get(code)
        if stored is None:
            report.missing_dossiers.append(code)
            continue
        fields = wanted.get("fields", {})
        if any(stored.fields.get(name) != value for name, value in fields.items()):
            report.stale.append(code)
        _compare_steps(code, stored, [(str(m), str(s)) for m, s in wanted["steps"]], report)
    return report


def _compare_steps(code: str, stored: StoredDossier, wanted: list[StepKey], report: Audit) -> None:
    present = [(step["ThoiDiemXuLy"], step["TrangThai"]) for step in stored.steps]
    have, want = Counter(present), Counter(wanted)
    report.missing_steps += [(code, *key) for key in (want - have).elements()]
    for key in (have - want).elements():
        (report.doubled_steps if key in want else report.unexpected_steps).append((code, *key))
    first = [key for key in dict.fromkeys(present) if key in want]
    if first != [key for key in dict.fromkeys(wanted) if key in have]:
        report.out_of_order.append(code)
