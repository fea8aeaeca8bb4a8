#include "app/demo/accounts.h"

namespace app::demo {

std::vector<Account> accounts() {
    return {
        {"learner", "hocvien", "hoc-vien-demo", "Người dân Xóm 1, xã Kim Phượng", "Lường Thị Sen", "05551.01"},
        {"coach", "huongdan", "huong-dan-demo", "Huấn luyện viên AI của Xóm 1, xã Kim Phượng", "Ma Văn Khánh", "05551.01"},
        {"unit_officer", "canbo.kimphuong", "can-bo-demo", "Cán bộ Văn hóa – Xã hội xã Kim Phượng", "Hoàng Thị Mận", "05551"},
        {"unit_officer", "canbo.thads", "can-bo-demo", "Cán bộ phòng Tổ chức cán bộ, Thi hành án dân sự tỉnh", "Dương Văn Thuận", "THADS-19"},
        {"province", "tinh.thainguyen", "cap-tinh-demo", "Ban chỉ đạo tỉnh Thái Nguyên", "Vi Thị Hạnh", "19"},
        {"author", "tacgia", "tac-gia-demo", "Người soạn học liệu", "Triệu Văn Bách", "19"},
        {"operator", "vanhanh", "van-hanh-demo", "Người vận hành máy chủ", "Nông Văn Đạt", "19"},
    };
}

}  // namespace app::demo
