"""What people get of an export of their data."""

from typing import Annotated, Literal, Self

from pydantic import Field

from intake.domain.data_export import DataExport, Delivered
from kit.core.local_time import LocalTime
from kit.core.model import Model


class ServicePartView(Model):
    """How far a service is."""

    service: Annotated[str, Field(description="The service that stores it")]
    dossiers: Annotated[int, Field(description="Of how many dossiers its part has come")]


class DataExportView(Model):
    """An export of all that is stored of the caller."""

    export: Annotated[str, Field(description="Its id")]
    state: Annotated[
        Literal["gathering", "ready"], Field(description="`ready`: its archive can be downloaded")
    ]
    requested_at: Annotated[LocalTime, Field(description="When it was requested")]
    expires: Annotated[LocalTime, Field(description="Until when it can be had")]
    dossiers: Annotated[int, Field(description="How many dossiers are in it")]
    services: Annotated[
        tuple[ServicePartView, ...], Field(description="Each service, besides intake itself")
    ]
    next: Annotated[
        str | None, Field(description="The cursor of the next export; null: no dossier is left")
    ]

    @classmethod
    def of(cls, export: DataExport, delivered: Delivered, next: str | None) -> Self:
        return cls(
            export=export.id,
            state="ready" if delivered.is_whole else "gathering",
            requested_at=export.requested_at,
            expires=export.expires,
            dossiers=len(export.dossiers),
            services=tuple(
                ServicePartView(service=service, dossiers=number)
                for service, number in delivered.dossiers.items()
            ),
            next=next,
        )


class ExportFilesView(Model):
    """A volume of the files of an export."""

    url: Annotated[str, Field(description="Whoever has it gets the volume (ZIP)")]
    expires: Annotated[LocalTime, Field(description="Until when")]
    files: Annotated[int, Field(description="How many files are in it")]
    next: Annotated[
        str | None, Field(description="The cursor of the next volume; null: it is the last")
    ]


class DataExportLinkView(Model):
    """Where the archive is, for a quarter of an hour."""

    url: Annotated[str, Field(description="Whoever has it gets the archive (ZIP)")]
    expires: Annotated[LocalTime, Field(description="Until when")]
