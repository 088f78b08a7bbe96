"""What officials do before they act on a dossier."""

from local.demo.api_client import ApiClient
from local.demo.checks import require


def open_dossier(official: ApiClient, code: str) -> None:
    """Read the dossier as filed, which is recorded; raises CheckFailed."""
    filed = official.get("intake", f"/dossiers/{code}")
    require(bool(filed["applicant"]), "an official of its agency cannot read the applicant")
