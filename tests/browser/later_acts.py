"""What happens to dossiers after their first state, and what somebody else does meanwhile."""

from collections.abc import Mapping
from typing import Final

from casework.corrections.recall_result import RecallResult, recall_result
from kit.security.lookup_rate_limit import LIMIT
from kit.security.staff_directory import Staff
from payments.checkout.start import StartPayment, start_payment
from tests.browser.drafts_at_states import paid_last, second_dossier, signed_drafts
from tests.browser.rare_dossiers import rare_dossiers
from tests.unit.pages.services_world import AGENCY
from tests.unit.portal.citizen import Citizen
from tests.world import RETURN

HEAD: Final = Staff(sub="head", roles=("head",), agencies=(AGENCY,), office="Chủ tịch")


def later_acts(citizens: Mapping[str, Citizen], codes: Mapping[str, str]) -> dict[str, str]:
    """A supplement, withdrawals, payments, a recalled result, one that waits for its fee, and the
    rare dossiers. Time goes by; the further values of the addresses.
    """
    values: dict[str, str] = {}
    world = citizens["asked"].world.world
    for name in ("asked", "withdrawn"):
        citizens[name].get(f"/toi/ho-so/{codes[name]}/rut")
        citizens[name].submit("/rut", values={"reason": "Tôi đổi ý.", "sure": "1"})
    citizens["sent"].get(f"/toi/ho-so/{codes['sent']}/bo-sung")
    citizens["sent"].submit("/bo-sung", values={"a.note": "Hợp đồng số 5"})
    values |= signed_drafts(citizens["signer"], "filed_signed", "expired_form")
    citizens["owing"].sign_in()
    values["owing"] = paid_last(citizens["owing"])
    citizens["finished"].sign_in()
    values["again"] = second_dossier(citizens["finished"])
    world.withdraw(codes["withdrawn"])
    command = RecallResult(
        code=codes["recalled"], official=HEAD, request=world.new_seed(), reason="Sai tên"
    )
    recall_result(world.casework, command, at=world.now())
    for name in ("slow", "refused"):
        values[f"{name}_payment"] = _begin_payment(citizens[name], codes[name], name)
    world.deliver_webhooks()
    world.settle()
    return values | rare_dossiers(citizens)


def guess(visitor: Citizen, code: str, key: str) -> None:
    """Look a dossier up by another one's key as often as is allowed."""
    for _ in range(LIMIT):
        visitor.get("/tra-cuu")
        visitor.submit("/tra-cuu", values={"code": code, "key": key})


def _begin_payment(payer: Citizen, code: str, name: str) -> str:
    """By a card that pays later, or that is refused."""
    world = payer.world.world
    fee = world.payments.fees_of(world.payments.dossier(code))[0]
    command = StartPayment(world.new_seed(), fee.id, RETURN, "vi")
    providers = world.services["payments"].providers
    payment = start_payment(world.payments, providers, command, world.now())
    account = world.stripe.account
    act = account.pay_slowly if name == "slow" else account.decline
    act(str(payment.session))
    return payment.id
