"""The ports to the tax authority (cơ quan thuế), and to the keys with which bodies sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from kit.core.model import Model

RECEIPTS: Final = "receipts"
MISTAKES: Final = "mistakes"


@dataclass(frozen=True, slots=True)
class Submission:
    """XML of one collecting body: `kind` is what it reports, `key` is the same over repeats.

    `signature` is the body's over the content, by the public half of its `signing_key`.
    """

    kind: str
    key: str
    content: bytes
    signature: str
    signing_key: str


class TaxResult(Model):
    """The authority's answer about one receipt or mistake, by the `subject` that the XML names.

    `code` and `text` are its own, where it refuses.
    """

    subject: str
    accepted: bool
    code: str | None = None
    text: str | None = None


class TaxAuthorityUnavailable(Exception):
    """No answer, or none that can be read: whether the authority has it, nobody can tell."""


class SubmissionRefused(Exception):
    """The authority did not take the request as a whole: the status is the reason."""


class TaxAuthority(Protocol):
    """Takes a submission once under its key; a repeat is answered as the first one was."""

    def submit(self, submission: Submission) -> Sequence[TaxResult]:
        """A result for each subject; raises TaxAuthorityUnavailable, SubmissionRefused."""
        ...


class BodySigner(Protocol):
    """Signs for a collecting body with the body's own key."""

    def sign(self, key: str, content: bytes) -> str:
        """The signature in base64 (ECDSA over SHA-256, DER)."""
        ...
