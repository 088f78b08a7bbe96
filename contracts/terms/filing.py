"""Where and for which procedure a dossier was filed, and when its result is due."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.terms.codes import ProcedureCode
from contracts.terms.values import LocalizedText, Moment
from kit.core.model import Model

Channel = Literal["online", "counter", "post", "kiosk"]


def channel_of_terms(channel: Channel) -> Channel:
    """The channel whose offer, fees and limits hold: a kiosk stands at a counter and has those of
    the counter (NĐ 118/2025/NĐ-CP Điều 17.2a; that its fees are so too is assumed).
    """
    return "counter" if channel == "kiosk" else channel


Portal = Literal["national"]
"""Where a dossier was filed that was not filed with us: Cổng Dịch vụ công quốc gia."""


class ProcedureRef(Model):
    """A procedure in the version in force at filing."""

    code: Annotated[ProcedureCode, Field(description="Mã thủ tục hành chính")]
    name: Annotated[str, Field(description="Tên thủ tục in that version")]
    version: Annotated[int, Field(description="The number of the version")]


class Due(Model):
    """Ngày hẹn trả: the due moment and how it was found, a sentence a step."""

    at: Annotated[Moment, Field(description="Ngày hẹn trả")]
    provisional: Annotated[
        bool, Field(description="Whether an official plan of holidays may still move it")
    ]
    steps: Annotated[
        tuple[LocalizedText, ...], Field(description="How it was found, a sentence a step")
    ] = ()
