"""What providers get."""

from typing import Literal

from pydantic import Field

from kit.core.model import Model


class WebhookReceived(Model):
    """The provider's events are stored; the inbox applies them."""

    received: Literal[True] = Field(default=True, description="Always true.")
    return_code: Literal[0] = Field(
        default=0, description="Always 0: what the national payment platform takes for received."
    )
    return_msg: Literal["success"] = Field(default="success", description="Always this word.")
