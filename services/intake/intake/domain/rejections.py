"""Why an upload was rejected, and what its owner can do about it."""

from typing import Final

HEIC_WORDS: Final = (
    "Chưa nhận ảnh HEIC. Trên iPhone, vào Cài đặt, Camera, Định dạng, chọn “Tương thích nhất” rồi "
    "chụp lại; hoặc lưu ảnh thành JPEG rồi tải lên.",
    "HEIC pictures cannot be used. On an iPhone, choose Settings, Camera, Formats, “Most "
    "Compatible” and take the picture again, or save it as JPEG and upload it.",
)
REJECTIONS: Final[dict[str, tuple[str, str]]] = {
    "file_too_large": (
        "Tệp tải lên lớn hơn tệp đã chọn ban đầu. Vui lòng chọn tệp và tải lên lại.",
        "The uploaded file is larger than the one that was chosen. Please choose it and "
        "upload again.",
    ),
    "over_20_mb": (
        "Tệp vượt quá 20 MB. Vui lòng giảm dung lượng hoặc tách thành nhiều tệp rồi tải lên.",
        "The file is larger than 20 MB. Please make it smaller or split it, and upload it again.",
    ),
    "not_taken": (
        "Chỉ nhận tệp PDF, JPEG hoặc PNG. Vui lòng lưu tệp sang một trong các dạng này.",
        "Only PDF, JPEG and PNG files can be used. Please save the file as one of these.",
    ),
    "heic_not_taken": HEIC_WORDS,
    "wrong_digest": (
        "Tệp tải lên khác với tệp đã chọn ban đầu. Vui lòng chọn tệp và tải lên lại.",
        "The uploaded file is not the one that was chosen. Please choose it and upload again.",
    ),
    "wrong_type": (
        "Nội dung tệp không phải là PDF, JPEG hoặc PNG. Vui lòng lưu tệp sang một trong "
        "các dạng này.",
        "The content of the file is not PDF, JPEG or PNG. Please save the file as one of these.",
    ),
    "not_a_pdf": (
        "Kết quả phải là tệp PDF. Vui lòng lưu thành PDF rồi tải lên lại.",
        "A result has to be a PDF. Please save it as one and upload it again.",
    ),
    "unreadable": (
        "Không mở được tệp: tệp hỏng hoặc quá phức tạp. Vui lòng lưu hoặc chụp lại rồi tải lên.",
        "The file cannot be opened: it is broken or too complex. Please save or scan it again.",
    ),
    "password_needed": (
        "Tệp PDF có mật khẩu. Vui lòng bỏ mật khẩu rồi tải lên lại.",
        "The PDF file has a password. Please remove the password and upload it again.",
    ),
    "active_content": (
        "Tệp PDF có tệp đính kèm bên trong hoặc là biểu mẫu động. Vui lòng in ra PDF rồi tải lên.",
        "The PDF has files inside, or is a dynamic form. Please print it to a PDF, then "
        "upload that.",
    ),
    "too_many_pixels": (
        "Ảnh có kích thước quá lớn. Vui lòng giảm độ phân giải rồi tải lên lại.",
        "The picture is too large. Please reduce its resolution and upload it again.",
    ),
    "pages_differ": (
        "Số trang của bản quét khác số trang của bản chính. Vui lòng quét lại đủ, đúng thứ tự.",
        "The scan does not have as many pages as the original. Please scan every page, in order.",
    ),
    "not_scanned": (
        "Tệp có trang không phải là ảnh quét của bản chính. Vui lòng quét lại bản chính.",
        "The file has a page that is not a scan of the original. Please scan the original again.",
    ),
    "resolution_too_low": (
        "Bản quét dưới 200 dpi. Vui lòng quét lại với độ phân giải từ 200 dpi.",
        "The scan has less than 200 dpi. Please scan it again at 200 dpi or more.",
    ),
    "not_in_colour": (
        "Bản quét không phải ảnh màu. Vui lòng quét lại ở chế độ màu.",
        "The scan is not in colour. Please scan it again in colour.",
    ),
    "infected": (
        "Trình quét phát hiện mã độc trong tệp. Vui lòng kiểm tra máy và tải lên tệp khác.",
        "A scanner found malware in the file. Please check your device and upload another file.",
    ),
}
"""Code of a rejection -> its sentence in Vietnamese and in English."""


def rejection_sentence(why: str, language: str) -> str | None:
    """The sentence of a code; None for a code of older rules."""
    vi, en = REJECTIONS.get(why, (None, None))
    return en if language == "en" else vi
