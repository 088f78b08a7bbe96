"""The export of a person's data: intake asks every service, each publishes what it stores."""

from kit.core.model import Event, Model, Sealed
from kit.core.personal_rows import PersonalRow


class ExportedDossier(Model):
    """A dossier of the person, and the id of its data key."""

    code: str
    vault: str


class ExportRequested(Event):
    """A person wants all that is stored of them; `people` are the ids that they have or had.

    Every service publishes, for each dossier, at least one part; those of OF_PEOPLE one of the
    person, too, under the key of the request.
    """

    TYPE = "export.requested"

    people: tuple[str, ...]
    dossiers: tuple[ExportedDossier, ...]


class PartExported(Event):
    """What one service stores of a dossier: part `part` of `parts`.

    `rows` None: the dossier was erased.
    """

    export: str
    part: int
    parts: int
    rows: Sealed[tuple[PersonalRow, ...] | None]


class CaseExported(PartExported):
    """What casework stores of a dossier."""

    TYPE = "case.exported"


class DocumentExported(PartExported):
    """What documents stores of a dossier."""

    TYPE = "document.exported"


class FeeExported(PartExported):
    """What payments stores of a dossier."""

    TYPE = "fee.exported"


class NoticeExported(PartExported):
    """What notifications stores of a dossier."""

    TYPE = "notice.exported"


class ViewExported(PartExported):
    """What status stores of a dossier."""

    TYPE = "view.exported"


class SyncExported(PartExported):
    """What the exchange stores of a dossier."""

    TYPE = "sync.exported"


class RatingExported(PartExported):
    """What voice stores of a dossier."""

    TYPE = "rating.exported"


PARTS: dict[str, type[PartExported]] = {
    "casework": CaseExported,
    "documents": DocumentExported,
    "payments": FeeExported,
    "notifications": NoticeExported,
    "status": ViewExported,
    "exchange": SyncExported,
    "voice": RatingExported,
}
"""Service -> the event of its parts: an export is whole once each has come from each of them."""
OF_PEOPLE: tuple[str, ...] = ("voice",)
"""Services that deliver one more part, under the person's own key: what is no dossier's."""
