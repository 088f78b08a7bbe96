"""The citizen's own signature of an e-form (chữ ký số trên tờ khai điện tử), by a key at a remote
signing service: what is signed, and how far it is.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar, Final, Literal

from contracts.intake import FiledSignature
from contracts.terms import Moment, ProcedureRef, Sha256, SignatureState
from intake.domain.answers import AnswersMalformed
from intake.domain.draft import LIFETIME, Draft
from intake.domain.transitions import FORM_SIGNATURE_GRAPH, FormSignatureState, next_state
from kit.core.errors import Conflicting, Unavailable
from kit.core.model import Aggregate, Model, Sealed

FORM: Final = "motcua.e-form.1"
"""Names what is signed: another content gets another name."""
WAITS: Final = timedelta(minutes=15)
"""How long a request waits for the phone; assumed."""
POLL_AFTER: Final = timedelta(seconds=3)
"""How long after an answer the service is requested again at the earliest."""
GRACE: Final = timedelta(minutes=10)
"""After the end of a request its owner may still find what the phone did; then the sweeper ends
it."""
Fault = SignatureState | Literal["wrong_signer"]


class SigningNotOffered(Conflicting):
    """The stage has no signing service for citizens."""

    code = "signing_not_offered"
    vi = "Hệ thống này chưa kết nối dịch vụ ký số từ xa. Vui lòng nộp tờ khai không ký số."
    en = "No remote signing service is connected here. Please file the form without a signature."


class DraftNotReady(Conflicting):
    """What is signed has to be complete: pages, papers and profile."""

    code = "draft_not_ready"
    vi = "Hồ sơ chưa đủ để nộp nên chưa ký được. Vui lòng làm hết các việc còn lại rồi ký."
    en = (
        "The draft is not ready to be filed, so it cannot be signed. Please finish what is "
        "left, then sign."
    )


class SigningCertificateMissing(Conflicting):
    """The signing service knows nobody of this identity number."""

    code = "signing_certificate_missing"
    vi = "Dịch vụ ký số không có chứng thư số nào của số định danh này."
    en = "The signing service has no certificate for this identity number."


class SigningCertificateForeign(Conflicting):
    """The certificate does not name the signer's identity number, or can't be read."""

    code = "signing_certificate_foreign"
    vi = (
        "Chứng thư số không ghi đúng số định danh của người ký. Vui lòng liên hệ nơi cấp chứng "
        "thư số."
    )
    en = (
        "The certificate does not bear the signer's identity number. Please contact whoever "
        "issued it."
    )


class SigningUnavailable(Unavailable):
    """The signing service does not respond; nothing was requested."""

    code = "signing_unavailable"
    vi = "Dịch vụ ký số không trả lời. Vui lòng thử lại sau ít phút, hoặc nộp tờ khai không ký số."
    en = (
        "The signing service does not respond. Please try again in a few minutes, or file "
        "without a signature."
    )


class SigningKey(Model):
    """Whose key signs (personal): the identity number, and certificates (PEM), the signer's first.

    `attributes` are the signed attributes (DER, base64), whose digest the service signs.
    """

    number: str
    certificates: tuple[str, ...]
    attributes: str


class FormSignature(Aggregate):
    """Of a draft, whose id it has: the latest request. `request` is its key at the service, stored
    before it is sent. `signatory` is the person who signs, `sha256` the digest of the statement.

    `why`: what is wrong with a signature that was refused. `signature` is CMS (DER, base64),
    detached.
    """

    KIND: ClassVar[str] = "FORM_SIGNATURE"

    request: str
    signatory: str
    state: FormSignatureState = "waiting"
    why: Fault | None = None
    title: str
    sha256: Sha256
    key: Sealed[SigningKey]
    requested_at: Moment
    expires: Moment
    polled_at: Moment | None = None
    signed_at: Moment | None = None
    signer: Sealed[str | None] = None
    signature: Sealed[str | None] = None

    @property
    def due_moment(self) -> datetime | None:
        """When the sweeper ends it."""
        return self.expires + GRACE if self.state == "waiting" else None

    @property
    def gone_at(self) -> datetime:
        """It is gone by itself, long after its draft has ended."""
        return self.requested_at + LIFETIME * 2

    def is_of(self, statement: bytes, signatory: str) -> bool:
        """Whether the person signs, or has signed, exactly this."""
        return self.sha256 == sha256(statement).hexdigest() and self.signatory == signatory

    def should_poll(self, at: datetime) -> bool:
        """Whether the service is requested again."""
        is_rested = self.polled_at is None or at - self.polled_at >= POLL_AFTER
        return self.state == "waiting" and is_rested

    def wait(self, at: datetime) -> "FormSignature":
        """Not approved yet, or past its end."""
        if at >= self.expires:
            return self.expire()
        return self.evolve(polled_at=at)

    def sign(self, signer: str, signature: str, at: datetime) -> "FormSignature":
        """Approved and verified; raises NotInThisState."""
        state = next_state(FORM_SIGNATURE_GRAPH, self.state, "sign")
        return self.evolve(state=state, signer=signer, signature=signature, signed_at=at)

    def decline(self) -> "FormSignature":
        """The phone declined; raises NotInThisState."""
        return self.evolve(state=next_state(FORM_SIGNATURE_GRAPH, self.state, "decline"))

    def reject(self, why: Fault) -> "FormSignature":
        """What came is no valid signature of this signer; raises NotInThisState."""
        state = next_state(FORM_SIGNATURE_GRAPH, self.state, "reject")
        return self.evolve(state=state, why=why)

    def void(self) -> "FormSignature":
        """The draft changed while the phone was awaited; raises NotInThisState."""
        return self.evolve(state=next_state(FORM_SIGNATURE_GRAPH, self.state, "void"))

    def expire(self) -> "FormSignature":
        """Nobody approved it in time; raises NotInThisState."""
        return self.evolve(state=next_state(FORM_SIGNATURE_GRAPH, self.state, "expire"))

    def filed(self, *, by_representative: bool) -> FiledSignature:
        """As the dossier is filed with it."""
        return FiledSignature.model_validate(
            {
                "signer": self.signer,
                "by_representative": by_representative,
                "signed_at": self.signed_at,
                "sha256": self.sha256,
                "signature": self.signature,
            }
        )


def statement_of(draft: str, procedure: ProcedureRef, agency: str, answers: object) -> bytes:
    """What is signed: canonical JSON (RFC 8785) of the answers, and of what they are for.

    It follows from the dossier as filed, so that anybody who may read that can verify the signature
    offline. Raises AnswersMalformed.
    """
    import rfc8785

    statement = {
        "form": FORM,
        "draft": draft,
        "procedure": {"code": procedure.code, "version": procedure.version},
        "agency": agency,
        "answers": answers,
    }
    try:
        return rfc8785.dumps(statement)  # type: ignore[arg-type] # answers are JSON
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
        raise AnswersMalformed(field="answers") from None


def draft_statement(draft: Draft, procedure: ProcedureRef) -> bytes:
    """Of a draft as it is now; raises AnswersMalformed."""
    return statement_of(draft.id, procedure, draft.agency, draft.answers)
