"""The service: a key and a certificate for each signer, and what their phones approved."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from local.doubles.authority.authority import Authority

YEAR = timedelta(days=365)
State = Literal["waiting", "approved", "declined"]


@dataclass
class PhoneRequest:
    """What a phone shows: which document, and the digest that would be signed."""

    signer: str
    title: str
    digest: str
    state: State = "waiting"
    signature: str = ""


@dataclass
class RemoteSigning:
    """Officials are enrolled by subject and name, citizens by identity number; nobody but their
    phone approves. `name_of` names citizens who are enrolled with their first request.
    """

    authority: Authority
    clock: Callable[[], datetime]
    keys: dict[str, ec.EllipticCurvePrivateKey] = field(default_factory=dict)
    certificates: dict[str, str] = field(default_factory=dict)
    requests: dict[str, PhoneRequest] = field(default_factory=dict)
    name_of: Callable[[str], str | None] = lambda _: None

    def enrol(self, signer: str, name: str, identity_number: str | None = None) -> None:
        """A key and a certificate for an official, or a citizen with an identity number."""
        key = ec.generate_private_key(ec.SECP256R1())
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        since, until = self.clock() - YEAR, self.clock() + YEAR
        certificate = self.authority.certify(
            public.decode(), name, since=since, until=until, identity_number=identity_number
        )
        self.keys[signer], self.certificates[signer] = key, certificate

    def chain(self, signer: str) -> list[str]:
        """The certificates of a signer; none of a stranger."""
        name = None if signer in self.certificates else self.name_of(signer)
        if name is not None:
            self.enrol(signer, name, signer)
        return [self.certificates[signer]] if signer in self.certificates else []

    def sign(self, document: str, signer: str, title: str, digest: str) -> dict[str, Any]:
        """What became of a request; one for another digest asks the phone anew."""
        present = self.requests.get(document)
        if present is None or (present.signer, present.digest) != (signer, digest):
            present = self.requests[document] = PhoneRequest(signer, title, digest)
        return {"state": present.state, "signature": present.signature}

    def waiting(self, signer: str) -> dict[str, str]:
        """What the phone of a signer shows: title by document."""
        return {
            document: each.title
            for document, each in self.requests.items()
            if each.signer == signer and each.state == "waiting"
        }

    def approve(self, document: str) -> None:
        """The phone approves: the key signs the digest."""
        request = self.requests[document]
        algorithm = ec.ECDSA(Prehashed(SHA256()))
        signature = self.keys[request.signer].sign(bytes.fromhex(request.digest), algorithm)
        request.signature, request.state = b64encode(signature).decode(), "approved"

    def decline(self, document: str) -> None:
        """The phone declines."""
        self.requests[document].state = "declined"
