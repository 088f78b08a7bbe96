"""The people of a dossier: its owner, the applicant, how to reach them, who acts for them."""

from typing import Annotated, Final, Literal, get_args

from pydantic import Field

from contracts.terms.values import Day, Language
from kit.core.model import Model

AccountLevel = Literal["urn:motcua:loa:1", "urn:motcua:loa:2", "urn:motcua:loa:3"]
"""Mức độ của tài khoản định danh điện tử (NĐ 69/2024/NĐ-CP knows 1 and 2), the lowest first: the
values of `acr` in a token."""
ACCOUNT_LEVELS: Final[tuple[AccountLevel, ...]] = get_args(AccountLevel)


class Owner(Model):
    """Whose dossier it is: a person by the id that intake made, nothing personal."""

    sub: Annotated[str, Field(description="The id of the person; no subject of a token")]


class Applicant(Model):
    """Người nộp hồ sơ, as the dossier states them. Personal: always inside a sealed field.

    A person has an identity number or a passport.
    """

    full_name: Annotated[str, Field(description="Họ và tên")]
    identity_number: Annotated[str | None, Field(description="Số định danh cá nhân")] = None
    passport: Annotated[str | None, Field(description="Số hộ chiếu of a foreigner")] = None
    nationality: Annotated[
        str | None, Field(description="Quốc tịch of a foreigner, by ISO 3166-1 alpha-2")
    ] = None
    address: Annotated[str, Field(description="Nơi cư trú")]
    organisation: Annotated[str | None, Field(description="The organisation that files")] = None
    tax_code: Annotated[str | None, Field(description="Mã số thuế of the organisation")] = None
    authenticated: Annotated[
        bool, Field(description="Whether the issuer of their account verified who they are")
    ] = False


class Contact(Model):
    """Where notices go. `phone` in E.164; `language` of the notices. Personal: always inside a
    sealed field.

    Who has neither a phone nor an address gets notices from the desk.
    """

    phone: Annotated[str | None, Field(description="A mobile number in E.164; null: none")] = None
    phone_verified: Annotated[
        bool, Field(description="Whether its owner proved to hold it; SMS go to such phones only")
    ] = False
    email: Annotated[str | None, Field(description="An e-mail address; null: none")] = None
    language: Annotated[Language, Field(description="The language of notices")] = "vi"


class Representative(Model):
    """Somebody who may act for the owner until a day. Personal: always inside a sealed field.

    One whom a desk entered by an identity paper has no `sub`, and says who they are.
    """

    sub: Annotated[str | None, Field(description="The id of the person, as of an owner")] = None
    scope: Annotated[Literal["read", "act"], Field(description="Read only, or act as well")]
    since: Annotated[Day | None, Field(description="The first day, Vietnam")] = None
    until: Annotated[Day, Field(description="The last day, Vietnam")]
    full_name: Annotated[str | None, Field(description="Họ và tên")] = None
    identity_number: Annotated[str | None, Field(description="Số định danh cá nhân")] = None
    address: Annotated[str | None, Field(description="Nơi cư trú")] = None
    phone: Annotated[str | None, Field(description="A mobile number in E.164")] = None
    paper: Annotated[str | None, Field(description="Văn bản ủy quyền: what proves it")] = None
