"""What stands around the tables of the book of law, in English and Vietnamese."""

from typing import Final

from contracts.terms import LocalizedText
from docs.lawbook.rules import Confidence, Section, Standing, Work

TITLES: Final[dict[Section, LocalizedText]] = {
    "codes": LocalizedText(vi="Mã và trạng thái", en="Codes and states"),
    "time_limits": LocalizedText(vi="Thời hạn", en="Time limits"),
    "days_off": LocalizedText(vi="Ngày nghỉ", en="Days off"),
    "fees": LocalizedText(vi="Phí, lệ phí", en="Fees"),
    "documents": LocalizedText(vi="Giấy tờ và biểu mẫu", en="Documents and forms"),
    "notices": LocalizedText(vi="Thông báo", en="Notices"),
    "filing": LocalizedText(
        vi="Nộp hồ sơ và dịch vụ trực tuyến", en="Filing and services on the network"
    ),
    "data": LocalizedText(
        vi="Dữ liệu: nơi đặt, bảo vệ, lưu giữ", en="Data: its place, protection and keeping"
    ),
    "rating": LocalizedText(vi="Đánh giá", en="Rating"),
}
REMARKS: Final[dict[Section, LocalizedText]] = {
    "time_limits": LocalizedText(
        vi="Các câu giải thích là những câu công dân đọc trong `due.steps`.",
        en="The sentences of an explanation are those that a citizen reads in `due.steps`. The\n"
        "code is in `law/`; `law/cases/*.yaml` are worked cases for a lawyer to sign\n"
        "([law.vi.md](law.vi.md)); they run as tests.",
    ),
    "data": LocalizedText(
        vi="**Dữ liệu được phép đặt ở đâu?** Không tìm thấy văn bản nào nói rõ nơi đặt dữ liệu\n"
        "của hệ thống cấp tỉnh. AWS không có Region nào ở Việt Nam, nên đặt hệ thống trên AWS là\n"
        "chuyển dữ liệu cá nhân ra nước ngoài theo Luật BVDLCN 91/2025 Điều 20. Tỉnh phải trả lời\n"
        "bằng văn bản trước khi có dữ liệu thật; cho đến lúc đó hệ thống chỉ được chạy với dữ\n"
        "liệu giả định. Những việc tỉnh cần quyết định trước:\n"
        "[decisions.vi.md](operations/decisions.vi.md).",
        en="**Where may the data be kept?** No text was found that names the place of a\n"
        "provincial system's data. No AWS Region lies in Vietnam, so a stage on AWS is a transfer\n"
        "of personal data abroad under Luật BVDLCN 91/2025 Điều 20. The province must answer in\n"
        "writing before real data arrive; until then the system may hold invented data only. What\n"
        "a province decides first: [decisions.md](operations/decisions.md).",
    ),
}
LEGEND: Final[dict[Confidence, LocalizedText]] = {
    "H": LocalizedText(
        vi="đọc trong văn bản gốc hoặc trang chính thức",
        en="read in a primary text or on an official page",
    ),
    "M": LocalizedText(
        vi="đọc trên báo chí hoặc trong hệ thống của người khác",
        en="read in the press or in somebody else's implementation",
    ),
    "L": LocalizedText(vi="theo trí nhớ", en="from memory"),
    "assumed": LocalizedText(
        vi="chọn khi không có nguồn, như một công chức có lẽ sẽ mong đợi",
        en="chosen where no source was at hand, as an official would most likely expect it",
    ),
    "synthetic": LocalizedText(vi="dữ liệu giả định", en="invented data, marked as such"),
    "missing": LocalizedText(
        vi="chưa có quy tắc hoặc chưa làm", en="no rule is claimed, or it is not built yet"
    ),
}
OPENING: Final = LocalizedText(
    vi="""# Sổ quy tắc pháp luật và các ví dụ tính hạn

`make law` viết trang này từ `law/rules/*.yaml` và `law/cases/*.yaml`; xin sửa ở đó, không sửa ở
đây. Mỗi quy tắc có nguồn, điều khoản và độ tin cậy. Luật sư đọc từng ví dụ ở cuối trang; đồng ý
thì ghi tên và ngày vào `signed_off` của tệp.

Độ tin cậy:
""",
    en="""# The rules of procedure, and how sure we are of them

`make law` writes this page from `law/rules/*.yaml`; change it there. A rule of law is data: its
values by effective date, each with its source, confidence, and the day on which the source was
read. The confidence:
""",
)
TEXTS: Final = LocalizedText(
    vi="""
Cột "đối chiếu" cho biết các văn bản tìm được tháng 11 năm 2026 nói gì về quy tắc:
""",
    en="""
The column "texts" tells what the texts that were found in November 2026 say about a rule:
""",
)
STANDING_NAMES: Final[dict[Standing, LocalizedText]] = {
    "confirmed": LocalizedText(vi="xác nhận", en="confirmed"),
    "corrected": LocalizedText(vi="đã sửa", en="corrected"),
    "added": LocalizedText(vi="bổ sung", en="added"),
    "unchanged": LocalizedText(vi="giữ nguyên", en="unchanged"),
    "unknown": LocalizedText(vi="chưa rõ", en="unknown"),
}
STANDINGS: Final[dict[str, LocalizedText]] = {
    "confirmed, xác nhận:": LocalizedText(
        vi="văn bản ghi đúng như quy tắc;", en="a text says what the rule says;"
    ),
    "corrected, đã sửa:": LocalizedText(
        vi="văn bản ghi khác; giá trị mới được ghi bên cạnh giá trị cũ;",
        en="a text says otherwise; the new value stands beside the older one;",
    ),
    "added, bổ sung:": LocalizedText(
        vi="trước đây chưa có quy tắc này;", en="the rule was not known before;"
    ),
    "unchanged, giữ nguyên:": LocalizedText(
        vi="lựa chọn của hệ thống, hoặc không có gì mới;",
        en="our own choice, or nothing new was found;",
    ),
    "unknown, chưa rõ:": LocalizedText(
        vi="đã tìm nhưng không thấy văn bản.", en="no text was found that says it."
    ),
}
WAITS: Final = LocalizedText(vi=" (*chưa áp dụng: {}*)", en=" (*not yet applied: {}*)")
UNUSED: Final = LocalizedText(vi=" (*chưa hồ sơ nào dùng*)", en=" (*no case uses it yet*)")
WORKS: Final[dict[Work, LocalizedText]] = {
    "desk": LocalizedText(vi="giải quyết hồ sơ", en="the desk"),
    "filing": LocalizedText(vi="nộp hồ sơ", en="filing"),
    "pages": LocalizedText(vi="trang cho người dân và công chức", en="pages"),
    "national_exchange": LocalizedText(
        vi="kết nối Cổng Dịch vụ công quốc gia", en="the national exchange"
    ),
    "integrators": LocalizedText(
        vi="bên tích hợp, số liệu và phản ánh", en="integrators, figures and feedback"
    ),
    "registries": LocalizedText(vi="cơ sở dữ liệu quốc gia", en="registries"),
    "electronic_receipts": LocalizedText(vi="biên lai điện tử", en="electronic receipts"),
}
FRAME: Final = LocalizedText(
    vi="""
Không dịch vụ nào đọc giá trị ghi *chưa áp dụng*, nên nó không làm thay đổi hạn của hồ sơ nào; ngay
sau đó là phần của hệ thống sẽ áp dụng. Cột cuối nêu hàm đã tính được nó, nếu có. Giấy tờ in ra chỉ
được ghi "theo Điều …" với độ tin cậy H. Ai có văn bản: sửa giá trị trong tệp của quy tắc, ghi
nguồn, nâng độ tin cậy.

## Khung pháp luật (tháng 11 năm 2026)

Văn bản đã hết hiệu lực không được dẫn trên giấy tờ lập sau ngày cuối của nó.
""",
    en="""
No service reads a value that is *not yet applied*, and it moves no case's due date; the part of the
system that will apply it stands behind it. The last column names the function that computes it
already, if there is one. A printed document may say "theo Điều …" only for an H. Whoever gets the
texts: correct the value in the rule's file, note the source, and raise the confidence.

## Frame in force (November 2026)

No paper dated after the last day of an act may cite it.
""",
)
ACTS: Final = LocalizedText(
    vi="văn bản|từ ngày|đến hết ngày|nội dung|độ tin cậy",
    en="act|from|until|what it governs|confidence",
)
UNKNOWN: Final = LocalizedText(
    vi="""## Chưa tìm thấy

Cần xin từ cơ quan có thẩm quyền hoặc dịch vụ trả phí:
""",
    en="""## Not found

To get from an official or a paid service:
""",
)
SOURCES: Final = LocalizedText(
    vi="""
## Nơi đã đọc

Tên trong dấu `[…]` ở cột nguồn. Bản công khai có thể đã được sửa đổi sau đó.
""",
    en="""
## Where the texts were read

The names in `[…]` of the column of sources. A public copy may have been amended since.
""",
)
