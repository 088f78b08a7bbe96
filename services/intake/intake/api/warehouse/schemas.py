"""What people see of a data warehouse, and of consents to see a paper of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Self

from pydantic import Field

from contracts.terms import Sha256
from intake.api.schemas import Next
from intake.domain.consent import Consent, ConsentState
from intake.domain.paper_reference import StoredKind
from intake.domain.warehouse import PaperState, StoredPaper
from intake.warehouse.consents import SharedPaper
from intake.warehouse.papers import PaperUse
from kit.core.local_time import LocalTime
from kit.core.model import Model


class StoredPaperView(Model):
    """Giấy tờ trong kho dữ liệu điện tử."""

    dossier: Annotated[str, Field(description="The dossier that it comes from")]
    document: Annotated[str, Field(description="The sealed document; anybody verifies it by this")]
    kind: Annotated[
        StoredKind,
        Field(description="A result, the signed copy of an original, or a certified copy"),
    ]
    state: Annotated[PaperState, Field(description="Whether it holds today, and if not, why")]
    name: Annotated[str, Field(description="What paper it is")]
    number: Annotated[str | None, Field(description="Its number, where it has one")]
    issuer: Annotated[str, Field(description="Who issued it")]
    issued_on: Annotated[str, Field(description="The day of issue, YYYY-MM-DD")]
    valid_until: Annotated[str | None, Field(description="The last day; null: it stays valid")]
    procedure: Annotated[str, Field(description="The procedure of its dossier")]
    sha256: Annotated[Sha256, Field(description="Of the sealed file")]
    reusable: Annotated[bool, Field(description="Whether a draft may use it now (DuocTaiSuDung)")]

    @classmethod
    def of(cls, paper: StoredPaper) -> Self:
        return cls(**_facts(paper))


class WarehouseView(Model):
    """A page of the caller's papers."""

    items: Annotated[
        tuple[StoredPaperView, ...], Field(description="Those of the newest dossiers first")
    ]
    next: Next


class PaperUseView(Model):
    """Where a paper is used."""

    draft: Annotated[str, Field(description="The draft")]
    procedure: Annotated[str, Field(description="The procedure it is used for")]
    agency: Annotated[str, Field(description="The agency it is for")]
    dossier: Annotated[str | None, Field(description="The dossier, once it is filed")]

    @classmethod
    def of(cls, use: PaperUse) -> Self:
        return cls(**dict(use))


class ConsentView(Model):
    """Who may see which paper, how long, for what."""

    consent: Annotated[str, Field(description="Its id")]
    state: Annotated[ConsentState, Field(description="Whether it lets anybody see the paper now")]
    dossier: Annotated[str, Field(description="The dossier that the paper comes from")]
    document: Annotated[str, Field(description="The sealed document")]
    agency: Annotated[str | None, Field(description="The agency that may see it")]
    full_name: Annotated[str | None, Field(description="The person who may")]
    since: Annotated[str, Field(description="The first day, Vietnam")]
    until: Annotated[str, Field(description="The last day, Vietnam")]
    purpose: Annotated[str, Field(description="What for, in the owner's words")]
    consented_at: Annotated[LocalTime, Field(description="When it was given")]
    revoked_at: Annotated[LocalTime | None, Field(description="When it was revoked")]

    @classmethod
    def of(cls, consent: Consent, at: datetime) -> Self:
        return cls(
            consent=consent.id,
            state=consent.state(at),
            agency=consent.recipient.agency,
            full_name=consent.recipient.full_name,
            consented_at=consent.consented_at,
            revoked_at=consent.revoked_at,
            **dict(consent.terms),
        )


class ConsentsView(Model):
    """Consents, the newest first, at most a hundred."""

    items: Annotated[tuple[ConsentView, ...], Field(description="The newest first")]


class StoredPaperDetailView(StoredPaperView):
    """With where it is used; who read it stands among the readers of its dossier."""

    uses: Annotated[tuple[PaperUseView, ...], Field(description="The drafts and dossiers with it")]

    @classmethod
    def with_uses(cls, paper: StoredPaper, uses: list[PaperUse]) -> Self:
        return cls(**_facts(paper), uses=tuple(map(PaperUseView.of, uses)))


class SharedPaperView(StoredPaperView):
    """A paper that somebody shares, with a link to its file."""

    consent: Annotated[ConsentView, Field(description="By which it may be seen")]
    url: Annotated[str, Field(description="Opens the file; no token needed")]
    expires: Annotated[LocalTime, Field(description="When the URL stops working")]

    @classmethod
    def of_shared(cls, shared: SharedPaper, at: datetime) -> Self:
        consent = ConsentView.of(shared.consent, at)
        return cls(**_facts(shared.paper), consent=consent, url=shared.url, expires=shared.expires)


def _facts(paper: StoredPaper) -> Mapping[str, object]:
    is_reusable = paper.state == "valid" and paper.reference is not None
    return {**paper.model_dump(exclude={"reference"}), "reusable": is_reusable}
