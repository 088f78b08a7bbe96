"""The bucket of papers: presigned uploads into quarantine, and what passed its checks."""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import unquote_plus

from intake.domain.attachment import UPLOAD_FOR, Paper
from kit.core.model import JsonDict
from kit.platform import aws_clients


@dataclass(frozen=True, slots=True)
class Arrival:
    """An exact version of an object that arrived in quarantine."""

    key: str
    version: str | None


class Bucket(Protocol):
    """Where files are."""

    def upload_form(self, paper: Paper) -> tuple[str, Mapping[str, str]]:
        """Address and fields of a presigned POST that takes this paper only, for ten minutes."""
        ...

    def read(self, arrival: Arrival, most: int) -> bytes:
        """The first `most` bytes of an exact version."""
        ...

    def keep(self, paper: Paper, content: bytes) -> None:
        """Store checked content under its digest."""
        ...


class S3Bucket:
    """`Bucket` by Amazon S3."""

    def __init__(self, name: str) -> None:
        self._name = name

    def upload_form(self, paper: Paper) -> tuple[str, Mapping[str, str]]:
        digest = b64encode(bytes.fromhex(paper.sha256)).decode()
        fields = {
            "Content-Type": paper.media_type,
            "x-amz-checksum-algorithm": "SHA256",
            "x-amz-checksum-sha256": digest,
        }
        conditions: list[Any] = [["content-length-range", paper.size, paper.size]]
        conditions += [{name: value} for name, value in fields.items()]
        form = aws_clients.client("s3").generate_presigned_post(
            self._name,
            paper.upload_key,
            Fields=fields,
            Conditions=conditions,
            ExpiresIn=int(UPLOAD_FOR.total_seconds()),
        )
        return str(form["url"]), form["fields"]

    def read(self, arrival: Arrival, most: int) -> bytes:
        version = {"VersionId": arrival.version} if arrival.version else {}
        found = aws_clients.client("s3").get_object(Bucket=self._name, Key=arrival.key, **version)
        content: bytes = found["Body"].read(most)
        found["Body"].close()
        return content

    def keep(self, paper: Paper, content: bytes) -> None:
        aws_clients.client("s3").put_object(
            Bucket=self._name, Key=paper.kept_key, Body=content, ContentType=paper.media_type
        )


def arrivals(body: str) -> list[Arrival]:
    """What an S3 notification tells of; nothing for the test message that S3 sends first."""
    told: JsonDict = json.loads(body)
    return [
        Arrival(
            unquote_plus(record["s3"]["object"]["key"]), record["s3"]["object"].get("versionId")
        )
        for record in told.get("Records", ())
    ]
