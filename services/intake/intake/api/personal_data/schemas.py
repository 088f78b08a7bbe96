"""What people get about their own data, and officials about requests."""

from typing import Annotated, Self

from pydantic import Field, RootModel

from contracts.terms import Day, LocalizedText
from intake.api.dossiers.schemas import DossierView
from intake.api.profile.schemas import ProfileView
from intake.api.schemas import Next
from intake.domain.subject_request import (
    PersonErasure,
    SubjectRequest,
    SubjectRequestKind,
)
from intake.domain.transitions import SubjectRequestState
from intake.personal_data.erase import BACKUPS_LAST
from intake.personal_data.export import PersonalData, Place, places
from intake.personal_data.preview_erasure import ErasableDossier
from kit.core.local_time import LocalTime
from kit.core.model import Model


class PlaceView(Model):
    """A place where personal data of the caller may lie."""

    service: Annotated[str, Field(description="The service that stores them")]
    what: Annotated[LocalizedText, Field(description="Which data")]
    key: Annotated[LocalizedText, Field(description="What they are sealed under")]
    erased: Annotated[LocalizedText, Field(description="What ends them")]
    read_at: Annotated[str | None, Field(description="The route that answers them")]

    @classmethod
    def of(cls, place: Place) -> Self:
        return cls(**{name: getattr(place, name) for name in cls.model_fields})


class PersonalDataView(Model):
    """What intake stores of the caller, and every place where more of it lies."""

    profile: Annotated[ProfileView | None, Field(description="The caller's profile")]
    dossiers: Annotated[
        tuple[DossierView, ...], Field(description="Newest first; null is what was erased")
    ]
    places: Annotated[tuple[PlaceView, ...], Field(description="All, whatever the page")]
    next: Next

    @classmethod
    def of(cls, data: PersonalData, next: str | None) -> Self:
        return cls(
            profile=data.person and ProfileView.of(data.person),
            dossiers=tuple(map(DossierView.of_filed, data.dossiers)),
            places=tuple(map(PlaceView.of, places())),
            next=next,
        )


class PersonalDataCsv(RootModel[str]):
    """A table with a row for each field, and a row for each place."""


class ErasableDossierView(Model):
    """A dossier of the caller, and whether it may be erased."""

    code: Annotated[str, Field(description="Mã hồ sơ")]
    may_be_erased: Annotated[bool, Field(description="Whether its retention has ended")]
    until: Annotated[
        Day | None,
        Field(description="The day on which its retention ends; null: nobody can say yet"),
    ]

    @classmethod
    def of(cls, dossier: ErasableDossier) -> Self:
        return cls(code=dossier.code, may_be_erased=dossier.may_be_erased, until=dossier.until)


class ErasurePreviewView(Model):
    """A page of the caller's dossiers that are not erased yet."""

    items: Annotated[tuple[ErasableDossierView, ...], Field(description="Newest first")]
    next: Next


class RetainedDossierView(Model):
    """A dossier that stays, because it must still be stored."""

    code: Annotated[str, Field(description="Mã hồ sơ")]
    until: Annotated[
        Day | None,
        Field(description="The day on which its retention ends; null: nobody can say yet"),
    ]


class PersonErasureView(Model):
    """What the erasure of a whole person reached."""

    erased: Annotated[int, Field(description="How many dossiers were erased")]
    stored: Annotated[int, Field(description="How many stay until their retention has ended")]
    retained: Annotated[
        tuple[RetainedDossierView, ...], Field(description="The first hundred of those that stay")
    ]

    @classmethod
    def of(cls, erasure: PersonErasure) -> Self:
        retained = tuple(RetainedDossierView(**dict(each)) for each in erasure.retained)
        return cls(erased=erasure.erased, stored=erasure.stored, retained=retained)


class SubjectRequestView(Model):
    """A request of a data subject."""

    id: Annotated[str, Field(description="Its id")]
    kind: Annotated[SubjectRequestKind, Field(description="What is requested")]
    dossier: Annotated[str | None, Field(description="Mã hồ sơ")]
    state: Annotated[
        SubjectRequestState, Field(description="`granted`: decided, and the erasure runs")
    ]
    sent_at: Annotated[LocalTime, Field(description="When it was sent")]
    answer_by: Annotated[LocalTime, Field(description="Until when it is answered")]
    due: Annotated[LocalTime, Field(description="Until when it is done")]
    decided_at: Annotated[LocalTime | None, Field(description="When it was decided")]
    done_at: Annotated[LocalTime | None, Field(description="When it was done")]
    backups_until: Annotated[
        LocalTime | None,
        Field(description="Until when backups may still hold the keys of what was erased"),
    ]
    erasure: Annotated[
        PersonErasureView | None, Field(description="What the erasure of the whole person reached")
    ]

    @classmethod
    def of(cls, request: SubjectRequest) -> Self:
        is_erased = request.kind == "erase" and request.state == "done"
        ends = request.done_at + BACKUPS_LAST if is_erased and request.done_at else None
        named = {name: getattr(request, name) for name in FACTS}
        erasure = request.erasure and PersonErasureView.of(request.erasure)
        return cls(**named, backups_until=ends, erasure=erasure)


FACTS = tuple(
    name for name in SubjectRequestView.model_fields if name not in ("backups_until", "erasure")
)


class OpenedRequestView(SubjectRequestView):
    """A request with its texts, for the deciding official and for the person."""

    statement: Annotated[str | None, Field(description="What the person wrote")]
    reply: Annotated[str | None, Field(description="What the province replied")]

    @classmethod
    def of(cls, request: SubjectRequest) -> Self:
        facts = SubjectRequestView.of(request)
        reply = request.decision.reply if request.decision else None
        return cls(**dict(facts), statement=_readable(request.statement), reply=_readable(reply))


def _readable(text: object) -> str | None:
    """None once the person's key is destroyed."""
    return text if isinstance(text, str) else None


class SubjectRequestsView(Model):
    """A page of requests, without their texts."""

    items: Annotated[tuple[SubjectRequestView, ...], Field(description="In the list's order")]
    next: Next
