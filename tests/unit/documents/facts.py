"""Lives of dossiers with their chains of legal facts, and manipulations of the files of chains."""

import copy
import json
import random
from base64 import b64decode, b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final

import rfc8785
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from contracts.casework import (
    CaseAnswered,
    CaseAssigned,
    CaseCompleted,
    CaseConsulted,
    CaseExtended,
    CaseFeeAssessed,
    CaseHandedOver,
    CasePapersRequested,
    CaseRefused,
    CaseReopened,
    CaseResumed,
    CaseReturned,
    CaseStopped,
    CaseWithdrawalRefused,
    CaseWithdrawn,
)
from contracts.intake import DossierSupplemented, WithdrawalRequested
from contracts.testing.dossier_events import CODE, DUE_AT, LINE, OWNER, due_date, fee_settled
from documents.verify.chain_file import parse
from documents.verify.findings import Finding, findings_of
from kit.core.model import Event
from tests.unit.documents.world import (
    LocalSigner,
    World,
    case_accepted,
    case_decided,
    world_with_dossier,
)

FACTS: Final = f"/v1/dossiers/{CODE}/facts"
Json = dict[str, Any]
Manipulation = Callable[[Json, random.Random], "set[str]"]
"""Changes a file, and names the findings of which one must be made."""


def paid_life() -> World:
    """A life with a fee, a request for supplements, a transfer, a consultation and a result."""
    world = world_with_dossier()
    world.receive(world.others.publish("payments", fee_settled(), "fee-1"))
    world.receive(case_accepted(world.others))
    happen(
        world,
        CaseAssigned(step="Thẩm định", desk="Phòng chuyên môn", by_name="Lê Thị Cúc"),
        CasePapersRequested(request="r1", items=("Hợp đồng",), reason="Thiếu", due=DUE_AT),
    )
    supplemented = DossierSupplemented(request="r1", papers=(), answers={"rent": "Số 5"})
    world.receive(world.others.publish("intake", supplemented))
    happen(
        world,
        CaseResumed(why="supplemented", new_due=DUE_AT, due=due_date()),
        CaseExtended(reason="Chờ ý kiến", old_due=DUE_AT, new_due=DUE_AT),
        CaseConsulted(agency="H49.70", due=DUE_AT),
        CaseAnswered(agency="H49.70", due=DUE_AT, answer="Đồng ý"),
        CaseHandedOver(agency="H49.62", agency_name="Sở", step="Thẩm định", desk="Phòng 2"),
        CaseFeeAssessed(lines=(LINE,), total=150_000, pay="before_result"),
    )
    world.receive(case_decided(world.others, "Giấy chứng nhận", "Quyết định"))
    happen(world, CaseCompleted(results=()), CaseReturned(how="online", by_name="Lê Thị Cúc"))
    return world


def ending_life(*events: Event) -> Callable[[], World]:
    """A life that is accepted and ends by these events."""

    def life() -> World:
        world = world_with_dossier("none")
        if not isinstance(events[0], CaseRefused):
            world.receive(case_accepted(world.others))
        happen(world, *events)
        return world

    return life


LIVES: Final[tuple[Callable[[], World], ...]] = (
    paid_life,
    ending_life(CaseRefused(reason="Không thuộc thẩm quyền", ground="refused")),
    ending_life(CaseStopped(reason="Quy hoạch đã thay đổi", ground="stopped_by_agency")),
    ending_life(
        WithdrawalRequested(reason="Không cần nữa"),
        CaseWithdrawalRefused(reason="Liên quan người khác"),
        WithdrawalRequested(reason="Vẫn không cần"),
        CaseWithdrawn(ground="none"),
    ),
    ending_life(
        CaseStopped(reason="Bấm nhầm", ground="none"),
        CaseReopened(why="undone", state="in_work"),
        CaseWithdrawn(ground="none"),
    ),
)


def happen(world: World, *events: Event) -> None:
    """Events of the case, or of intake, arrive one after the other."""
    for event in events:
        source = "intake" if event.TYPE.startswith("dossier.") else "casework"
        world.receive(world.others.publish(source, event))


def chain_file(world: World, *, values: bool = False, reader: str = OWNER) -> Json:
    """The file that the owner, or another reader, gets."""
    answer = world.client.get(FACTS + ("?values=true" if values else ""), reader)
    assert answer.status == 200, answer.body
    content = b64decode(answer.body["content"])
    assert sha256(content).hexdigest() == answer.body["sha256"]
    root: Json = json.loads(content)
    return root


