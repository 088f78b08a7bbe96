"""The filing, at a kiosk, of what a card began there."""

from datetime import datetime

from intake.domain.card_reading import WORKED_ON_FOR, CardReadingNotValid
from intake.domain.dossier import Dossier
from intake.domain.kiosk import KioskCredential
from intake.filing.file import DraftFiler, FileDraft
from intake.kiosks.begin_draft import device_of
from intake.repositories.drafter import AtKiosk
from kit.core.model import Model


class FileAtKiosk(Model):
    """Which draft, at which device."""

    draft: str
    device: KioskCredential


def file_at_kiosk(filer: DraftFiler, command: FileAtKiosk, *, at: datetime) -> Dossier:
    """By the device that began it, within half an hour; again, it answers the same.

    Raises NotFound, KioskNotValid, CardReadingNotValid and the refusals of `DraftFiler.file`.
    """
    drafter = AtKiosk(device_of(filer.intake, command.device).id)
    draft = filer.intake.draft_of(drafter, command.draft)
    if at > draft.created_at + WORKED_ON_FOR:
        raise CardReadingNotValid
    return filer.file(FileDraft(draft=draft.id, owner=drafter), at=at)
