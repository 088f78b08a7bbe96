"""A citizen's own signature on an upload: what it is worth is shown to them and to the desk."""

from base64 import b64encode
from datetime import timedelta
from io import BytesIO

import pytest
from asn1crypto import keys, pem, x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from kit.security.trust_list import TrustList
from kit.testing.clock import NOW
from local.doubles.authority.authority import Authority
from tests.unit.intake.pdf_files import a_page
from tests.unit.intake.world import World

YEAR = timedelta(days=365)
AUTHORITY, ELSEWHERE = Authority.new(NOW - 3 * YEAR), Authority.new(NOW, "CA khác")


class Citizen:
    """A person with a certificate of their own."""

    def __init__(self, authority: Authority = AUTHORITY, *, ends_in: timedelta = YEAR) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        public = self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        until = NOW + ends_in
        self.certificate = authority.certify(
            public.decode(), "Nguyễn Thị An", since=until - 2 * YEAR, until=until
        )

    def sign(self, content: bytes, digest: str = "sha256", field: str = "An") -> bytes:
        """The PDF with their signature."""
        private = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        signer = signers.SimpleSigner(
            signing_cert=x509.Certificate.load(pem.unarmor(self.certificate.encode())[2]),
            signing_key=keys.PrivateKeyInfo.load(private),
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
        )
        metadata = signers.PdfSignatureMetadata(field_name=field, md_algorithm=digest)
        writer = IncrementalPdfFileWriter(BytesIO(content), strict=False)
        signed: BytesIO = signers.sign_pdf(writer, metadata, signer=signer)
        return signed.getvalue()


def trusting(*revoked: Citizen, lists: bool = True) -> TrustList:
    since = {each.certificate: NOW - timedelta(days=1) for each in revoked}
    listed = b64encode(AUTHORITY.revocation_list(since, NOW)).decode()
    return TrustList(roots=(AUTHORITY.pem,), revocation_lists=(listed,) if lists else ())


AN = Citizen()
CASES = {
    "valid": (AN.sign(a_page()), trusting()),
    "broken": (AN.sign(a_page()).replace(b"/MediaBox", b"/Mediabox"), trusting()),
    "foreign": (Citizen(ELSEWHERE).sign(a_page()), trusting()),
    "expired": (Citizen(ends_in=-timedelta(days=1)).sign(a_page()), trusting()),
    "revoked": (AN.sign(a_page()), trusting(AN)),
    "legacy": (AN.sign(a_page(), "sha1"), trusting()),
    "unchecked": (AN.sign(a_page()), trusting(lists=False)),
}


@pytest.mark.parametrize("state", CASES)
def test_what_a_signature_is_worth_is_named(state: str) -> None:
    content, trusted = CASES[state]
    world = World()
    world.trust.trusted = trusted

    attachment = world.attach(world.prepare_draft(), content)

    assert (attachment.state, attachment.signature) == ("checked", state)


def test_a_file_is_worth_what_the_worst_of_its_signatures_is() -> None:
    world = World()
    world.trust.trusted = trusting(AN)
    content = Citizen().sign(AN.sign(a_page()), field="Binh")

    attachment = world.attach(world.prepare_draft(), content)

    assert attachment.signature == "revoked"
