"""One dossier from a look-up key alone, with the generated Python clients.

Looks the dossier up, starts a bank transfer for its fee and verifies a sealed document. Arguments:
the stage's address, the dossier's code and its look-up key. Prints what an app would show, as JSON.
"""

import json
import sys
import uuid
from typing import TypeVar

from motcua_documents import Client as DocumentsClient
from motcua_documents.api.verification import verifications_create
from motcua_documents.models import VerificationView
from motcua_payments import AuthenticatedClient as PaymentsClient
from motcua_payments.api.fees import fees_list
from motcua_payments.api.payments import payments_create
from motcua_payments.models import (
    FeesView,
    FeeViewState,
    PaymentView,
    StartPaymentBody,
    StartPaymentBodyMethod,
)
from motcua_status import AuthenticatedClient as StatusClient
from motcua_status.api.dossiers import dossiers_get
from motcua_status.models import DossierView

T = TypeVar("T")


def expect(kind: type[T], answer: object) -> T:
    """The answer, when it is of the kind that success has; a problem ends the program."""
    if not isinstance(answer, kind):
        sys.exit(f"{kind.__name__} was expected: {answer}")
    return answer


def main(address: str, code: str, key: str) -> None:
    """Look up, pay, verify."""
    header = "X-Lookup-Key"
    status = StatusClient(base_url=address, token=key, prefix="", auth_header_name=header)
    dossier = expect(DossierView, dossiers_get.sync(code, client=status))

    payments = PaymentsClient(base_url=address, token=key, prefix="", auth_header_name=header)
    fees = expect(FeesView, fees_list.sync(code, client=payments)).items
    fee = next(each for each in fees if each.state == FeeViewState.DUE)
    started = payments_create.sync(
        fee.fee,
        client=payments,
        body=StartPaymentBody(method=StartPaymentBodyMethod.TRANSFER),
        idempotency_key=uuid.uuid4().hex,
    )
    payment = expect(PaymentView, started)

    body = {"sha256": dossier.documents[0].sha256}
    answer = verifications_create.sync(client=DocumentsClient(base_url=address), body=body)
    verification = expect(VerificationView, answer)

    shown = {
        "code": dossier.code,
        "timeline": [entry.code for entry in dossier.timeline],
        "fee": fee.fee,
        "amount": payment.amount,
        "qr": payment.qr,
        "kind": verification.kind,
    }
    print(json.dumps(shown))


if __name__ == "__main__":
    main(*sys.argv[1:])
