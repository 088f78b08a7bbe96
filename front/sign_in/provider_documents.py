"""The documents that an OpenID Connect provider sends: its metadata, and tokens."""

from pydantic import BaseModel, ConfigDict, Field


class Metadata(BaseModel):
    """What the provider publishes of itself (OpenID Connect Discovery 1.0, 3)."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    revocation_endpoint: str = ""
    end_session_endpoint: str = ""
    authorization_response_iss_parameter_supported: bool = False


class TokenSet(BaseModel):
    """Tokens as the provider sends them; `expires_in` is in seconds."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    access_token: str = Field(repr=False)
    expires_in: int
    refresh_token: str = Field(default="", repr=False)
    id_token: str = Field(default="", repr=False)
