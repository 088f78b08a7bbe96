"""What people see of the signature of an e-form."""

from typing import Annotated, Literal, Self

from pydantic import Field

from contracts.terms import Sha256
from intake.domain.form_signature import Fault, FormSignature
from kit.core.local_time import LocalTime
from kit.core.model import Model

State = Literal["none", "waiting", "signed", "declined", "rejected", "void", "expired"]


class FormSignatureView(Model):
    """How far the signature of a draft's e-form is."""

    offered: Annotated[
        bool, Field(description="Whether the stage has a signing service of citizens")
    ]
    state: Annotated[
        State,
        Field(
            description="none: nobody requested it; waiting: the phone has not approved it; "
            "void: the draft was changed since; rejected: `why` says what is wrong with it"
        ),
    ] = "none"
    why: Annotated[
        Fault | None,
        Field(description="As of uploaded signatures, or wrong_signer: another's certificate"),
    ] = None
    title: Annotated[str | None, Field(description="What the phone shows")] = None
    requested_at: Annotated[LocalTime | None, Field(description="When it was requested")] = None
    expires: Annotated[LocalTime | None, Field(description="Until when the phone may approve")] = (
        None
    )
    signer: Annotated[str | None, Field(description="The name in the certificate")] = None
    signed_at: Annotated[LocalTime | None, Field(description="When it was verified")] = None
    sha256: Annotated[Sha256 | None, Field(description="Of the statement that is signed")] = None

    @classmethod
    def of(
        cls, signature: FormSignature | None, *, offered: bool = True, is_present: bool = True
    ) -> Self:
        """`is_present`: it is of the draft as it is now."""
        if signature is None:
            return cls(offered=offered)
        is_void = signature.state == "signed" and not is_present
        return cls(
            offered=offered,
            state="void" if is_void else signature.state,
            why=signature.why,
            title=signature.title,
            requested_at=signature.requested_at,
            expires=signature.expires,
            signer=signature.signer,
            signed_at=signature.signed_at,
            sha256=signature.sha256,
        )


class SignatureFileView(Model):
    """A signature and what it is over: enough to verify it offline."""

    statement: Annotated[str, Field(description="What was signed: canonical JSON (RFC 8785)")]
    sha256: Annotated[Sha256, Field(description="Of the statement")]
    signature: Annotated[
        str, Field(description="Detached CMS (RFC 5652) over it: DER, base64; with certificates")
    ]
    signer: Annotated[str, Field(description="The name in the certificate")]
    by_representative: Annotated[
        bool, Field(description="Whether a representative signed for the owner")
    ]
    signed_at: Annotated[LocalTime, Field(description="When it was verified")]
