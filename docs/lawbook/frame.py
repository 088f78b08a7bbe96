"""What stands around the tables of the book of law, in English and Vietnamese."""

from typing import Final

from contracts.terms import LocalizedText
from docs.lawbook.rules import Confidence, Section

TITLES: Final[dict[Section, LocalizedText]] = {
    "codes": LocalizedText(vi="Mã và trạng thái", en="Codes and states"),
    "time_limits": LocalizedText(vi="Thời hạn", en="Time limits"),
    "days_off": LocalizedText(vi="Ngày nghỉ", en="Days off"),
    "fees": LocalizedText(vi="Phí, lệ phí", en="Fees"),
    "documents": LocalizedText(vi="Giấy tờ và biểu mẫu", en="Documents and forms"),
    "notices": LocalizedText(vi="Thông báo", en="Notices"),
}
REMARKS: Final[dict[Section, LocalizedText]] = {
    "time_limits": LocalizedText(
        vi="Các câu giải thích là những câu công dân đọc trong `due.steps`.",
        en="The sentences of an explanation are those that a citizen reads in `due.steps`. The\n"
        "code is in `law/`; `law/cases/*.yaml` are worked cases for a lawyer to sign\n"
        "([law.vi.md](law.vi.md)); they run as tests.",
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
FRAME: Final = LocalizedText(
    vi="""
Chưa có toàn văn NĐ 118/2025/NĐ-CP, NĐ 367/2025/NĐ-CP và TT 03/2025/TT-VPCP. Giấy tờ in ra chỉ
được ghi "theo Điều …" với độ tin cậy H. Ai có văn bản: sửa giá trị trong tệp của quy tắc, ghi
nguồn, nâng độ tin cậy.

Khung pháp luật (tháng 11 năm 2026), theo các nguồn đã xem: NĐ 118/2025 (một cửa, chính quyền hai
cấp, từ 01/07/2025), được sửa đổi bởi NĐ 367/2025; TT 03/2025/TT-VPCP (biểu mẫu, mã hồ sơ); NĐ
45/2020 (thủ tục trên môi trường điện tử); NĐ 42/2022 (dịch vụ công trực tuyến); NĐ 30/2020 (văn
thư); Bộ luật Dân sự 91/2015 (thời hạn); Bộ luật Lao động 45/2019 (ngày nghỉ).
""",
    en="""
The full texts of NĐ 118/2025/NĐ-CP, NĐ 367/2025/NĐ-CP and TT 03/2025/TT-VPCP were not at hand. A
printed document may say "theo Điều …" only for an H. Whoever gets the texts: correct the value in
the rule's file, note the source, and raise the confidence there.

Frame in force (November 2026), as far as sources show: NĐ 118/2025 (one-stop service, two levels
of local government, from 01/07/2025) as amended by NĐ 367/2025; TT 03/2025/TT-VPCP (forms,
dossier code); NĐ 45/2020 (procedures on the network); NĐ 42/2022 (online services); NĐ 30/2020
(documents); Civil Code 91/2015 (terms); Labour Code 45/2019 (days off).
""",
)
CLOSING: Final = LocalizedText(
    vi="""
## Chưa làm, nên không nói theo quy tắc nào

Tạm dừng chờ bổ sung (Mẫu 02, mã 5), xin lỗi và gia hạn (Mẫu 04), dừng giải quyết (Mẫu 05), rút hồ
sơ, chuyển giữa các cơ quan, đánh giá theo QĐ 766/QĐ-TTg, số hóa theo TT 01/2023, và trao đổi với
Cổng Dịch vụ công quốc gia.
""",
    en="""
## Not built yet, so no rule of theirs is claimed

Supplement requests (Mẫu 02, code 5), the extension with apology (Mẫu 04), stopping (Mẫu 05),
withdrawal, transfer between agencies, the rating of QĐ 766/QĐ-TTg, digitisation by TT 01/2023,
and the exchange with the National Portal.
""",
)
