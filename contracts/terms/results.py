"""The results of a dossier, and in which capacity an official signs them."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.terms.values import Sha256
from kit.core.model import Model


class Capacity(Model):
    """Thẩm quyền ký of a deputy: for whom they sign (NĐ 30/2020/NĐ-CP, Điều 13).

    On paper: "KT. CHỦ TỊCH", below it "PHÓ CHỦ TỊCH".
    """

    kind: Annotated[Literal["KT", "TUQ"], Field(description="KT: ký thay; TUQ: thừa ủy quyền")]
    office: Annotated[str, Field(description="The office of the official who delegated")]
    title: Annotated[str, Field(description="The deputy's own title")]
    official: Annotated[str, Field(description="The subject of the official who delegated")]


class SealWanted(Model):
    """A result that documents is asked to render and seal."""

    document: Annotated[str, Field(description="The id under which it is asked for")]
    name: Annotated[str, Field(description="The name of the result")]
    code: Annotated[
        str | None, Field(description="Of the kind of result; null: the procedure names none")
    ] = None


class SealedResult(Model):
    """A result as sealed."""

    document: Annotated[str, Field(description="The id of the sealed document")]
    name: Annotated[str, Field(description="The name of the result")]
    sha256: Annotated[Sha256, Field(description="Of the sealed file, in lower-case hex")]
    file: Annotated[
        Sha256 | None, Field(description="The digest in the name of the file; null: not stated")
    ] = None
