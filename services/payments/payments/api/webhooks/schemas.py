"""What providers get."""

from typing import Literal

from pydantic import Field

from kit.core.model import Model


class WebhookReceived(Model):
    """The provider's events are stored; the inbox applies them."""

    received: Literal[True] = Field(default=True, description="Always true.")
