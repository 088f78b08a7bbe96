"""The erasure of a dossier: its data key is destroyed, and its files with all their versions.

Whatever lies sealed under the key, in every service and copy, is unreadable from then on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from contracts.intake import ErasureOrdered
from intake.attachments.ports import AttachmentBucket
from intake.repository import IntakeRepository
from kit.core.events import Envelope
from kit.persistence.repository import Duplicate
from kit.persistence.vault import Vault
from kit.platform import fault_injection

BACKUPS_LAST: Final = timedelta(days=35)
"""How long a destroyed key can be brought back from backups of the vault, at most."""


@dataclass(frozen=True, slots=True)
class DossierEraser:
    """Bound to the table, without the vault; to the bucket; and to the vault for its end alone."""

    intake: IntakeRepository
    bucket: Callable[[], AttachmentBucket]
    vault: Vault

    def erase(self, message: Envelope, *, at: datetime) -> None:
        """Only what an official ordered, as the table has it. Raises Conflict, Duplicate."""
        if self.intake.has_handled(message):
            raise Duplicate
        dossier = self.intake.sealed_dossier(message.subject)
        if dossier is None or dossier.erasure_ordered_at is None:
            self.intake.record(message, at)
            return

        self.vault.destroy(str(dossier.vault))
        fault_injection.point("erase.key_destroyed")
        self.bucket().erase(dossier.draft)
        fault_injection.point("erase.files_deleted")

        request = self.intake.sealed_subject_request(message.read(ErasureOrdered).request)
        if request.erases_person:  # which ends with all of its dossiers
            self.intake.record(message, at)
            return
        self.intake.commit_subject_request(request.complete(at=at), at=at, cause=message)
