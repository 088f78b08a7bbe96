"""The types of fields that several answers of intake share."""

from typing import Annotated

from pydantic import Field

Next = Annotated[str | None, Field(description="The cursor of the next page; null: the last one")]
