"""What is asked of registries (cơ sở dữ liệu) about applicants, and what they answer."""

from collections.abc import Collection, Mapping
from typing import Annotated, Final, Literal

from pydantic import Field

from contracts.terms import Moment
from kit.core.model import Event, Model

RegistryOutcome = Literal["found", "not_found", "differs", "unavailable"]
"""found: the data are as the dossier states; not_found: there are none; differs: they are not as
stated; unavailable: the registry did not answer."""
ORDER: Final[tuple[RegistryOutcome, ...]] = ("differs", "found", "unavailable", "not_found")
"""Of several registries: data that differ count before all; else it is enough that one has them,
because the law names some registries as alternatives and does not say which."""


class ReplacedPaper(Model):
    """A paper of the procedure that data replace."""

    component: Annotated[str, Field(max_length=40, description="The component of the procedure")]
    name: Annotated[str, Field(max_length=200, description="Its name")]
    database: Annotated[str, Field(max_length=200, description="The database, as the law names it")]


class ReplaceablePaper(ReplacedPaper):
    """`registries` are all that are asked about it."""

    registries: Annotated[tuple[str, ...], Field(description="Codes of the registries")] = ()


class RegistryResponded(Event):
    """A registry was asked whether its data on the applicant are as the dossier states.

    Its vault is the dossier's, and so the draft's id; `dossier` is null before it is filed.
    """

    TYPE = "registry.responded"

    registry: str
    outcome: RegistryOutcome
    papers: tuple[ReplaceablePaper, ...]
    at: Moment


def combined(
    answers: Mapping[str, RegistryOutcome], registries: Collection[str]
) -> RegistryOutcome | None:
    """What the answers of the registries say of a paper; None while one may still change it."""
    best = next((each for each in ORDER if each in answers.values()), None)
    is_over = set(registries) <= answers.keys()
    return best if best in ("differs", "found") or is_over else None
