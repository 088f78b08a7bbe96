"""A registry (cơ sở dữ liệu): what it has, on which ground it is asked, and how, as data."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from contracts.terms import LocalizedText
from kit.core.model import Model

Wire = Literal["frame", "envelope"]
"""frame: the request frame of the National Data Exchange Platform; envelope: that of a province's
integration platform (LGSP). docs/operations/registries.md has both."""
SubjectKind = Literal["person", "organisation"]
GroundKind = Literal["law", "consent"]
Mode = Literal["compare", "fetch"]
"""compare: whether the data are as stated, by field; fetch: the data themselves."""


class RegistryField(Model):
    """A field: `fact` is what we state of the subject and it is compared with, `expect` the one
    value that is as it should be; of neither, it can be fetched alone."""

    name: str
    wire: str
    label: LocalizedText
    fact: str | None = None
    expect: str | None = None

    @property
    def is_compared(self) -> bool:
        return self.fact is not None or self.expect is not None


class Registry(Model):
    """`words`: what names it in the texts of the law. `compares`: whether it compares itself
    (there), or answers what is compared here and then forgotten. `national_code`: MaCSDL.
    `answers_live_s`: for how long an answer may be kept; 0: for no other inquiry."""

    code: str
    name: LocalizedText
    owner: str
    national_code: str | None
    words: tuple[str, ...]
    subject: SubjectKind
    wire: Wire
    path: str
    compares: Literal["here", "there"]
    fields: tuple[RegistryField, ...]
    ground: GroundKind
    law: str
    connected: bool
    since: str | None
    answers_live_s: Annotated[int, Field(ge=0)]
    confidence: str

    def fields_for(self, mode: Mode, names: Iterable[str] = ()) -> tuple[RegistryField, ...]:
        """Those that are asked for, in the registry's order; none named: what is compared."""
        wanted = set(names)
        return tuple(
            each
            for each in self.fields
            if (each.is_compared or mode == "fetch") and (not wanted or each.name in wanted)
        )


class Registries(Model):
    """All of them, as `data/registries.json` lists them."""

    version: str
    note: str
    registries: tuple[Registry, ...]

    def of_code(self, code: str) -> Registry | None:
        return next((each for each in self.registries if each.code == code), None)

    def named_in(self, text: str) -> tuple[Registry, ...]:
        """Those that a text of the law names, such as "CSDL hộ tịch; CSDL dân cư"."""
        words = text.casefold()
        return tuple(each for each in self.registries if any(name in words for name in each.words))
