"""The portal's own codes for what a procedure of ours consists of."""

from typing import ClassVar, Final

from pydantic import Field

from kit.core.model import Model


class NationalCodes(Model):
    """Of one procedure: field (lĩnh vực), and by our code those of required documents and results.

    What has no national code yet is left out: a payload then states an empty one.
    """

    KIND: ClassVar[str] = "MAP"

    field: str = ""
    field_name: str = ""
    components: dict[str, str] = Field(default_factory=dict)
    results: dict[str, str] = Field(default_factory=dict)


UNMAPPED: Final = NationalCodes()
"""Before the procedure was read at the portal."""
