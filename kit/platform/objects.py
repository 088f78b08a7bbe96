"""Objects that are named by what is in them: stored once, however often they are put."""

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
