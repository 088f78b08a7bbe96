"""The settings of documents' functions."""

from kit.platform.settings import Settings


class DocumentsSettings(Settings):
    """`seal_key` is the id, ARN or alias of the KMS key that signs (ECC_NIST_P256)."""

    documents_bucket: str
    seal_key: str
