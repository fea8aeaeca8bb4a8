#include "consents/rules.h"

#include <algorithm>

namespace identity {

const std::vector<ConsentText>& consent_texts() {
    static const std::vector<ConsentText> texts{
        {Purpose::learning, "2026-11", "Học tập và chấm bài",
         "Tôi đồng ý để Bình Dân Học lưu họ tên, năm sinh, đơn vị, nhóm đối tượng và bài làm của tôi để dạy, chấm bài, ghi "
         "nhận tiến bộ và để cán bộ đơn vị tôi biết kết quả học của tôi. Tôi có thể tải về hoặc xoá dữ liệu này bất cứ lúc nào.",
         true},
        {Purpose::ranking_name, "2026-11", "Hiện tên thật trên bảng xếp hạng",
         "Tôi đồng ý để người học khác thấy họ tên của tôi trên bảng xếp hạng. Nếu không, mọi người chỉ thấy biệt danh. Tôi có "
         "thể tắt bất cứ lúc nào. Người dưới 16 tuổi luôn chỉ hiện biệt danh.",
         false},
        {Purpose::research, "2026-11", "Nghiên cứu để bài học tốt hơn",
         "Tôi đồng ý để bài làm của tôi, sau khi đã bỏ họ tên và tên đăng nhập, được dùng để nghiên cứu và cải tiến bài học.",
         false},
        {Purpose::notifications, "2026-11", "Nhắc học",
         "Tôi đồng ý nhận lời nhắc học bài và thông báo của lớp, của đơn vị trên ứng dụng này.", false},
    };
    return texts;
}

const ConsentText& consent_text(Purpose purpose) {
    const auto& texts = consent_texts();
    const auto found = std::find_if(texts.begin(), texts.end(), [&](const auto& each) { return each.purpose == purpose; });
    ensure(found != texts.end(), "every purpose has a text");
    return *found;
}

std::optional<ConsentRefusal> refuse_consents(const std::vector<ConsentAnswer>& given) {
    for (const auto& answer : given) {
        if (consent_text(answer.purpose).version != answer.version.value) return ConsentRefusal::consent_text_changed;
    }
    for (const auto& text : consent_texts()) {
        const bool is_given = std::any_of(given.begin(), given.end(), [&](const auto& each) { return each.purpose == text.purpose; });
        if (text.required && !is_given) return ConsentRefusal::consent_required;
    }
    return std::nullopt;
}

std::optional<ConsentRefusal> refuse_consent_change(Purpose purpose, const std::string& version, bool given) {
    const auto& text = consent_text(purpose);
    if (!given) return text.required ? std::optional(ConsentRefusal::consent_required) : std::nullopt;
    if (text.version != version) return ConsentRefusal::consent_text_changed;
    return std::nullopt;
}

}  // namespace identity
