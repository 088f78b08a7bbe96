"""Why a registry is not asked."""

from kit.core.errors import Conflicting, Invalid


class UnknownRegistry(Invalid):
    """No registry has this code."""

    code = "unknown_registry"
    vi = "Không có cơ sở dữ liệu này."
    en = "There is no such database."


class RegistryNotConnected(Conflicting):
    """The stage is not connected to it: the paper is asked for by hand."""

    code = "registry_not_connected"
    vi = "Hệ thống chưa kết nối với {registry}. Vui lòng yêu cầu giấy tờ theo quy định."
    en = "The system is not connected to {registry}. Please ask for the paper as the rules say."


class RegistrySubjectMissing(Conflicting):
    """The dossier states no number by which the registry knows its applicant."""

    code = "registry_subject_missing"
    vi = "Hồ sơ không có số định danh hoặc mã số thuế để tra cứu {registry}."
    en = "The dossier has no identity number or tax code to look up in {registry}."


class UnknownRegistryField(Invalid):
    """The registry has no such field, or it is not compared."""

    code = "unknown_registry_field"
    vi = "Cơ sở dữ liệu không có trường thông tin này."
    en = "The database has no such field."


class CompareFirst(Conflicting):
    """Data are fetched only after they were compared for this dossier."""

    code = "compare_first"
    vi = "Vui lòng đối chiếu dữ liệu trước; chỉ xem dữ liệu chi tiết khi cần sau bước đối chiếu."
    en = "Please compare the data first; they are shown in detail only after that."


class ConsentNotNeeded(Conflicting):
    """The law lets the registry be asked: no consent adds to that."""

    code = "consent_not_needed"
    vi = "{registry} được tra cứu theo quy định của pháp luật, không cần sự đồng ý."
    en = "{registry} is asked by law; it needs no consent."


class RegistryConsentMissing(Conflicting):
    """The registry is asked on the consent of whoever owns the dossier, and none is in force."""

    code = "registry_consent_missing"
    vi = "Cần sự đồng ý của chủ hồ sơ trước khi tra cứu {registry}."
    en = "{registry} is asked only with the consent of the owner of the dossier."
