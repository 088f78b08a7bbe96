"""A signing service of citizens, with the phones that approve, and a world where An signs."""

from base64 import b64encode
from datetime import timedelta
from typing import Any, Final

from intake.domain.procedure_content import ProcedureContent
from intake.domain.profile import Profile
from intake.domain.verified_identity import VerifiedIdentity
from intake.profile.update import UpdateProfile, update_profile
from kit.security.people import PersonLink
from kit.security.remote_signing import (
    Signatory,
    SignatureAwaited,
    SignatureDeclined,
    SignatureRequest,
    SigningServiceUnavailable,
)
from kit.security.trust_list import TrustList
from kit.testing.clock import NOW
from kit.testing.http_client import ClientResponse
from local.doubles.authority.authority import Authority
from local.doubles.signing.service import RemoteSigning
from tests.unit.intake.world import AN, World, a_procedure

AUTHORITY: Final = Authority.new(NOW - timedelta(days=500))
NUMBER: Final = str(AN.identity_number)
SHORT: Final = "Đăng ký thành lập hộ kinh doanh"


def trusting(*revoked: str) -> TrustList:
    since = dict.fromkeys(revoked, NOW - timedelta(days=1))
    listed = b64encode(AUTHORITY.revocation_list(since, NOW)).decode()
    return TrustList(roots=(AUTHORITY.pem,), revocation_lists=(listed,))


class Phone:
    """`SigningService` by the double itself; it responds to nothing while it is `down`."""

    def __init__(self, world_clock: Any = lambda: NOW) -> None:
        self.remote = RemoteSigning(AUTHORITY, world_clock)
        self.remote.enrol(NUMBER, AN.full_name, NUMBER)
        self.down = False
        self.requests: list[SignatureRequest] = []

    def certificates(self, signer: Signatory) -> tuple[str, ...]:
        if self.down:
            raise SigningServiceUnavailable
        return tuple(self.remote.chain(signer.id))

    def sign(self, request: SignatureRequest) -> str:
        self.requests.append(request)
        if self.down:
            raise SigningServiceUnavailable
        signer = request.signer.id
        response = self.remote.sign(request.document, signer, request.title, request.digest)
        if response["state"] == "declined":
            raise SignatureDeclined
        if response["state"] == "waiting":
            raise SignatureAwaited
        return str(response["signature"])

    @property
    def documents(self) -> list[str]:
        """The keys of all requests that arrived, each once."""
        return list(self.remote.requests)

    def approve(self) -> None:
        """What was requested last."""
        self.remote.approve(self.documents[-1])

    def decline(self) -> None:
        """What was requested last."""
        self.remote.decline(self.documents[-1])


class SigningWorld(World):
    """An has a verified identity, a phone, and a draft that can be filed."""

    def __init__(self, content: ProcedureContent | None = None) -> None:
        self.phone = Phone()
        super().__init__(signing_service=self.phone)
        self.trust.trusted = trusting()
        self.publish(content or a_procedure(documents=()))
        self.identify("an", AN)
        self.draft = self.create_draft().id
        self.path = f"/v1/drafts/{self.draft}"

    def identify(self, sub: str, profile: Profile) -> None:
        """Their account's issuer verified who they are."""
        facts = {
            "full_name": profile.full_name,
            "identity_number": str(profile.identity_number),
        }
        verified = VerifiedIdentity(facts=facts, at=self.clock())
        command = UpdateProfile(owner=PersonLink(person=sub), profile=profile, verified=verified)
        update_profile(self.intake, command, at=self.clock())

    def sign(self, sub: str = "an", **headers: str) -> ClientResponse:
        return self.client.post(f"{self.path}/signature", sub, **headers)

    def look(self, sub: str = "an", *, seconds: int = 3) -> Any:
        """The signature, some seconds later."""
        self.clock.advance(timedelta(seconds=seconds))
        return self.client.get(f"{self.path}/signature", sub).body

    def signed(self) -> Any:
        """The signature that the phone has approved."""
        self.sign()
        self.phone.approve()
        return self.look()

    def answer(self, text: str) -> None:
        """Another answer on the page of the general form."""
        body = {"page": "request", "answers": {"request": text}}
        assert self.client.patch(self.path, "an", body).status == 200

    def file_signed(self, sub: str = "an") -> ClientResponse:
        return self.client.post(f"{self.path}/filing", sub, {})

    def stored_state(self) -> str:
        """As it is stored, whatever the phone did."""
        stored = self.intake.form_signature(self.draft)
        assert stored is not None
        return stored.state
