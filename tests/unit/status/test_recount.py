"""The recount: whoever has the public files finds every figure and root again, and any change."""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from contracts.intake import ErasureOrdered
from contracts.testing.dossier_events import DossierEvents
from infra.places import ROOT
from status.figures.close import canonical, proofs_of
from status.figures.roots import LATEST, DayRoot
from status.recount.check import Finding, check, check_proof
from tests.unit.status.closed_world import ClosedWorld, dossiers
from tests.unit.status.world import VAULT

MONTH = "2026-11"
CODES = sorted({event.dossier or "" for event in dossiers(60)})


@pytest.fixture(scope="module")
def world() -> ClosedWorld:
    return ClosedWorld()


@pytest.fixture
def folder(world: ClosedWorld, tmp_path: Path) -> Path:
    return world.fetch(tmp_path)


def findings(folder: Path) -> list[str]:
    return [line for line in check(folder) if isinstance(line, Finding)]


def test_every_figure_and_root_is_found_again_by_the_standard_library_alone(folder: Path) -> None:
    command = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        PROGRAM,
        str(ROOT / "services/status"),
        str(folder),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[0] == f"{MONTH}: 120 leaves, every figure is right"
    assert "the root is right" in run.stdout


PROGRAM = """
import runpy, sys
sys.path.insert(0, sys.argv[1])
sys.argv[1:] = sys.argv[2:]
runpy.run_module("status.recount", run_name="__main__")
"""


def test_the_closed_figures_are_exact_and_those_of_an_open_month_are_rounded() -> None:
    world = ClosedWorld(23)
    closed = world.client.get(f"/v1/figures/months/{MONTH}").body
    province = closed["cells"][0]
    assert (closed["closed"], province["by"], province["key"]) == (True, "province", None)
    assert (province["figures"]["received"], province["figures"]["refused"]) == (23, 3)

    opened = ClosedWorld(0)
    opened.clock.now = opened.clock.now.replace(year=2026, month=12, day=24)
    opened.receive(list(dossiers(23, month=12)), size=200)
    opened.service.fold()
    body = opened.client.get("/v1/figures/months/2026-12").body
    figures = body["cells"][0]["figures"]
    assert (body["closed"], figures["received"], figures["refused"]) == (False, 25, None)
    shown = [
        v for cell in body["cells"] for k, v in cell["figures"].items() if v and "dong" not in k
    ]
    assert all(value % 5 == 0 for value in shown)


Change = Callable[[Path], object]


def rewritten(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def with_a_changed_leaf(folder: Path) -> None:
    path = folder / f"{MONTH}.leaves.jsonl.gz"
    first, *rest = gzip.decompress(path.read_bytes()).splitlines()
    leaf = json.loads(first)
    leaf["kinds"] = [*leaf["kinds"], "late"]
    path.write_bytes(gzip.compress(b"\n".join([canonical(leaf), *rest])))


def without_a_leaf(folder: Path) -> None:
    path = folder / f"{MONTH}.leaves.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n".join(gzip.decompress(path.read_bytes()).splitlines()[1:])))


@pytest.mark.parametrize(
    "change",
    [
        with_a_changed_leaf,
        without_a_leaf,
        lambda folder: rewritten(
            folder / f"{MONTH}.figures.json", '"received":60', '"received":61'
        ),
        lambda folder: rewritten(next(folder.glob("*.root.json")), '"day":"2027', '"day":"2028'),
        lambda folder: rewritten(folder / f"{MONTH}.month.json", '"root":"', '"root":"00'),
    ],
)
def test_a_change_of_any_file_is_found(folder: Path, change: Change) -> None:
    assert findings(folder) == []
    change(folder)
    assert findings(folder)


def test_a_month_is_closed_once_and_later_events_change_none_of_its_files() -> None:
    world = ClosedWorld()
    before = {key: each.body for key, each in world.objects.stored.items() if MONTH in key}
    late = DossierEvents(VAULT, CODES[0])
    late.sequences = {("casework", CODES[0]): 9}
    world.receive([*dossiers(90), *dossiers(3, month=10)], size=300)
    for _ in range(3):
        world.clock.advance(timedelta(days=1))
        world.service.fold()
    frozen = [key for key in before if not key.startswith("leaves/") and "status" not in key]
    assert {key: world.objects.stored[key].body for key in frozen} == {k: before[k] for k in frozen}


