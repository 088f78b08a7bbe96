"""What a rule finds, and how it is written."""

from dataclasses import dataclass, field
from typing import Any

from dvcqg.form.schema import Path
from dvcqg.validate.rules import Level, rules


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule is broken at a path; `values` fill the placeholders of its message.

    Values are codes, moments, limits and names of fields, never a person's data.
    """

    code: str
    path: Path
    dossier: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def level(self) -> Level:
        """Of its rule."""
        return rules()[self.code].level

    @property
    def place(self) -> str:
        """`calls[1].data[0].TrangThai`."""
        parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path]
        return "".join(parts).removeprefix(".")

    def message(self, language: str) -> str:
        """In `vi` or `en`."""
        values = {"field": next((p for p in reversed(self.path) if isinstance(p, str)), "")}
        return rules()[self.code].texts[language].message.format(**values, **self.values)

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "code": self.code,
            "level": self.level.value,
            "path": self.place,
            "dossier": self.dossier,
            "vi": self.message("vi"),
            "en": self.message("en"),
        }
