"""What intake has of a person, and where else in the system personal data of theirs lie."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from contracts.terms import LocalizedText
from intake.domain.person import Person
from intake.dossiers.get import FiledDossier, opened_dossier
from intake.repository import IntakeRepository
from kit.core.model import Model
from kit.persistence.repository import required
from kit.security.people import PersonLink


class Place(Model):
    """A place where personal data lie. `items` are the kinds of items of a service's table, as
    their keys begin; `key` is what they lie sealed under, `read_at` the route that answers them to
    the person, if one does.
    """

    service: str
    items: tuple[str, ...]
    what: LocalizedText
    key: LocalizedText
    erased: LocalizedText
    read_at: str | None = None


@dataclass(frozen=True, slots=True)
class PersonalData:
    """The profile, and a page of dossiers; of an erased dossier nothing personal is left."""

    person: Person | None
    dossiers: tuple[FiledDossier, ...]
    after: str | None


def export_personal_data(
    intake: IntakeRepository, owner: PersonLink, *, after: str | None, limit: int
) -> PersonalData:
    """All of intake's part, opened; dossiers newest first."""
    summaries, rest = intake.dossiers_of(owner.ids, after=after, limit=limit)
    return PersonalData(
        person=intake.person(owner.person),
        dossiers=tuple(_dossier(intake, summary.code) for summary in summaries),
        after=rest,
    )


def _dossier(intake: IntakeRepository, code: str) -> FiledDossier:
    dossier = intake.dossier(code)
    if dossier is None:
        return FiledDossier(required(intake.sealed_dossier(code)), None, None, None)
    return opened_dossier(intake, dossier)


@cache
def places() -> tuple[Place, ...]:
    """Every place of the system, by service."""
    text = (files(__package__) / "places.json").read_text("utf-8")
    return tuple(map(Place.model_validate, json.loads(text)))
