"""The terms of a dossier that a version of a procedure offers: its cases, groups and channels."""

from intake.domain.procedure import Procedure
from intake.domain.quotation import QuoteTerms
from kit.core.errors import Invalid


class UnknownCase(Invalid):
    """The procedure has no such case."""

    code = "unknown_case"
    vi = "Thủ tục không có trường hợp này."
    en = "The procedure has no such case."


class UnknownGroup(Invalid):
    """No fee of the procedure is less for such a group."""

    code = "unknown_group"
    vi = "Thủ tục không có nhóm đối tượng được miễn, giảm phí này."
    en = "The procedure's fees are not reduced for such a group."


class ChannelNotOffered(Invalid):
    """The procedure cannot be filed through this channel."""

    code = "channel_not_offered"
    vi = "Thủ tục này không nhận hồ sơ qua kênh đã chọn."
    en = "This procedure does not take dossiers this way."


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
