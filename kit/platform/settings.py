"""The only reader of the environment: typed settings, read when first asked for."""

import os
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Json

S = TypeVar("S", bound="Settings")


class Issuer(BaseModel):
    """Whose access tokens are trusted: `audience` is `aud`, else `client_id`.

    Several clients may be named, separated by spaces. A token says that it is an access token, by
    `typ` (RFC 9068) or as Cognito does; `untyped` is for an issuer whose tokens don't, and which
    gives no ID token to the same audience.

    `claims` has, by our name of a fact about a person, the issuer's claim that verified it. They
    count where `acr` is one of `levels`. A token needs one of `factors` in `amr` or `acr`, where
    any is named.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    kind: Literal["citizen", "staff", "integrator"]
    issuer: str
    audience: str
    jwks: str
    untyped: bool = False
    claims: dict[str, str] = Field(default_factory=dict)
    levels: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()

    @property
    def clients(self) -> frozenset[str]:
        """Whose tokens are taken."""
        return frozenset(self.audience.split())


def one_of_a_kind(issuers: Iterable[Issuer]) -> tuple[Issuer, ...]:
    """The issuers as they are, if no kind has two; raises ValueError.

    Rights hang on `kind` and `sub`, and a `sub` is unique within its issuer only (OpenID Connect
    Core 1.0, section 2).
    """
    listed = tuple(issuers)
    for kind, count in Counter(issuer.kind for issuer in listed).items():
        if count > 1:
            raise ValueError(
                f"{count} issuers of kind {kind!r}: one subject could be two people; trust one"
            )
    return listed


class Settings(BaseModel):
    """What every function is told. A service adds fields in a subclass; each is an upper-case
    variable.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    stage: str = "local"
    service: str
    table: str
    vault_table: str
    directory_table: str
    people_table: str
    access_table: str
    vault_key: str
    queue_prefix: str
    issuers: Annotated[Json[tuple[Issuer, ...]], AfterValidator(one_of_a_kind)] = ()
    cors_origins: str = ""
    cursor_secret: str = ""
    log_level: str = "INFO"
    faults: str = ""
    sender_roles: Json[dict[str, frozenset[str]]] = Field(default_factory=dict)
    resenders: str = ""


@cache
def load(kind: type[S]) -> S:
    """This function's settings from its environment; raises pydantic's ValidationError if one is
    missing.
    """
    variables = {
        name: os.environ[name.upper()] for name in kind.model_fields if name.upper() in os.environ
    }
    return kind.model_validate(variables)


def initialised_function() -> str | None:
    """The function that a platform initialises before its first event, such as `inbox` of
    app.inbox; None where nothing does (AWS Lambda sets both variables).
    """
    if "AWS_LAMBDA_INITIALIZATION_TYPE" not in os.environ:
        return None
    return os.environ.get("_HANDLER", "").rpartition(".")[2]


def stage() -> str:
    """The stage's name: "local" where nothing says otherwise."""
    return os.environ.get("STAGE", "local")


def is_protected() -> bool:
    """Whether this is a stage of citizens: any but `local` and those that begin with `test-`."""
    return stage() != "local" and not stage().startswith("test-")


def variable(name: str, default: str = "") -> str:
    """One variable, for plumbing that runs before there are settings (logging, fault plans)."""
    return os.environ.get(name, default)
