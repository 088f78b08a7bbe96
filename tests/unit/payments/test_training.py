"""In training no provider is asked for money; the desk takes cash."""

from typing import Any

import pytest

from contracts.payments import Method
from payments.domain.payment_attempt import TrainingTakesNoPayment
from payments.providers.registry import ADAPTERS, BANK, DESK, Adapter, Providers
from tests.unit.payments.world import World


@pytest.mark.parametrize("method", ["card", "transfer"])
def test_no_payment_is_started_in_training(method: Method) -> None:
    world = World()
    world.file()
    world.providers._is_training = lambda: True

    with pytest.raises(TrainingTakesNoPayment):
        world.start(method=method)
    assert not world.store.active_attempt(world.fee.id).attempt


def test_no_gateway_but_the_desks_is_made_in_training() -> None:
    created: list[str] = []

    def gateway(adapter: Adapter) -> Any:
        created.append(adapter.provider)

    providers = Providers(gateways=gateway, is_training=lambda: True)
    for adapter in ADAPTERS:
        if adapter.provider == DESK:
            providers.gateway(adapter.provider)
        else:
            with pytest.raises(TrainingTakesNoPayment):
                providers.gateway(adapter.provider)

    assert created == [DESK]
    assert BANK in {adapter.provider for adapter in ADAPTERS}
