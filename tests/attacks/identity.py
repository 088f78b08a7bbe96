"""Attacks on who somebody is, and on what a function runs on: findings 6 and 0."""

import json
from functools import partial
from typing import Any, Final

from infra.bundle import built_for
from infra.target import Target
from infra.translated import translated
from tests.attacks.attack import Attack
from tests.unit.intake.test_api import PROFILE, World
from tests.unit.intake.test_applicants import applicant, filed
from tests.unit.intake.test_verified_identity import proof

VICTIM: Final = {"full_name": "Trần Văn Bình", "identity_number": "022190000999"}


def printed(token: str, **typed: Any) -> str:
    """Finding 6: papers called authenticated whatever somebody typed."""
    world = World()
    filed(world, {**PROFILE, **typed, "id_token": token} if token else {**PROFILE, **typed})
    named = applicant(world)
    return f"authenticated: {named.authenticated}, the victim: {_is_victim(named.identity_number)}"


def verified(token: str, who: str = "an") -> str:
    """The answer to a profile with such a proof."""
    world = World()
    answer = world.client.put("/v1/me", who, {**PROFILE, "id_token": token})
    return f"{answer.status} {answer.code}" if answer.status >= 400 else str(answer.status)


def changed_later() -> str:
    """A verified person types another's number before they file."""
    world = World()
    world.client.put("/v1/me", "an", {**PROFILE, "id_token": proof()})
    world.client.put("/v1/me", "an", {**PROFILE, **VICTIM})
    shown = world.client.get("/v1/me", "an").body
    return f"the victim: {_is_victim(shown['identity_number'])}"


def stated(**fields: Any) -> str:
    """Somebody states that they are verified."""
    answer = World().client.put("/v1/me", "an", {**PROFILE, **fields})
    return f"{answer.status} {answer.code}"


def machine(processor: str) -> str:
    """Finding 0: packages for one machine were deployed on another, and nothing could start."""
    target = Target("python3.13", processor, here=False, interpreter=None)
    function = {
        "Type": "AWS::Serverless::Function",
        "Properties": {
            "Architectures": ["x86_64"],
            "Runtime": "python3.11",
            "CodeUri": "deployment.zip",
            "Handler": "app.app",
            "Role": "arn:aws:iam::000000000000:role/x",
        },
    }
    template = {
        "Transform": "AWS::Serverless-2016-10-31",
        "Parameters": {"BundleBucket": {"Type": "String"}},
        "Resources": {"F": function},
    }
    built = built_for(target, template, "status/a.zip")
    del built["Resources"]["F"]["Properties"]["DeploymentPreference"]
    deployed = translated(built)["Resources"]["F"]["Properties"]
    return f"{deployed['Architectures']} {deployed['Runtime']} {deployed['Code']['S3Key']}"


def _is_victim(number: str | None) -> bool:
    return number == VICTIM["identity_number"]


_PROOFS: Final = {
    "somebody else's": proof("binh"),
    "one without a subject": ":" + json.dumps(VICTIM),
    "text": "not a token",
    "nothing": "",
}

ATTACKS: Final[tuple[Attack, ...]] = (
    Attack(
        "files in another's name and number",
        partial(printed, "", **VICTIM),
        "authenticated: False, the victim: True",
        finding="security-6",
    ),
    *(
        Attack(
            f"files with a proof of {name} alone",
            partial(printed, f"an:{json.dumps(claims)}", **VICTIM),
            "authenticated: False, the victim: True",
        )
        for name, claims in (
            ("nothing", {}),
            ("a name", {"full_name": VICTIM["full_name"]}),
            ("a phone", {"phone": "0987654321"}),
            ("an organisation", {"organisation": "Công ty", "tax_code": "5701234567"}),
        )
    ),
    Attack(
        "types another's number over a verified one",
        partial(printed, proof(), **VICTIM),
        "authenticated: True, the victim: False",
    ),
    Attack("types another's number after the proof", changed_later, "the victim: False"),
    *(
        Attack(f"proves themselves by {name} token", partial(verified, token), "401 token_invalid")
        for name, token in _PROOFS.items()
    ),
    *(
        Attack(f"states {name} of their own", partial(stated, **fields), "422 invalid")
        for name, fields in (
            ("verified facts", {"verified": ["identity_number"]}),
            ("an authenticated applicant", {"authenticated": True}),
            ("a verified phone", {"phone_verified": True}),
        )
    ),
    *(
        Attack(
            f"a function for {name} on another machine",
            partial(machine, name),
            f"['{name}'] python3.13 status/a.zip",
            finding="security-0",
        )
        for name in ("arm64", "x86_64")
    ),
)
