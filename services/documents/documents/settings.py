"""The settings of documents' functions."""

from kit.platform.settings import Settings


class DocumentsSettings(Settings):
    """`seal_key` is the id, ARN or alias of the KMS key that signs (ECC_NIST_P256).

    `lock_files`: the bucket has object locks, as in every protected stage.
    """

    documents_bucket: str
    lock_files: bool = False
    seal_key: str
