"""The request bodies and path parameters of documents."""

from typing import Annotated, Final, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from contracts.terms import Sha256
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body, JsonDict

DocumentId = Annotated[str, StringConstraints(pattern=ULID_PATTERN)]

ONE_OF: Final = {
    "vi": "Vui lòng gửi một trong hai: sha256 của tệp, hoặc mã văn bản (document).",
    "en": "Send one of two: the file's sha256, or the document's code.",
}


def _require_one_property(schema: JsonDict) -> None:
    for name, field in schema["properties"].items():
        field.pop("default")
        schema.setdefault("oneOf", []).append({"required": [name]})


class VerificationRequest(Body):
    """Either the SHA-256 of a file, which itself stays with the caller, or a document's code."""

    model_config = ConfigDict(json_schema_extra=_require_one_property)

    sha256: Annotated[
        Sha256 | SkipJsonSchema[None],
        Field(description="The SHA-256 of the file's bytes, in lower-case hexadecimal digits."),
    ] = None
    document: Annotated[
        DocumentId | SkipJsonSchema[None],
        Field(
            description="The document's code: at the foot of every document, and on a receipt as "
            "its look-up code (mã tra cứu)."
        ),
    ] = None

    @model_validator(mode="after")
    def _require_one(self) -> Self:
        if len(self.model_fields_set) != 1 or self.sha256 == self.document:
            raise PydanticCustomError("one_of", "sha256 or document", ONE_OF)
        return self
