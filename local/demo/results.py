"""What officials do with a result before they decide it: draft, fill in, look at the preview."""

import hashlib
from base64 import b64decode

from contracts.testing.results import sample_fields
from local.demo.api_client import ApiClient, Json
from local.demo.checks import require


def fill_in_result(official: ApiClient, code: str, result: str) -> Json:
    """The result as the decision takes it: the applicant's answers, and samples for the rest.

    Raises CheckFailed.
    """
    draft = official.get("documents", f"/dossiers/{code}/result-draft?result={result}")
    values = {each["name"]: each["value"] for each in draft["fields"] if each["value"]}
    result_body: Json = {"code": result, "fields": sample_fields(result, values)}
    preview = official.post(
        "documents",
        f"/dossiers/{code}/result-preview",
        {"result": result, "fields": result_body["fields"]},
    )
    pdf = b64decode(preview["pdf"])
    require(pdf.startswith(b"%PDF"), "the preview is no PDF")
    require(hashlib.sha256(pdf).hexdigest() == preview["sha256"], "the preview's digest differs")
    return result_body
