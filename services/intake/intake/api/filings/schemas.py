"""What a filing answers."""

from typing import Annotated, Self

from pydantic import Field

from contracts.terms import LocalizedText, Quote
from intake.domain.dossier import Dossier
from kit.core.local_time import LocalTime
from kit.core.model import Model


class FilingView(Model):
    """A filed dossier, for its owner."""

    code: Annotated[str, Field(description="Mã hồ sơ")]
    lookup_key: Annotated[str, Field(description="Mã tra cứu: it opens the public look-up")]
    filed_at: Annotated[LocalTime, Field(description="The moment of the filing")]
    quote: Annotated[Quote, Field(description="What is to be paid, and when")]
    demonstration: Annotated[
        LocalizedText | None,
        Field(description="The notice of a stage that is a demonstration only"),
    ] = None

    @classmethod
    def of(cls, dossier: Dossier) -> Self:
        return cls(
            code=dossier.id,
            lookup_key=dossier.lookup_key,
            filed_at=dossier.filed_at,
            quote=dossier.quote,
        )
