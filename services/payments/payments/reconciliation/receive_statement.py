"""The receipt of a bank statement (sao kê): its file is sealed and stored for the reader."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from payments.domain import statement_upload as uploads
from payments.domain.statement_upload import StatementUpload
from payments.reconciliation.statement_files import StatementFiles
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class ReceiveStatement:
    """An official (`by`) brings a statement as a separated file; `upload` is the same over
    repeats.
    """

    upload: str
    raw: bytes
    by: str


def receive_statement(
    payments: PaymentRepository, files: StatementFiles, command: ReceiveStatement, at: datetime
) -> StatementUpload:
    """First that it came, then its file: a notification of S3 finds whose it is.

    A repeat whose first run ended between the two stores the file.
    """
    upload = payments.statement_upload_if_any(command.upload)
    if upload is None:
        upload = StatementUpload(
            id=command.upload,
            vault=payments.bank_vault(at),
            sha256=sha256(command.raw).hexdigest(),
            size=len(command.raw),
            by=command.by,
            at=at,
        )
        payments.commit([uploads.receive(upload)], at=at)

    if upload.state == "received":
        files.store(upload.id, payments.sealed_under(upload.vault, command.raw))
    return payments.statement_upload(upload.id)
