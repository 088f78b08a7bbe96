"""What callers send with the acts of the phases of a case."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from casework.api.requests import LongText, ShortText, Subject
from casework.domain.endings import ReturnMethod
from casework.domain.late_record import LateRecord
from kit.core.model import Body


class LateBody(Body):
    """An act that happened before it could be recorded."""

    at: Annotated[AwareDatetime, Field(description="When it happened")]
    why: Annotated[LongText, Field(description="Why it is recorded only now")]

    @property
    def record(self) -> LateRecord:
        return LateRecord(at=self.at, why=self.why)


Late = Annotated[
    LateBody | None, Field(description="Ghi nhận sau; null: it happens with this request")
]


class AcceptanceBody(Body):
    """Nothing has to be said."""

    wants_form: Annotated[
        bool,
        Field(description="Mẫu 01 also of a result of the same day, which has none by itself"),
    ] = False

    late: Late = None


class RejectionBody(Body):
    """Why the dossier is not accepted."""

    reason: Annotated[LongText, Field(description="The citizen reads it in the notice")]
    late: Late = None


class AssignmentBody(Body):
    """Which step goes to which desk."""

    step: Annotated[
        ShortText, Field(description="Its name; a step of the procedure has a time limit")
    ]
    desk: Annotated[
        ShortText, Field(description="The name of the desk; one of the agency's, if it lists them")
    ]
    official: Annotated[
        Subject | None, Field(description="The official at the desk; null: whoever sits there")
    ] = None


class DecisionBody(Body):
    """Nothing has to be said: the proposal is approved as it is."""


class ReturnBody(Body):
    """How the citizen gets the result."""

    how: Annotated[ReturnMethod, Field(description="Online, at the counter or by post")]
    late: Late = None
