"""Who may send to a service's inbox: the ids of roles, which AWS makes, between the stacks.

Services subscribe to one another, so that no stack can import from all others: each puts out the
ids of its own roles, and a deployment hands them to the subscribers.
"""

import json
from collections.abc import Iterable, Mapping

from contracts.routes import PUBLISHERS, ROUTES
from infra.places import SERVICES
from infra.service.roles import SENDING, output_of
from infra.stack_state import described
from infra.stages import Stage

Outputs = Mapping[str, str]


def sources_of(service: str) -> list[str]:
    """The services whose events come to the inbox of this one."""
    sources = {PUBLISHERS[t.partition(".")[0]] for t, to in ROUTES.items() if service in to}
    return [source for source in SERVICES if source in sources]


def sender_roles(service: str, *snapshots: Mapping[str, Outputs]) -> str:
    """The parameter SenderRoles of a service, from the outputs of all stacks at some moments.

    The roles of before a deployment stay, because what they sent may still be under way. A source
    whose stack is not made yet is left out: its senders are not compared.
    """
    ids = {
        source: sorted(set().union(*(role_ids(each.get(source, {})) for each in snapshots)))
        for source in sources_of(service)
    }
    return json.dumps({source: named for source, named in ids.items() if named}, sort_keys=True)


def role_ids(outputs: Outputs) -> set[str]:
    """The ids of the roles by which a stack's service sends."""
    return {outputs[output_of(name)] for name in SENDING if output_of(name) in outputs}


def outputs_of_stacks(to: Stage, services: Iterable[str] = SERVICES) -> dict[str, Outputs]:
    """What the stacks of the services put out, as they stand."""
    return {service: described(to, f"motcua-{to.name}-{service}").outputs for service in services}


def require_operator(to: Stage) -> None:
    """Raises SystemExit for whoever's messages the inboxes refuse: they would come to nothing."""
    if to.emulator is not None:
        return
    own = str(to.client("sts").get_caller_identity()["UserId"]).partition(":")[0]
    stacks = (described(to, f"motcua-{to.name}-{service}").parameters for service in SERVICES)
    for parameters in stacks:
        named = parameters.get("Operators", "").split(",")
        if parameters.get("SenderRoles", "{}") != "{}" and own not in named:
            raise SystemExit(
                f"{own} is none of MOTCUA_Operators, so inboxes refuse what it sends: "
                "deploy with its id (docs/operations/deploy.md)"
            )
