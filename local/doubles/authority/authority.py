"""The authority: a root that certifies keys which others hold, and lists what it has revoked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Self

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NAME: Final = "CA thử nghiệm Một Cửa (không có giá trị pháp lý)"
YEARS: Final = 10
DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Authority:
    """A root: its private key never leaves the machine, and lies in no repository."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def new(cls, at: datetime, name: str = NAME) -> Self:
        """A root valid from the day before, for ten years."""
        key = ec.generate_private_key(ec.SECP256R1())
        usage = _usage(signs=False)
        builder = _builder(name, name, key.public_key(), at - DAY, at + YEARS * 365 * DAY)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=1), True)
        return cls(key, builder.add_extension(usage, True).sign(key, SHA256()))

    @classmethod
    def of_folder(cls, folder: Path, at: datetime) -> Self:
        """The root of a folder, made with the first call: whoever trusts it once still does."""
        key, certificate = folder / "root.key", folder / "root.pem"
        if key.exists() and certificate.exists():
            loaded = load_pem_private_key(key.read_bytes(), None)
            assert isinstance(loaded, ec.EllipticCurvePrivateKey)
            return cls(loaded, x509.load_pem_x509_certificate(certificate.read_bytes()))
        folder.mkdir(parents=True, exist_ok=True)
        root = cls.new(at)
        key.touch(mode=0o600)
        key.write_bytes(root.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        certificate.write_text(root.pem)
        return root

    @property
    def pem(self) -> str:
        """The root's own certificate."""
        return _pem(self.certificate)

    def certify(
        self,
        public_key: str,
        name: str,
        *,
        since: datetime,
        until: datetime,
        timestamps: bool = False,
        identity_number: str | None = None,
    ) -> str:
        """A certificate (PEM) for a public key (PEM): to sign, or to stamp times; of a citizen with
        the identity number in its subject, as Vietnamese authorities write it.
        """
        loaded = load_pem_public_key(public_key.encode())
        assert isinstance(loaded, ec.EllipticCurvePublicKey | rsa.RSAPublicKey)
        issuer = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
        builder = _builder(name, str(issuer), loaded, since, until, identity_number)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        builder = builder.add_extension(_usage(signs=True), True)
        if timestamps:
            purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(purpose, True)
        issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        return _pem(builder.add_extension(issued_by, False).sign(self.key, SHA256()))

    def revocation_list(self, revoked: Mapping[str, datetime], at: datetime) -> bytes:
        """The list (DER) of certificates (PEM) and since when each is revoked; good for a year."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(at)
            .next_update(at + 365 * DAY)
        )
        for certificate, since in revoked.items():
            serial = x509.load_pem_x509_certificate(certificate.encode()).serial_number
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since)
            builder = builder.add_revoked_certificate(entry.build())
        return builder.sign(self.key, SHA256()).public_bytes(Encoding.DER)


def _builder(
    name: str,
    issuer: str,
    public_key: CertificatePublicKeyTypes,
    since: datetime,
    until: datetime,
    identity_number: str | None = None,
) -> x509.CertificateBuilder:
    identifier = x509.SubjectKeyIdentifier.from_public_key(public_key)
    return (
        x509.CertificateBuilder()
        .subject_name(_subject(name, identity_number))
        .issuer_name(_subject(issuer))
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(identifier, critical=False)
    )


def _subject(name: str, identity_number: str | None = None) -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COMMON_NAME, name),
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
    ]
    if identity_number:
        parts.append(x509.NameAttribute(NameOID.USER_ID, f"CCCD:{identity_number}"))
    return x509.Name(parts)


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs,
        crl_sign=not signs,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode()
