"""A partner of the deployed cloud, and its program's requests."""

from uuid import uuid4

from local.demo.api_client import Json
from tests.integration.world import World

AGREEMENT: Json = {
    "number": "12/TT",
    "agencies": ["H49"],
    "scopes": ["events.read", "hooks.manage", "status.read"],
}


def partner_key(world: World) -> str:
    """The key of a partner that an administrator registers now, for every dossier."""
    admin = world.staff("quan-tri")
    path = f"/partners/doi-tac-{uuid4().hex[:12]}"
    body = {
        "name": "Công ty Phần mềm Hạ Long",
        "contact": "kythuat@halong.example",
        "agreement": AGREEMENT,
    }
    admin.put("partners", path, body)
    key = admin.post("partners", f"{path}/keys")
    admin.get("partners", path)
    admin.send("DELETE", "partners", f"{path}/keys/{key['id']}")
    return str(admin.post("partners", f"{path}/keys")["key"])
