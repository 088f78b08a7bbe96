"""Intake's answers about one's personal data, as far as the pages show them."""

from datetime import date, datetime
from typing import Literal

from front.api_problem import ApiModel

RequestKind = Literal["see", "correct", "restrict", "erase"]
KINDS: tuple[RequestKind, ...] = ("see", "correct", "restrict", "erase")


class Export(ApiModel):
    """A copy of one's data that is made; `next` is the cursor of older dossiers."""

    export: str
    state: Literal["gathering", "ready"]
    dossiers: int
    requested_at: datetime
    expires: datetime
    next: str | None = None


class ExportLink(ApiModel):
    """Downloads the archive."""

    url: str


class ExportVolume(ApiModel):
    """Downloads files of an export, at most a hundred, until `expires`; `next` is the cursor of the
    rest.
    """

    url: str
    expires: datetime
    files: int
    next: str | None = None


class RetainedDossier(ApiModel):
    """A dossier that stays until the end of its retention."""

    code: str
    until: date | None = None


class Erasure(ApiModel):
    """What an erasure of the whole person reached."""

    erased: int
    stored: int
    retained: tuple[RetainedDossier, ...] = ()


class SubjectRequest(ApiModel):
    """A request about one's data, with the days by which the law lets it be answered and done."""

    id: str
    kind: RequestKind
    dossier: str | None = None
    state: Literal["received", "granted", "refused", "done"]
    sent_at: datetime
    answer_by: datetime
    due: datetime
    decided_at: datetime | None = None
    done_at: datetime | None = None
    erasure: Erasure | None = None


class SubjectRequests(ApiModel):
    """A page of requests, newest first."""

    items: tuple[SubjectRequest, ...]
    next: str | None = None


class ErasableDossier(ApiModel):
    """A dossier, whether it may be erased, else until when it must be stored."""

    code: str
    may_be_erased: bool
    until: date | None = None


class ErasurePreview(ApiModel):
    """A page of dossiers."""

    items: tuple[ErasableDossier, ...]
    next: str | None = None
