"""What becomes of papers: uploads that are checked, originals that are digitised."""

from contracts.terms import (
    Day,
    FiledPaper,
    Sha256,
    SignatureState,
)
from kit.core.model import Event, Sealed


class PaperChecked(Event):
    """An upload passed its checks; `shown` is the digest of the copy that people are shown."""

    TYPE = "paper.checked"

    draft: str
    sha256: Sha256
    media_type: str
    pages: int | None = None
    shown: Sha256 | None = None
    signature: SignatureState | None = None
    scanned: bool = False


class PaperRejected(Event):
    """An upload failed its checks. `why` is a stable code such as `wrong_digest`."""

    TYPE = "paper.rejected"

    draft: str
    sha256: Sha256 | None = None
    media_type: str | None = None
    why: str


class ResultFileChecked(Event):
    """An official's upload, which is to be a result of the dossier, passed its check as any file.

    `sha256` is the digest of the checked copy, which a proposal names and the agency signs.
    """

    TYPE = "paper.result_checked"

    draft: str
    sha256: Sha256
    pages: int | None = None
    signature: SignatureState | None = None
    scanned: bool = False


class CopyConfirmed(Event):
    """An official compared an original with its scan and described it: the copy awaits the agency's
    signature. `sha256` is the digest of the copy, `paper` the attachment that it is of.
    """

    TYPE = "paper.copy_confirmed"

    paper: str
    draft: str
    sha256: Sha256
    pages: int
    component: str
    kind: Sealed[str]
    number: Sealed[str]
    issuer: Sealed[str]
    issued_on: Sealed[Day]
    valid_until: Sealed[Day | None] = None
    by: str
    by_name: Sealed[str | None] = None
    component_name: str = ""


class PaperDigitised(Event):
    """The signed copy of an original is stored: `document` with digest `sha256`.

    `reusable` (DuocTaiSuDung): another dossier may use it, until `valid_until` where there is one.
    """

    TYPE = "paper.digitised"

    paper: FiledPaper
    document: str
    sha256: Sha256
    reusable: bool
    valid_until: Sealed[Day | None] = None
