"""The bill_info of a request: what is paid for, and whom the platform bills."""

from collections.abc import Mapping
from typing import Any

from contracts.receipts import Payer
from payments.domain.bill import Bill
from payments.domain.provider_request import Order
from payments.providers.platform.account import PlatformAccount
from payments.providers.platform.dialect import dialect
from payments.providers.port import PaymentProviderRefused


def bill_info(order: Order, to: PlatformAccount) -> Mapping[str, Any]:
    """Fields that the platform does without are left empty, as its other clients send them.

    Name, number and address of the payer are asked for; where one is not known it is empty, never
    invented. Raises PaymentProviderRefused where the payer can't be opened any more.
    """
    bill, words = order.bill, dialect()
    if bill is None:
        raise PaymentProviderRefused("bill_missing")
    payer = _opened(bill)
    described = "; ".join(line.name for line in order.lines)
    return {
        "MaDichVu": words.service_kind.value,
        "TKThuHuong": to.beneficiary.account,
        "MaNHThuHuong": to.beneficiary.bank,
        "TenTKThuHuong": to.beneficiary.holder,
        "PhiLePhi": [
            {
                "LoaiPhiLePhi": words.fee_kind.value,
                "MaPhiLePhi": words.fee_kind.value,
                "TenPhiLePhi": line.name,
                "SoTien": str(line.amount),
            }
            for line in order.lines
        ],
        "MaDonVi": to.unit,
        "TenDonVi": to.unit_name,
        "MaCoQuanQD": bill.agency,
        "TenCoQuanQD": bill.agency_name,
        "MaHoSo": bill.dossier,
        "MaTTHC": bill.procedure,
        "TenTTHC": bill.procedure_name,
        "MaDVC": bill.procedure,
        "TenDVC": bill.procedure_name,
        "NoiDungThanhToan": described,
        "HoTenNguoiNop": payer.organisation or payer.name if payer else "",
        "SoCMNDNguoiNop": (payer and payer.identity) or "",
        "DiaChiNguoiNop": (payer and payer.address) or "",
        "HuyenNguoiNop": "",
        "TinhNguoiNop": "",
        "DSKhoanNop": [{"NoiDung": line.name, "SoTien": str(line.amount)} for line in order.lines],
    }


def _opened(bill: Bill) -> Payer | None:
    payer: object = bill.payer
    if payer is None or isinstance(payer, Payer):
        return payer
    raise PaymentProviderRefused("payer_unreadable")
