"""The shelf that files lie on (S3) and the press that signs their digests (KMS)."""

from base64 import b64encode
from datetime import timedelta
from typing import Final, Protocol

from kit.platform import aws_clients

ALGORITHM: Final = "ECDSA_SHA_256"
LINK_FOR: Final = timedelta(minutes=5)
MEDIA_TYPE: Final = "application/pdf"


class Shelf(Protocol):
    """Where sealed files lie, each under its digest."""

    def put(self, key: str, content: bytes) -> None:
        """Store a file; the same file again changes nothing."""
        ...

    def link(self, key: str, filename: str) -> str:
        """An address that downloads the file as an attachment for five minutes."""
        ...


class Press(Protocol):
    """Signs digests with a key that never leaves its place."""

    @property
    def key(self) -> str:
        """The id of the signing key."""
        ...

    def sign(self, digest: bytes) -> str:
        """A detached ECDSA P-256 signature (DER, base64) over a SHA-256 digest."""
        ...

    def public_key(self) -> str:
        """The public key as PEM (SubjectPublicKeyInfo)."""
        ...


class S3Shelf:
    """`Shelf` by Amazon S3."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket

    def put(self, key: str, content: bytes) -> None:
        aws_clients.client("s3").put_object(
            Bucket=self._bucket, Key=key, Body=content, ContentType=MEDIA_TYPE
        )

    def link(self, key: str, filename: str) -> str:
        address: str = aws_clients.client("s3").generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ResponseContentType": MEDIA_TYPE,
                "ResponseContentDisposition": f'attachment; filename="{filename}"',
            },
            ExpiresIn=int(LINK_FOR.total_seconds()),
        )
        return address


class KmsPress:
    """`Press` by AWS KMS; only digests are sent."""

    def __init__(self, key: str) -> None:
        self._key = key

    @property
    def key(self) -> str:
        return self._key.rpartition("/")[2]

    def sign(self, digest: bytes) -> str:
        signed = aws_clients.client("kms").sign(
            KeyId=self._key, Message=digest, MessageType="DIGEST", SigningAlgorithm=ALGORITHM
        )
        return b64encode(signed["Signature"]).decode()

    def public_key(self) -> str:
        return pem(aws_clients.client("kms").get_public_key(KeyId=self._key)["PublicKey"])


def pem(der: bytes) -> str:
    """A public key's DER as PEM."""
    text = b64encode(der).decode()
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    return "\n".join(["-----BEGIN PUBLIC KEY-----", *lines, "-----END PUBLIC KEY-----", ""])
