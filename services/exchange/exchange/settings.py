"""The settings of the exchange's functions."""

from kit.platform.settings import Settings


class ExchangeSettings(Settings):
    """`portal_url`: where the National Portal answers, empty where a stage is not connected;
    `portal_dialect`: session or adapter; `portal_secret`: the name of the account's secret.
    """

    portal_url: str = ""
    portal_dialect: str = "session"
    portal_secret: str = ""
