"""Attacks on the portal: made-up ids, forms of other sites, cookies, traces, headers."""

from collections.abc import Callable
from functools import partial
from typing import Final

from front.api import Caller, Routes
from front.api_problem import ApiProblem
from kit.platform import tracing
from portal.public_api import PublicApi
from tests.attacks.attack import Attack
from tests.unit.pages.page_view import PageView
from tests.unit.portal.browser import Browser
from tests.unit.portal.world import CODE, FEE, KEY, STATUS, World

Step = Callable[[Browser], PageView]


def visited(step: Step) -> str:
    """A visitor with an open visit makes one request more."""
    visitor = Browser(World())
    visitor.look_up()
    before = len(visitor.world.requests)
    page = step(visitor)
    return f"{page.status}, {len(visitor.world.requests) - before} calls"


def stranger(step: Step) -> str:
    """A visitor without a visit."""
    visitor = Browser(World())
    visitor.get("/tra-cuu")
    return str(step(visitor).status)


def get(path: str) -> Step:
    return lambda visitor: visitor.get(path)


def pay(fee: str) -> Step:
    return lambda visitor: visitor.submit("/thanh-toan", fee=fee, method="card")


def forged(path: str) -> Step:
    return lambda visitor: visitor.submit(path, csrf="forged", code=CODE, key=KEY, fee=FEE)


def planted(cookie: str) -> str:
    """Finding 11.2: a cookie that another host of the domain set."""
    owner = Browser(World())
    owner.look_up()
    victim = Browser(World())
    value = owner.cookie.partition("=")[2]
    victim.cookie = f"{cookie}={value}"
    return victim.get("/ho-so").headers.get("Location", "shown")


def traced(text: str) -> str:
    """What of a stranger's trace id goes into the log lines."""
    from chalice.test import Client

    from tests.unit.portal.browser import app_of

    with Client(app_of(World())) as client:
        client.http.get("/", headers={"X-Amzn-Trace-Id": text})
    return tracing.current()


def header(path: str, name: str) -> str:
    page = Browser(World()).get(path)
    return page.headers.get(name, "missing")


def addressed(code: str) -> str:
    """Which route a code reaches."""
    world = World()
    api = PublicApi(Routes(world, {"status": STATUS}))
    try:
        api.dossier(Caller(key=KEY), code)
    except ApiProblem:
        return world.requests[0].url.removeprefix(STATUS)
    return "shown"


_IDS: Final = ("..", ".", "%2e%2e", f"{FEE}/../x", "1", f"{FEE}0", "\u200b", FEE.lower())
_PATHS: Final = ("/thanh-toan/", "/bien-lai/", "/ket-qua/", "/xac-minh/")

ATTACKS: Final[tuple[Attack, ...]] = (
    *(
        Attack(f"pays the fee {fee!r}", partial(visited, pay(fee)), "404, 0 calls")
        for fee in (*_IDS, "")
    ),
    *(
        Attack(f"opens {path}{invented}", partial(visited, get(path + invented)), "404, 0 calls")
        for path in _PATHS
        for invented in ("..", "1", f"{FEE}0", "%2F%2Fevil.example")
    ),
    *(
        Attack(
            f"sends the form of another site to {path}",
            partial(visited, forged(path)),
            "403, 0 calls",
        )
        for path in ("/tra-cuu", "/ket-thuc", "/thanh-toan")
    ),
    *(
        Attack(f"opens {path} without a visit", partial(stranger, get(path)), "303")
        for path in ("/ho-so", f"/thanh-toan/{FEE}", f"/bien-lai/{FEE}")
    ),
    *(
        Attack(f"plants a visit as {name}", partial(planted, name), "/tra-cuu?expired")
        for name in ("motcua", "__Secure-motcua", "__host-motcua")
    ),
    *(
        Attack(f"writes {text[:12]!r}… into the log", partial(traced, text), "")
        for text in ("x" * 8000, "a b", "<script>", '"}\n{"message": "forged"')
    ),
    *(
        Attack(
            f"frames or sniffs {path}", partial(header, path, "X-Content-Type-Options"), "nosniff"
        )
        for path in ("/", "/tinh/front.css", "/tinh/icon.svg")
    ),
    Attack(
        "runs a script in the picture",
        partial(header, "/tinh/icon.svg", "Content-Security-Policy"),
        "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    ),
    Attack("asks for the dossier ..", partial(addressed, ".."), "/dossiers/%2E%2E"),
    Attack("asks for the dossier a/../b", partial(addressed, "a/../b"), "/dossiers/a%2F..%2Fb"),
)
