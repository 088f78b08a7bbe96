"""A partner of the deployed cloud, and its program's requests."""

from uuid import uuid4

from local.demo.partner import register_partner
from tests.integration.world import World


def partner_key(world: World) -> str:
    """The key of a partner that an administrator registers now, for every dossier."""
    admin, partner = world.staff("quan-tri"), f"doi-tac-{uuid4().hex[:12]}"
    path = f"/partners/{partner}"
    register_partner(admin, partner)
    key = admin.get("partners", path)["keys"][0]
    admin.send("DELETE", "partners", f"{path}/keys/{key['id']}")
    return register_partner(admin, partner)
