"""The states of an attachment, as events and routes name them."""

from typing import Literal

AttachmentState = Literal["awaiting_upload", "checked", "rejected"]
