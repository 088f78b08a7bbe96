"""What officials send to put an act or a result right."""

from typing import Annotated

from pydantic import Field

from casework.api.acts.requests import Reason, ResultFileBody
from casework.api.requests import LongText, ShortText
from casework.domain.undo import Undoable
from contracts.result_content import Value
from kit.core.model import Body


class ResultCorrectionBody(Body):
    """Which sealed result is corrected, how it reads now, and why."""

    document: Annotated[ShortText, Field(description="The id of the sealed result")]
    fields: Annotated[
        dict[str, Value],
        Field(max_length=60, description="All fields of its template, as in a proposal"),
    ] = Field(default_factory=dict)
    file: Annotated[
        ResultFileBody | None,
        Field(description="In place of fields, where the kind of result has no template"),
    ] = None
    reason: Reason


class ResultRecallBody(Body):
    """Why the results hold no more."""

    reason: Reason


class UndoBody(Body):
    """Which act is taken back, and why."""

    act: Annotated[Undoable, Field(description="The mistaken act")]
    reason: Annotated[
        LongText, Field(description="Kept with the act; the citizen does not read it")
    ]
