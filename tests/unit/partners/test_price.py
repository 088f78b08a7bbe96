"""What a delivery costs (Y8): from the event's place in the feed to the answer of the endpoint."""

from datetime import timedelta
from typing import Final

from bench.prices import latest
from kit.testing.memory_table import memory_table
from tests.unit.exchange.test_price import CountingTransport, Units
from tests.unit.partners.deliveries import Deliveries
from tests.unit.partners.receiver import Receiver
from tests.unit.partners.world import World

MOST: Final = 0.00001
"""US dollars."""
EVENTS: Final = 50
REQUESTS_A_MESSAGE: Final = 3
"""SQS: sent, received, deleted."""
SECONDS_A_RUN: Final = 0.2
"""An answer of a tenth of a second, and as much around it."""
GB: Final = 0.5


def test_a_delivery_costs_at_most_a_hundred_thousandth_of_a_dollar() -> None:
    """Each event wakes a run of its own, which is the dearest case."""
    deliveries, units = Deliveries(Receiver(World().clock)), Units()
    world = deliveries.world
    transport = CountingTransport(units)
    world.transport = transport
    world.resources.table = memory_table(transport)
    world.service = world.opened()
    deliveries.key = world.program()
    deliveries.hook()
    units.written, units.read = 0, 0.0

    for _ in range(EVENTS):
        deliveries.append()
        deliveries.run_for(timedelta(minutes=1))

    assert len(deliveries.endpoint.taken) == EVENTS
    prices = latest()
    price = sum(
        (
            prices.of("dynamodb.write_unit", units.written),
            prices.of("dynamodb.read_unit", units.read),
            prices.of("sqs.request", EVENTS * REQUESTS_A_MESSAGE),
            prices.of("lambda.request", EVENTS),
            prices.of("lambda.gb_second.arm64", EVENTS * SECONDS_A_RUN * GB),
        )
    )
    print(
        f"US${price / EVENTS:.7f} a delivery: {units.written / EVENTS:.1f} write units, "
        f"{units.read / EVENTS:.1f} read units"
    )
    assert price / EVENTS <= MOST
