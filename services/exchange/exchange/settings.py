"""The settings of the exchange's functions."""

from kit.platform.settings import Settings


class ExchangeSettings(Settings):
    """`portal_url`: where the National Portal answers, empty where a stage is not connected;
    `portal_dialect`: session or adapter; `portal_lists`: where an adapter has reading services,
    empty where it has none; `portal_secret`: the name of the account's secret.

    `push_secret`: the name of the secret with the accounts by which the portal logs in with us.
    `file_origins`: where the portal has files, as `https://host`, separated by commas.
    `filings_bucket` is our own, `papers_bucket` intake's, `documents_bucket` that of documents.
    `pulls`: whether dossiers of `national_unit` are fetched from the portal. `files_url`: where the
    portal fetches files, to which a token is added, empty where a stage has no host;
    `files_secret`: the name of the secret that proves tokens.
    `registries_url`: where the registries answer, each below it by its path; empty where a stage is
    connected to none; `registries_secret`: the name of the secret with our tokens there.

    `peer_member`: who we are toward other systems, as `VN/GOV/H49/EXCHANGE`; `peer_key`: the ARN of
    the key by which we sign, `peer_key_id` its name; `peers_url`: where our /r1 begins;
    `peers_bucket`: the log of calls; `stamping_url`: the time-stamping authority, empty for none.
    """

    portal_url: str = ""
    portal_dialect: str = "session"
    portal_lists: str = ""
    portal_secret: str = ""
    push_secret: str = ""
    file_origins: str = ""
    filings_bucket: str = ""
    papers_bucket: str = ""
    documents_bucket: str = ""
    files_url: str = ""
    files_secret: str = ""
    pulls: bool = False
    national_unit: str = ""
    peer_member: str = ""
    peer_key: str = ""
    peer_key_id: str = ""
    peers_url: str = ""
    peers_bucket: str = ""
    stamping_url: str = ""
    registries_url: str = ""
    registries_secret: str = ""

    @property
    def allowed_file_origins(self) -> tuple[str, ...]:
        """Each origin of files."""
        return tuple(each.strip() for each in self.file_origins.split(",") if each.strip())
