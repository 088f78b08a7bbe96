"""The settings of the desk's function."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from kit.core.return_addresses import origins_in


class DeskSettings(BaseModel):
    """`…_api` are base URLs down to `/v1`.

    `desk_secret` is the name of the cookie's secret, `visitor_secret` that of the proofs of
    visitors' networks, `client_secret` that of the sign-in's client, which the `issuer` knows as
    `client_id`; `level` is the one that it asks for, or "". `public_url` is the desk's own URL
    without a slash at its end; empty: the request's. `upload_origins` are those to which files go,
    separated by commas. `portal_url` is the portal's, that slips name; empty names none.
    `training`: officials practise here, on simulated dossiers.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    casework_api: str
    intake_api: str
    documents_api: str
    payments_api: str
    notifications_api: str
    status_api: str
    exchange_api: str
    partners_api: str
    voice_api: str
    letters_api: str
    desk_secret: str
    visitor_secret: str = ""
    client_secret: str = ""
    issuer: str = ""
    client_id: str = "desk"
    level: str = ""
    public_url: str = ""
    upload_origins: str = ""
    portal_url: str = ""
    training: bool = False

    @property
    def addresses(self) -> Mapping[str, str]:
        """The public routes by service."""
        return {
            "casework": self.casework_api,
            "intake": self.intake_api,
            "documents": self.documents_api,
            "payments": self.payments_api,
            "notifications": self.notifications_api,
            "status": self.status_api,
            "exchange": self.exchange_api,
            "partners": self.partners_api,
            "voice": self.voice_api,
            "letters": self.letters_api,
        }

    @property
    def origins(self) -> Mapping[str, Sequence[str]]:
        """Where pages may lead to."""
        return {"upload": origins_in(self.upload_origins)}
