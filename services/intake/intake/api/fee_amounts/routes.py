"""The routes of amounts of fees."""

from collections.abc import Callable
from typing import Final

from intake.api.catalogue.routes import EDITOR_OF_THE_PROVINCE
from intake.api.fee_amounts import schemas
from intake.api.fee_amounts.handlers import FeeAmountHandlers
from intake.catalogue.offer import UnknownProcedure
from intake.domain.fee_amount import (
    FeeAmountDecided,
    FeePeriodMalformed,
    SecondEditorRequired,
    UnknownFeeRule,
)
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

SECOND_EDITOR: Final = staff("catalogue_editor", province=True, fresh=True)


def create_router(
    handlers: Callable[[], FeeAmountHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[FeeAmountHandlers]:
    """For editors of the province, by four eyes."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/procedures/{code}/fee-amounts",
        FeeAmountHandlers.list_amounts,
        id="fee_amounts_list",
        tag="fee-amounts",
        access=EDITOR_OF_THE_PROVINCE,
        answers=schemas.FeeAmountsView,
    )
    router.post(
        "/v1/procedures/{code}/fee-amounts",
        FeeAmountHandlers.propose,
        id="fee_amounts_propose",
        tag="fee-amounts",
        access=EDITOR_OF_THE_PROVINCE,
        answers=schemas.FeeAmountView,
        problems=(UnknownProcedure, UnknownFeeRule, FeePeriodMalformed),
    )
    router.post(
        "/v1/procedures/{code}/fee-amounts/{amount}/approval",
        FeeAmountHandlers.approve,
        id="fee_amounts_approve",
        tag="fee-amounts",
        access=SECOND_EDITOR,
        answers=schemas.FeeAmountView,
        problems=(SecondEditorRequired, FeeAmountDecided, UnknownFeeRule),
    )
    router.post(
        "/v1/procedures/{code}/fee-amounts/{amount}/refusal",
        FeeAmountHandlers.refuse,
        id="fee_amounts_refuse",
        tag="fee-amounts",
        access=EDITOR_OF_THE_PROVINCE,
        answers=schemas.FeeAmountView,
        problems=(FeeAmountDecided,),
    )
    return router
