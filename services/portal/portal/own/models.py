"""Intake's and documents' answers about a filed dossier, as far as its owner's pages show them."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from pydantic import Field

from front.api_models import FeeLine
from front.api_problem import ApiModel
from portal.catalogue.models import Form

RefundWhen = Literal["never", "refused", "not_started", "stopped_by_agency"]


class FiledPaper(ApiModel):
    """A filed attachment."""

    id: str
    component: str
    name: str = ""


class SupplementRequest(ApiModel):
    """What the agency waits for, a line each, and until when."""

    items: tuple[str, ...]
    due: datetime | None = None


class SentSupplement(ApiModel):
    """What was sent in reply to a request."""

    sent_at: datetime


class FormSigned(ApiModel):
    """Who signed the e-form by their own key: the name in the certificate."""

    signer: str
    by_representative: bool = False
    signed_at: datetime


class Contact(ApiModel):
    """Where notices go."""

    phone: str | None = None
    email: str | None = None
    phone_verified: bool = False


class FiledFeeLine(FeeLine):
    """A fee line with the ending of a case on which it goes back."""

    refund_when: RefundWhen = "never"


class FiledQuote(ApiModel):
    """What was to be paid at the filing."""

    lines: tuple[FiledFeeLine, ...] = ()


class NamedProcedure(ApiModel):
    """The procedure, as of the filing."""

    code: str
    name: str


class FiledDossier(ApiModel):
    """A dossier as it was filed, with what its agency waits for."""

    code: str
    draft: str
    procedure: NamedProcedure
    agency_name: str
    papers: tuple[FiledPaper, ...] = ()
    form_signature: FormSigned | None = None
    quote: FiledQuote = Field(default_factory=FiledQuote)
    contact: Contact | None = None
    supplement_request: SupplementRequest | None = None
    supplements: tuple[SentSupplement, ...] = ()
    withdrawal_requested_at: datetime | None = None

    @property
    def numbered_papers(self) -> Iterator[tuple[FiledPaper, int]]:
        """Each with its number among the files of its document; 0 where it is the only one."""
        files = Counter(each.component for each in self.papers)
        numbers: Counter[str] = Counter()
        for each in self.papers:
            numbers[each.component] += 1
            yield each, numbers[each.component] if files[each.component] > 1 else 0


class SupplementPaper(ApiModel):
    """A document under which files are sent."""

    component: str
    name: str
    required: bool


class DossierForms(ApiModel):
    """The forms of a supplement and of a request to withdraw, and the documents of a supplement."""

    supplement: Form
    withdrawal: Form
    papers: tuple[SupplementPaper, ...]

    def paper(self, component: str) -> SupplementPaper | None:
        """A document by its id."""
        return next((each for each in self.papers if each.component == component), None)


class Link(ApiModel):
    """Opens a file for five minutes."""

    url: str


class NewKey(ApiModel):
    """A look-up key; the one before opens nothing."""

    code: str
    lookup_key: str


class ContactCode(ApiModel):
    """The code that was sent to a new phone or mailbox."""

    contact_code: str
    expires: datetime


class Reader(ApiModel):
    """Who read the dossier's personal data: `paper` is the file that was opened."""

    at: datetime
    kind: Literal["citizen", "staff", "integrator"]
    name: str
    paper: str | None = None
    purpose: str | None = None


class Readers(ApiModel):
    """A page of readers, newest first; `next` is the cursor of the rest."""

    items: tuple[Reader, ...]
    next: str | None = None


class OwnerRating(ApiModel):
    """The owner's rating with the agency's answer."""

    grade: str
    comment: str | None = None
    rated_at: datetime
    changed: bool
    reply: str | None = None
    replied_at: datetime | None = None


class DossierRating(ApiModel):
    """Whether and how a dossier is rated; `open_until` is missing before its return."""

    open_until: datetime | None = None
    rating: OwnerRating | None = None

    def is_open(self, at: datetime) -> bool:
        """Whether it may be given, or changed this once."""
        if self.open_until is None or at >= self.open_until:
            return False
        return self.rating is None or not (self.rating.changed or self.rating.reply)
