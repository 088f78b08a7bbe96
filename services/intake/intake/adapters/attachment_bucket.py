"""The bucket of attachments: uploads into quarantine by presigned forms, then the checked files."""

from base64 import b64encode
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, Final

from intake.attachments.page_picture import PICTURE_TYPE
from intake.attachments.ports import Upload
from intake.attachments.stored_file import BucketFile
from intake.domain.announcement import LARGEST_UPLOAD, UNKNOWN_TYPE
from intake.domain.attachment import Attachment, files_below
from kit.platform import aws_clients
from kit.platform.objects import erase_below, put_once

MISSING: Final = ("NoSuchKey", "AccessDenied")
"""S3 answers a role that may not list the bucket with the second, where there is no object."""
Policy = tuple[dict[str, str], list[Any]]
"""The fields of a form, and the conditions that S3 holds it to."""


class S3AttachmentBucket:
    """`AttachmentBucket` by Amazon S3."""

    def __init__(self, name: str, documents: str = "") -> None:
        """`documents`: the bucket of sealed documents, of which links are made."""
        self._name = name
        self._documents = documents

    def upload_form(
        self, attachment: Attachment, return_to: str | None = None
    ) -> tuple[str, Mapping[str, str]]:
        fields, conditions = _loose(return_to) if return_to else _strict(attachment)
        form = aws_clients.client("s3").generate_presigned_post(
            self._name,
            attachment.upload_key,
            Fields=fields,
            Conditions=conditions,
            ExpiresIn=int(attachment.upload_time.total_seconds()),
        )
        return str(form["url"]), form["fields"]

    def read(self, upload: Upload, most: int) -> bytes:
        version = {"VersionId": upload.version} if upload.version else {}
        stored = aws_clients.client("s3").get_object(Bucket=self._name, Key=upload.key, **version)
        content: bytes = stored["Body"].read(most)
        stored["Body"].close()
        return content

    def store(self, attachment: Attachment, digest: str, content: bytes) -> None:
        self._put(attachment.key_of(digest), content, attachment.media_type, "inline")

    def keep_original(self, attachment: Attachment, content: bytes) -> None:
        key = attachment.key_of(attachment.sha256)
        self._put(key, content, "application/octet-stream", "attachment")

    def read_copy(self, attachment: Attachment) -> bytes:
        key = attachment.key_of(attachment.shown or "")
        stored = aws_clients.client("s3").get_object(Bucket=self._name, Key=key)
        content: bytes = stored["Body"].read()
        return content

    def read_file(self, file: BucketFile) -> bytes | None:
        s3, bucket = aws_clients.client("s3"), self._documents if file.is_document else self._name
        try:
            stored = s3.get_object(Bucket=bucket, Key=file.key)
        except s3.exceptions.ClientError as error:
            if error.response["Error"]["Code"] in MISSING:
                return None
            raise
        content: bytes = stored["Body"].read()
        return content

    def store_picture(self, attachment: Attachment, page: int, content: bytes) -> None:
        self._put(attachment.picture_key_of(page), content, PICTURE_TYPE, "inline")

    def store_export(self, key: str, content: bytes) -> None:
        self._put(key, content, "application/zip", "attachment")

    def delete(self, keys: Collection[str]) -> None:
        for key in keys:
            aws_clients.client("s3").delete_object(Bucket=self._name, Key=key)

    def erase(self, draft: str) -> int:
        return erase_below(aws_clients.client("s3"), self._name, files_below(draft))

    def link(self, file: BucketFile, lifetime: timedelta) -> str:
        # S3 can be made to send these headers and no others: no nosniff, see decision 0073
        url: str = aws_clients.client("s3").generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._documents if file.is_document else self._name,
                "Key": file.key,
                "ResponseContentType": file.media_type,
                "ResponseContentDisposition": f'{file.disposition}; filename="{file.filename}"',
                "ResponseCacheControl": "private, no-store",
            },
            ExpiresIn=int(lifetime.total_seconds()),
        )
        return url

    def _put(self, key: str, content: bytes, media_type: str, disposition: str) -> None:
        put_once(
            aws_clients.client("s3"),
            {
                "Bucket": self._name,
                "Key": key,
                "Body": content,
                "ContentType": media_type,
                "ContentDisposition": disposition,
            },
        )


def _strict(attachment: Attachment) -> Policy:
    """This file, to the byte."""
    fields = {
        "Content-Type": attachment.media_type,
        "x-amz-checksum-algorithm": "SHA256",
        "x-amz-checksum-sha256": b64encode(bytes.fromhex(attachment.sha256)).decode(),
    }
    size = ["content-length-range", attachment.size, attachment.size]
    return fields, [size, *({name: value} for name, value in fields.items())]


def _loose(return_to: str) -> Policy:
    """Any file; S3 answers the browser with the way back, and never shows what it stores."""
    fields = {"Content-Type": UNKNOWN_TYPE, "success_action_redirect": return_to}
    size = ["content-length-range", 1, LARGEST_UPLOAD]
    return fields, [size, *({name: value} for name, value in fields.items())]
