"""The settings of the exchange's functions."""

from kit.platform.settings import Settings


class ExchangeSettings(Settings):
    """`portal_url`: where the National Portal answers, empty where a stage is not connected;
    `portal_dialect`: session or adapter; `portal_secret`: the name of the account's secret.

    `push_secret`: the name of the secret with the accounts by which the portal logs in with us.
    `file_origins`: where the portal has files, as `https://host`, separated by commas.
    `filings_bucket` is our own, `papers_bucket` intake's. `pulls`: whether dossiers of
    `national_unit` are fetched from the portal.
    """

    portal_url: str = ""
    portal_dialect: str = "session"
    portal_secret: str = ""
    push_secret: str = ""
    file_origins: str = ""
    filings_bucket: str = ""
    papers_bucket: str = ""
    pulls: bool = False
    national_unit: str = ""

    @property
    def allowed_file_origins(self) -> tuple[str, ...]:
        """Each origin of files."""
        return tuple(each.strip() for each in self.file_origins.split(",") if each.strip())