def findings_in(root: Json) -> list[Finding]:
    """What the verifier finds, by the keys that the province publishes."""
    signer = LocalSigner()
    return findings_of(parse(rfc8785.dumps(root)), {signer.key: signer.public_key()})


def digest(record: Json) -> str:
    """Of a record, as the format has it."""
    return sha256(rfc8785.dumps(record)).hexdigest()


def link_anew(root: Json) -> None:
    """What a forger without the key does: every position, link and digest fits again."""
    previous = "0" * 64
    for position, fact in enumerate(root["facts"], 1):
        fact["position"], fact["previous"] = position, previous
        previous = digest(fact)
    for head in root["heads"]:
        if head["position"] <= len(root["facts"]):
            head["digest"] = digest(root["facts"][head["position"] - 1])


def drop(root: Json, random: random.Random) -> set[str]:
    """A record goes."""
    del root["facts"][random.randrange(len(root["facts"]))]
    return {"dropped"}


def drop_the_end(root: Json, random: random.Random) -> set[str]:
    """The last records go, as if nobody had decided."""
    del root["facts"][random.randrange(1, len(root["facts"])) :]
    return {"dropped"}


def reorder(root: Json, random: random.Random) -> set[str]:
    """Two records change places."""
    facts = root["facts"]
    one, other = random.sample(range(len(facts)), 2)
    facts[one], facts[other] = facts[other], facts[one]
    return {"reordered"}


def edit(root: Json, random: random.Random) -> set[str]:
    """A record says something else."""
    fact = random.choice(root["facts"])
    field = random.choice(["act", "cause", "subject", "time", "agency", "role", "commitments"])
    if field == "commitments":
        name = random.choice(sorted(fact[field]) or ["none"])
        fact[field][name] = sha256(b"another").hexdigest()
    else:
        fact[field] += "x"
    return {"edited"}


def add_foreign(root: Json, random: random.Random) -> set[str]:
    """A record of another dossier takes the place of one, or stands beside it."""
    place = random.randrange(len(root["facts"]))
    foreign = copy.deepcopy(root["facts"][place]) | {"dossier": "H49.61.01-261123-0002"}
    root["facts"][place : place + random.randrange(2)] = [foreign]
    return {"foreign"}


def forge(manipulate: Manipulation) -> Manipulation:
    """The same, and linked anew."""

    def forged(root: Json, random: random.Random) -> set[str]:
        before = copy.deepcopy(root["facts"])
        manipulate(root, random)
        for fact in root["facts"]:
            fact["dossier"] = root["dossier"]
        if root["facts"] == before:  # the foreign one was ours but for its name
            return set()
        link_anew(root)
        return {"dropped", "signature_broken", "unsigned", "head_missing"}

    return forged


def sign_anew(root: Json, random: random.Random) -> set[str]:
    """A forger edits, and signs with a key of their own under the name of the province's."""
    edit(root, random)
    link_anew(root)
    own = ec.derive_private_key(random.getrandbits(128) + 1, ec.SECP256R1())
    for head in root["heads"]:
        statement = {
            "format": root["format"],
            "dossier": root["dossier"],
            **{name: head[name] for name in ("position", "digest", "signed_at", "key")},
        }
        signed = sha256(rfc8785.dumps(statement)).digest()
        signature = own.sign(signed, ec.ECDSA(utils.Prehashed(SHA256())))
        head["signature"] = b64encode(signature).decode()
    public = own.public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    root["keys"] = [key | {"pem": pem} for key in root["keys"]]
    return {"key_foreign"}


def drop_head(root: Json, random: random.Random) -> set[str]:
    """A signature goes; one behind a reopening is covered by the next, as older chains have it."""
    acts = [root["facts"][head["position"] - 1]["act"] for head in root["heads"]]
    required = [place for place, act in enumerate(acts) if act != "case.reopened"]
    del root["heads"][random.choice(required)]
    return {"head_missing", "unsigned"}


MANIPULATIONS: Final[tuple[Manipulation, ...]] = (
    drop,
    reorder,
    edit,
    add_foreign,
    drop_the_end,
    forge(drop),
    forge(reorder),
    forge(edit),
    forge(add_foreign),
    sign_anew,
    drop_head,
)
