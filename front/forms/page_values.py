"""What the templates of forms need to show answers in their inputs."""

from functools import partial
from typing import Any

from front.forms.fields import Field
from front.forms.shown import day_parts, grouped
from front.visit import Visit


def form_values(visit: Visit, more: str = "") -> dict[str, object]:
    """The functions of fields.html; `more` is the list that gets an empty row for a new entry."""
    return {
        "grouped": partial(grouped, language=visit.language),
        "day_parts": day_parts,
        "entries": partial(entries, more=more),
    }


def entries(field: Field, value: Any, more: str = "") -> list[Any]:
    """The rows of a list to be shown: at least one, and an empty one where another is wanted."""
    rows = list(value) if isinstance(value, list) else [value] if value else []
    empty: Any = "" if field.kind == "list" else {}
    is_full = len(rows) >= field.most
    return rows if rows and (more != field.name or is_full) else [*rows, empty]
