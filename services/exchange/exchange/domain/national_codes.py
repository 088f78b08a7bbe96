"""The portal's own codes for what a procedure of ours consists of."""

from collections.abc import Iterable
from typing import Final

from pydantic import Field

from exchange.domain.mapping import Mapping, part_of
from exchange.domain.name_match import part_id
from kit.core.model import Model

RESULT: Final = "kq"
"""Results of a procedure are identified by their names alone."""


class NationalCodes(Model):
    """Of one procedure: its own code, its field (lĩnh vực), and by our parts those of components
    and results.

    What has no national code is left out: a payload then states an empty one.
    """

    procedure: str = ""
    field: str = ""
    field_name: str = ""
    components: dict[str, str] = Field(default_factory=dict)
    results: dict[str, str] = Field(default_factory=dict)

    def of_component(self, id: str, name: str) -> str:
        """Of a filed paper, by its component and the name that it had at the filing."""
        return self.components.get(part_id(id, name), "")

    def of_result(self, name: str) -> str:
        """Of a sealed result, by its name."""
        return self.results.get(part_id(RESULT, name), "")


UNMAPPED: Final = NationalCodes()
"""Before the procedure was published, or the portal read."""


def national_codes(mappings: Iterable[Mapping]) -> NationalCodes:
    """Of the mappings of one procedure and its parts."""
    whole = None
    parts: dict[str, dict[str, str]] = {"component": {}, "result": {}}
    for mapping in mappings:
        if mapping.kind == "procedure":
            whole = mapping
        elif mapping.code:
            parts[mapping.kind][part_of(mapping.ours)[1]] = mapping.code
    return NationalCodes(
        procedure=whole.code if whole else "",
        field=whole.field if whole else "",
        field_name=whole.field_name if whole else "",
        components=parts["component"],
        results=parts["result"],
    )
