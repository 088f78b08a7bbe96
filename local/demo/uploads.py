"""Upload of a draft's required documents, straight to S3."""

import hashlib
from datetime import UTC, datetime

import requests

from local.demo.api_client import ApiClient, Json
from local.demo.attachments import attachment_pdf
from local.demo.checks import require
from local.demo.waiting import wait_for


def upload(citizen: ApiClient, draft: str, component: Json, name: str) -> None:
    """Announce a PDF for the component, post it, and wait until it is checked.

    Raises CheckFailed, NoProgress.
    """
    content = attachment_pdf(component["name"], name, datetime.now(UTC))
    announcement = {
        "component": component["id"],
        "name": "giay-to.pdf",
        "media_type": "application/pdf",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    form = citizen.post("intake", f"/drafts/{draft}/papers", announcement)
    files = {"file": ("giay-to.pdf", content)}
    response = requests.post(form["url"], data=form["fields"], files=files, timeout=60)
    require(response.ok, f"S3 answered {response.status_code}: {response.text[:300]}")

    def checked() -> bool | None:
        paper = citizen.get("intake", f"/drafts/{draft}/papers/{form['paper']}")
        require(paper["state"] != "rejected", f"the attachment was rejected: {paper}")
        return True if paper["state"] == "checked" else None

    wait_for(checked, "the attachment is checked")
