"""The terms of a dossier that a version of a procedure offers: its cases, groups and channels."""

from typing import Final

from contracts.terms import Channel, LocalizedText
from intake.domain.procedure import Procedure
from intake.domain.quotation import QuoteTerms
from kit.core.errors import Conflicting, Invalid

PORTAL: Final = "https://dichvucong.gov.vn"
DEMONSTRATION: Final = LocalizedText(
    vi=(
        "Đây là môi trường trình diễn: hồ sơ nộp ở đây không có giá trị pháp lý. "
        f"Hồ sơ thật nộp tại {PORTAL} hoặc bộ phận một cửa."
    ),
    en=(
        "This is a demonstration: a dossier that is filed here has no legal effect. "
        f"Real ones are filed at {PORTAL} or at a one-stop desk."
    ),
)
"""The notice of a stage that takes online what only the National Portal takes."""


def demonstration_of(channel: Channel, *, is_demo: bool) -> LocalizedText | None:
    """The notice of a demonstration on everything that is filed in it online."""
    return DEMONSTRATION if is_demo and channel == "online" else None


class UnknownCase(Invalid):
    """The procedure has no such case."""

    code = "unknown_case"
    vi = "Thủ tục không có trường hợp này."
    en = "The procedure has no such case."


class UnknownGroup(Invalid):
    """No fee of the procedure is less for such a group."""

    code = "unknown_group"
    vi = "Thủ tục không có nhóm đối tượng được giảm, miễn này."
    en = "The procedure has no such group with a reduction or exemption."


class ChannelNotOffered(Invalid):
    """The procedure cannot be filed through this channel."""

    code = "channel_not_offered"
    vi = "Thủ tục này không nhận hồ sơ theo cách nộp đã chọn."
    en = "This procedure does not accept dossiers in the chosen way."


class FiledAtNationalPortal(Conflicting):
    """The procedure is filed online at the National Portal alone (NĐ 224/2026 Điều 15.1.i)."""

    code = "filed_at_national_portal"
    vi = (
        "Thủ tục này chỉ nộp trực tuyến trên Cổng Dịch vụ công quốc gia: {address}. Cũng có thể "
        "nộp tại bộ phận một cửa hoặc qua bưu chính, nếu thủ tục nhận các cách này."
    )
    en = (
        "Online, this procedure is filed only at the National Public Service Portal: {address}. "
        "It may also be filed at a one-stop desk or by post, if the procedure accepts these."
    )


def is_filed_centrally(procedure: Procedure) -> bool:
    """Whether the National Portal alone takes it online."""
    return procedure.content.online_filing == "central"


def portal_address(procedure: Procedure) -> str:
    """The procedure's page at the National Portal, else the portal's own."""
    source = procedure.content.source
    return source if source.startswith(PORTAL) else PORTAL


def online_address(procedure: Procedure) -> str | None:
    """Where alone it is filed online; None where nowhere, or here too."""
    is_online = "online" in procedure.content.channels
    return portal_address(procedure) if is_online and is_filed_centrally(procedure) else None


def require_filed_here(procedure: Procedure, channel: Channel, *, is_demo: bool) -> None:
    """What is filed centrally only arrives, or comes to a desk; a demonstration takes it too, and
    says so. Raises FiledAtNationalPortal."""
    if channel == "online" and is_filed_centrally(procedure) and not is_demo:
        raise FiledAtNationalPortal(field="procedure", address=portal_address(procedure))


def require_offered(procedure: Procedure, terms: QuoteTerms) -> None:
    """The version has these cases, this group and this channel; raises UnknownCase, UnknownGroup,
    ChannelNotOffered."""
    content = procedure.content
    for name in ("case", "fee_case"):
        if getattr(terms, name) not in {None, *content.cases}:
            raise UnknownCase(field=name)
    if terms.group not in {None, *content.groups}:
        raise UnknownGroup(field="group")
    if terms.channel not in content.channels:
        raise ChannelNotOffered(field="procedure")
