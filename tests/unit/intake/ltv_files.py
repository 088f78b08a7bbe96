"""PDF files with long-term signatures: a chain, a timestamp, a list of revoked certificates."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from asn1crypto import crl as asn1_crl
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleCertificateStore, SimpleTrustManager

DER = serialization.Encoding.DER


@dataclass(frozen=True)
class Issued:
    """A key with its certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def asn1(self) -> asn1_x509.Certificate:
        return asn1_x509.Certificate.load(self.certificate.public_bytes(DER))

    @property
    def asn1_key(self) -> asn1_keys.PrivateKeyInfo:
        content = self.key.private_bytes(
            DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return asn1_keys.PrivateKeyInfo.load(content)


def _issued(name: str, by: Issued | None, *, stamps: bool = False) -> Issued:
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now, is_root = datetime.now(UTC), by is None
    usage = [is_root is False, is_root is False, *[False] * 3, is_root, is_root, False, False]
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(*usage), critical=True)
    )
    if stamps:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(purpose, critical=True)
    return Issued(key, builder.sign(by.key if by else key, hashes.SHA256()))


@cache
def root() -> Issued:
    return _issued("Goc", None)


@cache
def _person() -> Issued:
    return _issued("Nguyen Thi An", root())


@cache
def _stamper() -> Issued:
    return _issued("Dau thoi gian", root(), stamps=True)


@cache
def _revoked() -> asn1_crl.CertificateList:
    now = datetime.now(UTC)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root().certificate.subject)
        .last_update(now - timedelta(hours=1))
        .next_update(now + timedelta(days=7))
        .add_extension(x509.CRLNumber(1), critical=False)
    )
    listed = builder.sign(root().key, hashes.SHA256())
    return asn1_crl.CertificateList.load(listed.public_bytes(DER))


@cache
def long_term_signed(content: bytes) -> bytes:
    """Signed with a mark that is seen, a timestamp and the evidence for years (PAdES-B-LTA)."""
    person, stamper = _person(), _stamper()
    certificates = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    certificates.register(root().asn1)
    signer = signers.SimpleSigner(person.asn1, person.asn1_key, certificates)
    timestamper = DummyTimeStamper(stamper.asn1, stamper.asn1_key, certificates)
    metadata = signers.PdfSignatureMetadata(
        field_name="ChuKy",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        embed_validation_info=True,
        use_pades_lta=True,
        validation_context=ValidationContext(
            trust_roots=[root().asn1], crls=[_revoked()], allow_fetching=False
        ),
    )
    pdf_signer = signers.PdfSigner(
        metadata,
        signer=signer,
        timestamper=timestamper,
        stamp_style=TextStampStyle(stamp_text="Nguyen Thi An"),
        new_field_spec=fields.SigFieldSpec("ChuKy", box=(100, 100, 300, 160), on_page=0),
    )
    output = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(content), strict=False)
    pdf_signer.sign_pdf(writer, output=output)
    return output.getvalue()


def verifies_for_years(content: bytes) -> bool:
    """By the evidence in the file alone, whose root is trusted."""
    (signature, *_) = PdfFileReader(BytesIO(content), strict=False).embedded_regular_signatures
    certificates = CertValidationPolicySpec(
        SimpleTrustManager.build([root().asn1]), CertRevTrustPolicy(REQUIRE_REVINFO)
    )
    within = RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY)
    spec = PdfSignatureValidationSpec(SignatureValidationSpec(certificates, within))
    result = asyncio.run(ades_lta_validation(signature, spec))
    return result.ades_subindic == AdESPassed.OK
