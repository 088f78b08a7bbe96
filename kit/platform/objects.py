"""Objects that are named by what is in them: stored once, and erased with all their versions."""

from typing import Any, Final

EXISTS: Final = "PreconditionFailed"


def put_once(s3: Any, request: dict[str, Any]) -> bool:
    """PutObject unless the key exists; answers whether it was stored now.

    In a versioned bucket the same bytes again would be one more version, paid for as long as it is
    kept, which a lock makes years.
    """
    from botocore.exceptions import ClientError

    try:
        s3.put_object(**request, IfNoneMatch="*")
    except ClientError as error:
        if error.response["Error"]["Code"] != EXISTS:
            raise
        return False
    return True


class NotErased(Exception):
    """S3 did not delete an object, which may be locked; its text is S3's code."""


def erase_below(s3: Any, bucket: str, prefix: str) -> int:
    """Delete every version of every object whose key begins so; the number of versions.

    Safe to call again. Raises NotErased where S3 deletes a version not.
    """
    erased = 0
    pages = s3.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=prefix)
    for page in pages:
        versions = [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
        named = [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in versions]
        if not named:
            continue
        answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": named, "Quiet": True})
        if answer.get("Errors"):
            raise NotErased(answer["Errors"][0].get("Code"))
        erased += len(named)
    return erased
