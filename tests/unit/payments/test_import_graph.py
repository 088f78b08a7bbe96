"""The import graph of payments: few floors, no arrow back, and few modules for one webhook
event."""

import ast
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Set
from pathlib import Path
from types import FrameType
from typing import Any, Final

import pytest

import payments
from kit.core.events import Envelope
from tests.unit.payments.world import World

ROOT: Final = Path(payments.__file__).parent
MOST_FLOORS: Final = 12
MOST_MODULES: Final = 8
FOLDERS: Final = (
    "bootstrap",
    "api",
    "adapters",
    "events",
    "schedules",
    "personal_data",
    "reconciliation",
    "backoffice",
    "provider_events",
    "checkout",
    "refunds",
    "settlement",
    "tax_reports",
    "repository",
    "repositories",
    "providers",
    "settings",
    "domain",
)
"""The folders and modules at the top, from above to below."""

Graph = Mapping[str, Set[str]]


def modules() -> Mapping[str, Path]:
    """Module name -> file, without the packages' own empty files."""
    files = (path for path in ROOT.rglob("*.py") if path.name != "__init__.py")
    return {
        ".".join(["payments", *path.relative_to(ROOT).with_suffix("").parts]): path
        for path in files
    }


def imports_of(path: Path) -> Iterator[str]:
    """The names that a module imports from payments, those inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def graph() -> Graph:
    """Module -> the modules of payments that it imports."""
    paths = modules()
    return {name: set(imports_of(path)) & paths.keys() - {name} for name, path in paths.items()}


def floors(arrows: Graph) -> Mapping[str, int]:
    """Module -> its floor: 1 where it imports none of payments; raises ValueError for a circle."""
    floor_of: dict[str, int] = {}

    def floor(name: str, above: tuple[str, ...]) -> int:
        if name in above:
            raise ValueError(f"a circle: {' -> '.join((*above, name))}")
        if name not in floor_of:
            floor_of[name] = 1 + max(
                (floor(each, (*above, name)) for each in arrows[name]), default=0
            )
        return floor_of[name]

    for name in arrows:
        floor(name, ())
    return floor_of


def folder(module: str) -> str:
    return module.split(".")[1]


def test_the_import_graph_has_at_most_twelve_floors() -> None:
    by_floor: defaultdict[int, list[str]] = defaultdict(list)
    for module, level in floors(graph()).items():
        by_floor[level].append(module.removeprefix("payments."))
    for level in sorted(by_floor, reverse=True):
        print(f"{level:2}  {', '.join(sorted(by_floor[level]))}")

    assert max(by_floor) <= MOST_FLOORS


def test_no_arrow_runs_back_up() -> None:
    assert {folder(module) for module in modules()} == set(FOLDERS)
    back = [
        f"{module} -> {each}"
        for module, imported in graph().items()
        for each in imported
        if FOLDERS.index(folder(each)) < FOLDERS.index(folder(module))
    ]
    assert back == []


def entered(world: World, message: Envelope) -> set[str]:
    """The modules of payments of which a function runs while one message is handled."""
    names: set[str] = set()

    def profile(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            names.add(frame.f_globals.get("__name__", ""))

    sys.setprofile(profile)
    try:
        world.inbox.handle(message)
    finally:
        sys.setprofile(None)
    return names & modules().keys()


def stripe_event(world: World, kind: str) -> Envelope:
    """The message about the event of this kind, which Stripe has posted."""
    (event,) = (each for each in world.held if each["type"] == kind)
    world.held.clear()
    world.webhook(event)
    world.fetch()
    return world.queue.popleft()


def card_paid(world: World) -> Envelope:
    world.stripe.account.pay(world.start().session or "")
    return stripe_event(world, "checkout.session.completed")


def card_declined(world: World) -> Envelope:
    world.stripe.account.decline(world.start().session or "")
    return stripe_event(world, "payment_intent.payment_failed")


def card_expired(world: World) -> Envelope:
    world.stripe.account.expire_session(world.start().session or "")
    return stripe_event(world, "checkout.session.expired")


def transfer_paid(world: World) -> Envelope:
    world.bank_callback(world.transfer(world.start(method="transfer")))
    world.fetch()
    return world.queue.popleft()


@pytest.mark.parametrize(
    ("reported", "state"),
    [
        (card_paid, "settled"),
        (card_declined, "due"),
        (card_expired, "due"),
        (transfer_paid, "settled"),
    ],
)
def test_a_webhook_event_of_a_payment_enters_few_modules(
    reported: Callable[[World], Envelope], state: str
) -> None:
    world = World()
    world.file()
    message = reported(world)

    modules_entered = entered(world, message)

    print(*sorted(modules_entered), sep="\n")
    assert world.fee.state == state
    assert world.store.provider_event(message.subject).result in ("pay", "decline", "expire")
    assert len(modules_entered) <= MOST_MODULES
