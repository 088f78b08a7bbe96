"""PDF files with signatures, as people get them from offices and companies."""

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.validation.dss import DocumentSecurityStore


@cache
def signer() -> signers.SimpleSigner:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Nguyen Thi An")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.KeyUsage(True, True, *[False] * 7), critical=True)
        .sign(key, hashes.SHA256())
    )
    bundle = serialization.pkcs12.serialize_key_and_certificates(
        b"an", key, certificate, None, serialization.NoEncryption()
    )
    loaded: signers.SimpleSigner | None = signers.SimpleSigner.load_pkcs12_data(
        bundle, other_certs=[]
    )
    assert loaded is not None
    return loaded


def signed(content: bytes, name: str = "ChuKy", *, visible: bool = False) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(content), strict=False)
    box = (100, 100, 300, 160) if visible else None
    spec = fields.SigFieldSpec(name, box=box, on_page=0)
    metadata = signers.PdfSignatureMetadata(field_name=name)
    output = signers.sign_pdf(writer, metadata, signer=signer(), new_field_spec=spec)
    return bytes(output.getvalue())


def with_dss(content: bytes) -> bytes:
    """The evidence of a long-term signature stands behind it, as an update."""
    output = BytesIO(content)
    certificate = signer().signing_cert
    DocumentSecurityStore.add_dss(output, None, certs=[certificate])
    return output.getvalue()
