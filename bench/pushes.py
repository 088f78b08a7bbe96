"""What the exchange with the National Portal adds to a dossier, and what it costs while idle."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from bench import cost, usage
from bench.portal_calls import is_push
from bench.prices import Prices
from bench.recording import Invocation, Json
from infra.service.description import read_description
from local.cloud.clock import cloud_now
from local.demo.deployment import Deployment
from local.demo.passing_time import let_time_pass_to

EXCHANGE: Final = "exchange"
SCHEDULED: Final = {
    EXCHANGE: ("pusher", "fetcher", "puller", "sweeper"),
    "identity": ("sweeper",),
}
RUNS_A_MONTH: Final = {"rate(1 minute)": 43_200, "rate(5 minutes)": 8_640}
SETTLED: Final = 61
"""Seconds after which a fact is sent: a lane waits a minute for further ones."""


def push_after(deployment: Deployment, quiet: Callable[[], object]) -> Callable[[str], None]:
    """A reporter of a journey: after each step the pusher sends what is new, a minute later."""
    functions = deployment.client("lambda")

    def push(_: str) -> None:
        quiet()
        let_time_pass_to(cloud_now() + timedelta(seconds=SETTLED))
        functions.invoke(FunctionName="motcua-local-exchange-pusher", Payload=b"{}")

    return push


def of_exchange(invocations: Sequence[Invocation]) -> list[Invocation]:
    """All that the exchange does for one dossier."""
    return [invocation for invocation in invocations if invocation.service == EXCHANGE]


def idle(invocations: Sequence[Invocation], prices: Prices, scale: float) -> Json:
    """US dollars a month of each scheduled function of exchange and identity that has nothing to
    do, by its last such run.
    """
    runs = {(i.service, i.name): i for i in invocations if i.kind == "schedule" and not is_push(i)}
    dollars: Json = {}
    for service, names in SCHEDULED.items():
        functions = read_description(service).functions
        for name in names:
            one = usage.usage_of_run(runs[service, name], usage.Terms(scale=scale))
            price = cost.dollars(one, prices)
            dollars[f"{service}.{name}"] = round(price * RUNS_A_MONTH[functions[name].schedule], 4)
    return dollars