def test_each_day_has_one_root_chained_to_the_one_before_and_signed(tmp_path: Path) -> None:
    world = ClosedWorld()
    for _ in range(3):
        world.service.fold()
        world.service.fold()
        world.clock.advance(timedelta(days=1))
    folder = world.fetch(tmp_path)
    assert len(list(folder.glob("*.root.json"))) == 3
    assert findings(folder) == []

    root = DayRoot.model_validate_json(world.objects.stored[LATEST].body)
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(root.key))
    message = canonical(root.model_dump(mode="json", exclude={"signature"}))
    key.verify(bytes.fromhex(root.signature), message)
    with pytest.raises(InvalidSignature):
        key.verify(bytes.fromhex(root.signature), message + b" ")

    rewritten(sorted(folder.glob("*.root.json"))[0], '"key":"', '"key":"00')
    assert findings(folder) == [f"{sorted(root_days(folder))[1]}: the root before is another one"]


def root_days(folder: Path) -> list[str]:
    return [path.name.removesuffix(".root.json") for path in folder.glob("*.root.json")]


def test_every_holder_proves_that_the_dossier_is_counted(world: ClosedWorld) -> None:
    root = world.closed().root
    for code in CODES:
        proofs = proofs_of(MONTH, code, world.objects)
        assert [proof["leaf"]["part"] for proof in proofs] in (
            ["received", "ended"],
            ["ended", "received"],
        )
        for proof in proofs:
            assert proof["private"]["code"] == code
            assert list(check_proof(proof, root)) == []


def test_a_proof_of_another_dossier_row_or_place_is_none(world: ClosedWorld) -> None:
    root = world.closed().root
    proof, other = (proofs_of(MONTH, code, world.objects)[0] for code in CODES[:2])
    for changed in (
        proof | {"private": proof["private"] | {"code": CODES[1]}},
        proof | {"salt": other["salt"]},
        proof | {"leaf": other["leaf"]},
        proof | {"place": other["place"]},
        proof | {"path": proof["path"][1:]},
    ):
        assert list(check_proof(changed, root))


def test_a_leaf_names_no_dossier_and_its_salt_is_nowhere_public(world: ClosedWorld) -> None:
    public = b"".join(
        gzip.decompress(each.body) if key.endswith(".gz") else each.body
        for key, each in world.objects.stored.items()
        if key.startswith(("open/", "figures/"))
    ).decode(errors="replace")
    for code in CODES:
        assert code not in public
        assert proofs_of(MONTH, code, world.objects)[0]["salt"] not in public


def test_an_erasure_destroys_the_salt_and_the_leaf_stays_counted(tmp_path: Path) -> None:
    world = ClosedWorld()
    before = world.fetch(tmp_path)
    events = DossierEvents(VAULT, CODES[3])
    events.sequences = {("intake", CODES[3]): 1}
    erasure = ErasureOrdered(request="r", by="head", role="head")
    world.receive([events.publish("intake", erasure)])
    world.service.fold()
    assert proofs_of(MONTH, CODES[3], world.objects) == []
    assert proofs_of(MONTH, CODES[4], world.objects)
    assert findings(before) == findings(world.fetch(tmp_path)) == []


def test_a_dossier_that_is_erased_before_the_closing_never_has_a_salt() -> None:
    world = ClosedWorld(0)
    world.clock.now = world.clock.now.replace(year=2026, month=11, day=24)
    events = DossierEvents(VAULT, CODES[3])
    events.sequences = {("intake", CODES[3]): 1}
    erasure = events.publish("intake", ErasureOrdered(request="r", by="head", role="head"))
    world.receive([*dossiers(60), erasure], size=300)
    world.service.fold()
    world.clock.advance(timedelta(days=45))
    world.service.fold()
    assert proofs_of(MONTH, CODES[3], world.objects) == []
    assert len(proofs_of(MONTH, CODES[4], world.objects)) == 2
    assert world.closed().rows == 120
