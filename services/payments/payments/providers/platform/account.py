"""The account at the payment platform: the content of its secret."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kit.platform.secrets import secret
from payments.providers.port import PaymentProviderRefused
from payments.settings import settings

Key = Annotated[str, Field(min_length=8)]


class Beneficiary(BaseModel):
    """The account that the platform pays into (tài khoản thụ hưởng); `bank` is its code there."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    bank: str
    account: str = Field(repr=False)
    holder: str = Field(repr=False)


class PlatformAccount(BaseModel):
    """`request_key` (hash_key_1) signs what we ask, `callback_keys` (hash_key_2) what we are told:
    two while one is rotated. `unit` and `unit_name` are the province's at the platform.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    client_id: Annotated[str, Field(min_length=1)]
    request_key: Key = Field(repr=False)
    callback_keys: tuple[Key, ...] = Field(repr=False)
    unit: str
    unit_name: str
    beneficiary: Beneficiary

    @classmethod
    def of_secret(cls, text: str) -> Self:
        """Raises PaymentProviderRefused where the secret holds no account."""
        try:
            return cls.model_validate_json(text)
        except ValidationError:  # it would print what the secret holds
            raise PaymentProviderRefused("platform_account_not_set") from None


def platform_account() -> PlatformAccount:
    """The account, from Secrets Manager; raises PaymentProviderRefused where there is none."""
    return PlatformAccount.of_secret(secret(settings().platform_secret))
