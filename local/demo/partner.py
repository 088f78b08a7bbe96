"""`python -m local.demo.partner ID`: a partner of the running local cloud, and a new key of it.

For whoever tries out docs/api/partners.md.
"""

import sys
from typing import Final

from local.demo.api_client import ApiClient, Json
from local.demo.deployment import Deployment
from local.demo.set_up import PROVINCE
from local.demo.sign_in import SignIn

AGREEMENT: Final[Json] = {
    "number": "12/TT",
    "agencies": [PROVINCE],
    "scopes": ["events.read", "hooks.manage", "status.read"],
}

CONTACT: Final = "kythuat@halong.example"
MOST_KEYS: Final = 2


def register_partner(administrator: ApiClient, partner: str) -> str:
    """Register it for every dossier of the province; its new key. The older of two is revoked."""
    body = {
        "name": "Công ty Phần mềm Hạ Long",
        "contact": CONTACT,
        "agreement": AGREEMENT,
    }
    path = f"/partners/{partner}"
    administrator.put("partners", path, body)
    keys = administrator.get("partners", path)["keys"]
    if len(keys) == MOST_KEYS:
        administrator.send("DELETE", "partners", f"{path}/keys/{keys[0]['id']}")
    return str(administrator.post("partners", f"{path}/keys")["key"])


def main(partner: str) -> None:
    """Print the address and the key. Raises UnexpectedResponse."""
    deployment = Deployment.latest()
    key = register_partner(SignIn(deployment).client("staff", "quan-tri"), partner)
    print(f"export MOTCUA_URL={deployment.execute_api_url('partners')}")
    print(f"export MOTCUA_KEY={key}")


if __name__ == "__main__":
    main(sys.argv[1])
