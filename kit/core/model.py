"""The kinds of model everything is made of: values, bodies, events, aggregates, sealed fields."""

import json
from functools import cache
from typing import Annotated, Any, ClassVar, Protocol, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
)
from pydantic_core import CoreSchema, core_schema

T = TypeVar("T")
JsonDict = dict[str, Any]
SEALED_PREFIX = "sealed:"


class Cipher(Protocol):
    """Seals and opens bytes under one dossier's data key."""

    def seal(self, plain: bytes) -> str:
        """The token that stands for `plain`: printable, without the prefix."""
        ...

    def open(self, token: str) -> bytes:
        """The bytes behind a token; raises `kit.vault.Unreadable` for a foreign or altered one."""
        ...


class SealedValue:
    """A sealed value in the hands of a reader without the key: it can be passed on, and nothing
    else.
    """

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    def __repr__(self) -> str:
        return "Locked()"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SealedValue) and other.token == self.token

    def __hash__(self) -> int:
        return hash(self.token)


class NoKey(Exception):
    """A personal field is to be stored or sent, and its aggregate names no vault."""


class _Seal:
    """Marks a field as personal: with a cipher in the context it is stored and sent sealed."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        inner = handler(source)
        return core_schema.with_info_wrap_validator_function(
            _opened,
            inner,
            serialization=core_schema.wrap_serializer_function_ser_schema(
                _closed, info_arg=True, schema=inner
            ),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonDict:
        schema_of_value = handler(schema["schema"])
        return {**schema_of_value, "x-sealed": True}


def _opened(
    value: Any, validate: core_schema.ValidatorFunctionWrapHandler, info: ValidationInfo[Any]
) -> Any:
    if isinstance(value, SealedValue):
        return value
    if info.context is None or not (isinstance(value, str) and value.startswith(SEALED_PREFIX)):
        return validate(value)
    cipher: Cipher | None = info.context.get("cipher")
    if cipher is None:
        return SealedValue(value)
    return validate(json.loads(cipher.open(value[len(SEALED_PREFIX) :])))


def _closed(value: Any, serialize: core_schema.SerializerFunctionWrapHandler, info: Any) -> Any:
    if isinstance(value, SealedValue):
        return value.token
    plain = serialize(value)
    if info.context is None or plain is None:
        return plain
    cipher: Cipher | None = info.context["cipher"]
    if cipher is None:
        raise NoKey
    return SEALED_PREFIX + cipher.seal(json.dumps(plain, ensure_ascii=False).encode())


Sealed = Annotated[T, _Seal()]
"""A personal field: `Sealed[str]` is encrypted under the dossier's data key wherever it is stored
or sent.
"""


class Model(BaseModel):
    """A frozen value; unknown fields are refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, ser_json_bytes="base64"
    )

    def evolve(self, **changes: Any) -> Self:
        """A copy with some fields changed; raises InvalidChange for an unknown name or a value of a
        wrong type.

        Values are taken strictly (no "5" for 5). Fields that do not change are not validated again:
        stored values may be older than today's rules.
        """
        kind = type(self)
        return self.model_copy(
            update={name: _checked(kind, name, value) for name, value in changes.items()}
        )


class InvalidChange(Exception):
    """A change names a field that the model lacks, or gives it a value of another type."""


def _checked(kind: type[Model], name: str, value: Any) -> Any:
    try:
        return _field(kind, name).validate_python(value, strict=True)
    except (KeyError, ValidationError) as error:
        raise InvalidChange(f"{kind.__name__}.{name}: {type(error).__name__}") from None


@cache
def _field(kind: type[Model], name: str) -> TypeAdapter[Any]:
    """The type of one field with its constraints; raises KeyError."""
    field = kind.model_fields[name]
    constrained: Any = (
        Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    )
    return TypeAdapter(constrained)


class Body(Model):
    """What a caller sends: strict types (no "5" for 5), unknown fields refused."""

    model_config = ConfigDict(strict=True)


class Event(Model):
    """The `data` of an event; a reader ignores fields it does not know."""

    model_config = ConfigDict(extra="ignore")

    TYPE: ClassVar[str]
    VERSION: ClassVar[int] = 1


class Aggregate(Model):
    """A unit of consistency: stored as one item, raised by one version and one event a commit.

    `id` is the subject of its events, `dossier` the dossier's code once there is one, `vault` the
    id of the data key its sealed fields lie under, `version` the version that was loaded (0: new).
    """

    model_config = ConfigDict(extra="ignore")

    KIND: ClassVar[str]

    id: str
    dossier: str | None = None
    vault: str | None = None
    version: int = 0

    @property
    def pk(self) -> str:
        """Partition key of the aggregate's items."""
        return f"{self.KIND}#{self.id}"

    def committed(self) -> Self:
        """The aggregate as the commit of this state stores it: one version higher."""
        return self.evolve(version=self.version + 1)

    def index_attributes(self) -> dict[str, str | int]:
        """Index attributes of the state item; none unless an aggregate says so."""
        return {}
