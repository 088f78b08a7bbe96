"""The settings of documents' functions."""

from kit.platform.settings import Settings


class DocumentsSettings(Settings):
    """`seal_key` is the id, ARN or alias of the KMS key that signs (ECC_NIST_P256).

    `tsa_url` is the address of an authority for time stamps (RFC 3161); empty: none.
    `signing_url` is the address of the service where officials' keys lie, `signing_secret` the name
    of the secret shared with it; empty: officials do not sign.
    `papers_bucket` is intake's: the copies that the agency signs are read there, and the files of
    letters in `letters_bucket`.
    `verification_url` and the id of a document are where anybody verifies it; empty: the stage has
    no address of its own.
    `lock_files`: the bucket has object locks, as in every protected stage.
    """

    documents_bucket: str
    papers_bucket: str
    letters_bucket: str
    lock_files: bool = False
    seal_key: str
    tsa_url: str = ""
    signing_url: str = ""
    signing_secret: str = ""
    verification_url: str = ""
