"""What officials do before they act on a dossier."""

import hashlib

import requests

from local.demo.api_client import ApiClient, Json
from local.demo.checks import require


def open_dossier(official: ApiClient, code: str) -> Json:
    """Read the dossier as filed, which is recorded; raises CheckFailed."""
    filed = official.get("intake", f"/dossiers/{code}")
    require(bool(filed["applicant"]), "an official of its agency cannot read the applicant")
    return filed


def open_papers(official: ApiClient, code: str, purpose: str) -> None:
    """Read the dossier and open each of its papers, which is recorded; raises CheckFailed."""
    for paper in open_dossier(official, code)["papers"]:
        path = f"/dossiers/{code}/papers/{paper['id']}/link?purpose={purpose}"
        download = requests.get(official.get("intake", path)["url"], timeout=60)
        require(download.ok, f"the link answered {download.status_code}")
        digest = hashlib.sha256(download.content).hexdigest()
        require(digest == paper["shown"], f"the paper {paper['id']} is not the one that is shown")
