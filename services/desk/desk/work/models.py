"""What casework answers about lists of cases, as far as the pages show it."""

from datetime import datetime

from front.api_problem import ApiModel


class Procedure(ApiModel):
    """A procedure of a case."""

    code: str
    name: str


class Official(ApiModel):
    """An official; the name is "" where nobody knows it."""

    sub: str
    name: str


class ListedCase(ApiModel):
    """A case in a list; the applicant's name is missing where it is no business of the official."""

    code: str
    agency: str
    procedure: Procedure
    stage: str
    applicant: str | None = None
    due: datetime | None = None
    step: str | None = None
    desk: str | None = None
    official: Official | None = None


class CaseList(ApiModel):
    """A page of a list; `next` is the cursor of the rest."""

    items: tuple[ListedCase, ...]
    next: str | None = None
