"""The keys of collecting bodies on AWS KMS: each body's key policy admits the sweeper's role."""

from base64 import b64encode
from hashlib import sha256

from kit.platform import aws_clients


class KmsBodySigner:
    """`BodySigner`; only digests are sent to KMS."""

    def sign(self, key: str, content: bytes) -> str:
        response = aws_clients.client("kms").sign(
            KeyId=key,
            Message=sha256(content).digest(),
            MessageType="DIGEST",
            SigningAlgorithm="ECDSA_SHA_256",
        )
        return b64encode(response["Signature"]).decode()
