"""What a desk entered of a draft: how it came, and for whom."""

from typing import Annotated, Self

from pydantic import Field

from contracts.terms import Applicant, Contact, Day, Representative
from intake.domain.desk_entry import DeskChannel, DeskEntry, IdentityProof
from kit.core.local_time import LocalTime
from kit.core.model import Model


class EntryView(Model):
    """A draft that a desk entered: personal, for officials alone."""

    channel: Annotated[DeskChannel, Field(description="How it came")]
    proof: Annotated[IdentityProof, Field(description="How it is known who hands it in")]
    applicant: Annotated[Applicant, Field(description="Whose dossier it is")]
    contact: Annotated[Contact | None, Field(description="Where notices go; null: the desk")]
    representative: Annotated[
        Representative | None, Field(description="Who hands it in by a mandate; null: nobody")
    ]
    received_at: Annotated[LocalTime | None, Field(description="When a letter was received")]
    posted_on: Annotated[Day | None, Field(description="The day of posting of a letter")]

    @classmethod
    def of(cls, entry: DeskEntry) -> Self:
        return cls(**{name: getattr(entry, name) for name in cls.model_fields})
