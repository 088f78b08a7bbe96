"""What the portal answers, by name: code and words are data with their confidence marks."""

import json
from functools import cache
from importlib.resources import files
from typing import Any, Final

Message = tuple[str, str]
"""(error_code, message)."""


@cache
def _messages() -> dict[str, Any]:
    text = files("dvcqg").joinpath("data", "messages.json").read_text(encoding="utf-8")
    messages: dict[str, Any] = json.loads(text)
    return messages


def message_of(name: str, code: str = "") -> Message:
    """The error code and the words, with `{code}` replaced."""
    message = _messages()[name]
    return message["code"], message["vi"].replace("{code}", code)


class Refusal(Exception):
    """The portal refuses a call: HTTP 200 with an error code and words."""

    def __init__(self, name: str, code: str = "") -> None:
        self.name: Final = name
        self.error_code, self.message = message_of(name, code)
        super().__init__(self.message)
