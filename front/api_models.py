"""Parts of answers that the pages of several clients show."""

from typing import Literal

from front.api_problem import ApiModel


class LocalizedText(ApiModel):
    """A text in Vietnamese and, where there is one, in English."""

    vi: str
    en: str | None = None


class FeeLine(ApiModel):
    """A line of a fee or receipt; `amount` in đồng, which is made up (demo), or unconfirmed."""

    name: str
    amount: int
    mark: Literal["demo", "unconfirmed"] | None = None
