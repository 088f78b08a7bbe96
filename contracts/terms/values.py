"""Values that every service states alike: amounts, days, moments, languages, digests, texts."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from kit.core.model import Model

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Dong = Annotated[int, Field(ge=0, le=99_999_999_999)]
"""An amount in đồng: a whole number; the currency is always VND."""
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Moment = AwareDatetime
Language = Literal["vi", "en"]


class LocalizedText(Model):
    """A text in Vietnamese and, where there is one, in English."""

    vi: Annotated[str, Field(description="In Vietnamese")]
    en: Annotated[str | None, Field(description="In English")] = None
