"""What officials send to upload a result."""

from intake.api.upload_body import UploadBody


class ResultFileBody(UploadBody):
    """The PDF before its upload."""
