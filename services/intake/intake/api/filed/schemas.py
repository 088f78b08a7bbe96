"""What owners get back from a dossier that is filed."""

from typing import Annotated, Self

from pydantic import Field

from contracts.required_documents import Component
from contracts.terms import Contact
from intake.domain.dossier import Dossier
from intake.domain.form import Form
from kit.core.local_time import LocalTime
from kit.core.model import Model


class SupplementSentView(Model):
    """The supplements of a dossier were sent."""

    code: Annotated[str, Field(description="Mã hồ sơ")]
    request: Annotated[str, Field(description="The agency's request that they reply to")]
    sent_at: Annotated[LocalTime, Field(description="The moment from which they count")]
    papers: Annotated[tuple[str, ...], Field(description="The ids of every filed attachment")]

    @classmethod
    def of(cls, dossier: Dossier) -> Self:
        sent = dossier.supplements[-1]
        return cls(
            code=dossier.id,
            request=sent.request,
            sent_at=sent.sent_at,
            papers=tuple(paper.id for paper in dossier.attachments),
        )


class WithdrawalRequestView(Model):
    """A request to withdraw waits for the agency's reply."""

    code: Annotated[str, Field(description="Mã hồ sơ")]
    sent_at: Annotated[LocalTime | None, Field(description="When it was sent")]

    @classmethod
    def of(cls, dossier: Dossier) -> Self:
        return cls(code=dossier.id, sent_at=dossier.withdrawal and dossier.withdrawal.sent_at)


class LookupKeyView(Model):
    """A replaced look-up key."""

    code: Annotated[str, Field(description="Mã hồ sơ")]
    lookup_key: Annotated[str, Field(description="Mã tra cứu: the one before opens nothing")]


class DossierContactView(Model):
    """Where the notices of a dossier go."""

    code: Annotated[str, Field(description="Mã hồ sơ")]
    contact: Annotated[
        Contact | None, Field(description="Phone and e-mail; null: the desk brings the notices")
    ]


class SupplementPaperView(Model):
    """A document of the procedure under which a supplement's files are sent."""

    component: Annotated[str, Field(description="Its id in the procedure")]
    name: Annotated[str, Field(description="Tên giấy tờ")]
    required: Annotated[bool, Field(description="Whether the procedure always asks for it")]

    @classmethod
    def of(cls, component: Component) -> Self:
        return cls(component=component.id, name=component.name, required=component.required)


class FiledFormsView(Model):
    """The forms of what is sent to a filed dossier."""

    supplement: Annotated[Form, Field(description="Of `answers` of a supplement")]
    withdrawal: Annotated[Form, Field(description="Of the body of a request to withdraw")]
    papers: Annotated[
        tuple[SupplementPaperView, ...], Field(description="The documents of a supplement")
    ]
