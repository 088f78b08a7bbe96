"""The values of the rules of law by effective date, as compiled from `law/rules/*.yaml`.

Only rules with a value that a program can use are here; `python -m docs.lawbook` writes
`law/rules.json`, so that no function reads YAML. Which text each rule stands in is in docs/law.md.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class RuleValue:
    """The value of a rule from a day on, in the rule's `unit`.

    `cite` is the text that an explanation names; `assumed` where no text was read that says so.
    """

    value: Any
    unit: str | None
    effective_from: date
    cite: str | None
    assumed: bool


def rule_value(rule: str, *, on: date) -> RuleValue:
    """The value in force on a day; before the first takes effect, the first. Raises KeyError."""
    values = rule_values(rule)
    in_force = [value for value in values if value.effective_from <= on]
    return in_force[-1] if in_force else values[0]


def rule_values(rule: str) -> tuple[RuleValue, ...]:
    """Every value of a rule, the oldest first; `date.min` where the effective date is unknown."""
    return _rules()[rule]


@cache
def _rules() -> dict[str, tuple[RuleValue, ...]]:
    rules = json.loads((files("law") / "rules.json").read_text("utf-8"))
    return {name: tuple(map(_read, values)) for name, values in rules.items()}


def _read(row: dict[str, Any]) -> RuleValue:
    since = date.fromisoformat(row["from"]) if "from" in row else date.min
    return RuleValue(row["value"], row.get("unit"), since, row.get("cite"), row["assumed"])
