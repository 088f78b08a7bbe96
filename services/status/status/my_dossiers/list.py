"""The list of a citizen's dossiers, and of those that they may see by a mandate."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kit.core.model import Model
from kit.security.mandates import HeldMandate, Mandate
from status.domain.dossier_summary import DossierSummary

if TYPE_CHECKING:  # the look-up, in the same function, starts faster without it
    from status.repository import StatusRepository

UNDER_MANDATE: Final = "MANDATE#"
"""What the place of a dossier of somebody else begins with; its code follows."""


class ListMyDossiers(Model):
    """A page of the dossiers of one person, who has these ids, from the place `after` on."""

    owners: tuple[str, ...]
    after: str | None
    limit: int


@dataclass(frozen=True, slots=True)
class MyDossier:
    """A dossier in somebody's list: their own, or one that they may see by a `mandate`."""

    summary: DossierSummary
    mandate: Mandate | None = None


@dataclass(frozen=True, slots=True)
class MyDossiers:
    """A page of somebody's list; `after` is the place where the rest begins."""

    items: tuple[MyDossier, ...]
    after: str | None


def list_my_dossiers(
    command: ListMyDossiers,
    mandates: Callable[[], Sequence[HeldMandate]],
    repository: "StatusRepository",
) -> MyDossiers:
    """One's own, newest first; then those of one's principals, by the day in their codes.

    `mandates` are those that hold at this moment; they are read once one's own have ended.
    """
    after = command.after or ""
    own: tuple[MyDossier, ...] = ()
    if not after.startswith(UNDER_MANDATE):
        page = repository.dossiers_of(command.owners, after=command.after, limit=command.limit)
        own = tuple(map(MyDossier, page.items))
        if page.after is not None:
            return MyDossiers(own, page.after)

    permitted = _permitted(mandates())
    rest = _behind(after, permitted)
    codes = rest[: command.limit - len(own)]

    represented = (_represented(repository, each, permitted[each]) for each in codes)
    return MyDossiers(
        items=(*own, *(each for each in represented if each)),
        after=f"{UNDER_MANDATE}{''.join(codes[-1:])}" if len(rest) > len(codes) else None,
    )


def _permitted(mandates: Iterable[HeldMandate]) -> dict[str, list[HeldMandate]]:
    """The mandates for each dossier; one to act stands before one to read."""
    permitted: dict[str, list[HeldMandate]] = {}
    for held in sorted(mandates, key=lambda held: held.mandate.scope):
        for code in held.mandate.dossiers:
            permitted.setdefault(code, []).append(held)
    return permitted


def _behind(after: str, codes: Iterable[str]) -> list[str]:
    """The newest first; all of them, where the page begins with one's own or names none."""
    newest = sorted(codes, key=_age, reverse=True)
    last = after.removeprefix(UNDER_MANDATE) if after.startswith(UNDER_MANDATE) else ""
    return [each for each in newest if not last or _age(each) < _age(last)]


def _age(code: str) -> tuple[str, str]:
    """Day and number of a code, then its agency."""
    agency, _, number = code.partition("-")
    return number, agency


def _represented(
    repository: "StatusRepository", code: str, mandates: Iterable[HeldMandate]
) -> MyDossier | None:
    """None where the dossier is not the principal's (any more), or status does not have it yet."""
    from status.projection.render import summarise  # the look-up starts faster without it

    summary = summarise(repository.record_of(code))
    if summary is None:
        return None
    of_owner = (held.mandate for held in mandates if held.principal == summary.owner)
    mandate = next(of_owner, None)
    return MyDossier(summary, mandate) if mandate else None
