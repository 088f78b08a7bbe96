"""Files that officials upload for a dossier of `tests.world`: originals, and results."""

from hashlib import sha256
from typing import Final, Literal

from intake.attachments.result_file import AnnounceResultFile, announce_result_file
from intake.digitisation.steps import (
    CompareOriginal,
    DescribeCopy,
    ScanOriginal,
    StepCommand,
    compare_original,
    describe_copy,
    scan_original,
    sign_copy,
)
from intake.domain.attachment import Attachment
from intake.domain.digitisation import Description, Original
from kit.security.staff_directory import Staff
from tests.unit.intake.scans import scanned
from tests.world import STAFF, World

Step = Literal["compared", "scanned", "described", "signing"]
DESCRIPTION: Final = Description(
    kind="Giấy khai sinh",
    number="123/2019",
    issuer="UBND xã Quảng La",
    issued_on="2019-03-05",
)


def digitise(world: World, code: str, upto: Step = "signing", official: Staff = STAFF) -> str:
    """The id of a digitisation that has taken these steps."""
    digitisation, content = world.new_seed(), scanned()
    intake, at = world.intake, world.now()
    facts = {"code": code, "digitisation": digitisation, "official": official}
    original = Original(sheets=1, agrees=True)
    compare_original(intake, CompareOriginal(component="tp02", original=original, **facts), at=at)
    if upto == "compared":
        return digitisation
    digest = sha256(content).hexdigest()
    command = ScanOriginal(id=world.new_seed(), size=len(content), sha256=digest, **facts)
    attachment = scan_original(intake, command, at=at)
    world.checker.check(world.bucket.upload(attachment.upload_key, content), at=at)
    if upto == "scanned":
        return digitisation
    describe_copy(intake, DescribeCopy(description=DESCRIPTION, **facts), at=at)
    if upto == "signing":
        sign_copy(intake, StepCommand(**facts), at=at)
    return digitisation


def upload_result(world: World, code: str, content: bytes) -> Attachment:
    """The PDF of a result: announced by the officer, uploaded, checked."""
    command = AnnounceResultFile(
        code=code,
        official=STAFF,
        id=world.new_seed(),
        size=len(content),
        sha256=sha256(content).hexdigest(),
    )
    announced = announce_result_file(world.intake, command, at=world.now())
    upload = world.bucket.upload(announced.upload_key, content)
    checked = world.checker.check(upload, at=world.now())
    assert checked is not None
    return checked
