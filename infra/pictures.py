"""`python -m infra.pictures --stage NAME --official SUB FILE`: stores the picture of an official's
signature.

FILE is a PNG with a transparent ground: a signature in blue, a seal in red (NĐ 30/2020/NĐ-CP, Phụ
lục I). That of a seal is stored with its certificate (`python -m infra.seals --picture`).
"""

import argparse
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from documents.domain.agency_seal import SignaturePicture, picture_key
from documents.repository import SIGNATURES
from infra.stages import stage_on_aws
from kit.persistence.dynamodb_codec import single
from kit.persistence.items import Item, Put

LARGEST: Final = 200_000
"""Bytes; it is printed in every result."""
INK: Final = 128
"""The opacity from which a dot counts as ink."""
Ink = Literal["red", "blue"]


class UnfitPicture(Exception):
    """The file is no such picture."""


class Cloud(Protocol):
    """A stage, or the local cloud."""

    @property
    def name(self) -> str: ...

    def client(self, service: str) -> Any: ...


def require_picture(content: bytes, ink: Ink) -> bytes:
    """A PNG in this colour on a transparent ground; raises UnfitPicture."""
    from PIL import Image, UnidentifiedImageError

    if len(content) > LARGEST:
        raise UnfitPicture(f"larger than {LARGEST} bytes")
    try:
        with Image.open(BytesIO(content), formats=["PNG"]) as picture:
            dots = picture.convert("RGBA")
    except (OSError, UnidentifiedImageError):
        raise UnfitPicture("no PNG") from None
    mask = dots.getchannel("A").point(lambda opacity: 255 * (opacity >= INK))
    corners = [(x, y) for x in (0, dots.width - 1) for y in (0, dots.height - 1)]
    if any(mask.getpixel(corner) for corner in corners):
        raise UnfitPicture("its ground is not transparent")
    if mask.getbbox() is None:
        raise UnfitPicture("it is empty")
    means = [_mean(dots.getchannel(band), mask) for band in ("R", "G", "B")]
    wanted = 0 if ink == "red" else 2
    if means[wanted] <= max(mean for band, mean in enumerate(means) if band != wanted):
        raise UnfitPicture(f"it is not {ink}")
    return content


def _mean(band: Any, mask: Any) -> float:
    from PIL import ImageStat

    return float(ImageStat.Stat(band, mask).mean[0])


def store_picture(to: Cloud, content: bytes) -> str:
    """Beside the sealed files; its digest."""
    digest = sha256(content).hexdigest()
    account = to.client("sts").get_caller_identity()["Account"]
    storage = to.client("s3")
    bucket = f"motcua-{to.name}-{account}-{storage.meta.region_name}-documents"
    storage.put_object(
        Bucket=bucket, Key=picture_key(digest), Body=content, ContentType="image/png"
    )
    return digest


def store_signature(to: Cloud, official: str, content: bytes) -> SignaturePicture:
    """Let the results that an official decides bear this picture; raises UnfitPicture."""
    digest = store_picture(to, require_picture(content, "blue"))
    signature = SignaturePicture(official=official, picture=digest)
    item = Item(SIGNATURES, official, signature.model_dump_json())
    _, request = single(f"motcua-{to.name}-documents", Put(item))
    to.client("dynamodb").put_item(**request)
    return signature


def main() -> int:
    """Exit 1 where the file is no such picture."""
    parser = argparse.ArgumentParser(prog="python -m infra.pictures", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--stage", required=True)
    parser.add_argument("--official", required=True, help="the official's subject")
    arguments = parser.parse_args()
    content = arguments.file.read_bytes()
    try:
        store_signature(stage_on_aws(arguments.stage), arguments.official, content)
    except UnfitPicture as unfit:
        print(f"{arguments.file}: {unfit}", file=sys.stderr)
        return 1
    print(f"{arguments.official}: the picture stands on the results that they decide")
    return 0


if __name__ == "__main__":
    sys.exit(main())
