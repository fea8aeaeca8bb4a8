"""Phường Bắc Sơn 2025 (BS-13 … BS-17): a ward with its groups, an office, a school and an enterprise, reporting each quarter by
the 15th of its last month."""
from play import Play, targets_of
from stage import same

WARD = "BS"
GROUPS = ["BS.T1", "BS.T2"]
OFFICE, SCHOOL, ENTERPRISE = "BS.CQ", "BS.TH", "BS.DN"
PARTS = [*GROUPS, OFFICE, SCHOOL, ENTERPRISE]
UNITS = [("19", "", "Tỉnh Thái Nguyên", "province"), (WARD, "19", "Phường Bắc Sơn", "ward"), (GROUPS[0], WARD, "Tổ dân phố 1", "hamlet"),
         (GROUPS[1], WARD, "Tổ dân phố 2", "hamlet"), (OFFICE, WARD, "Cơ quan phường", "office"), (SCHOOL, WARD, "Trường Tiểu học Bắc Sơn", "school"),
         (ENTERPRISE, WARD, "Hợp tác xã chè Bắc Sơn", "enterprise")]
ACCOUNTS = [("tinh", "Vi Thị Hạnh", "19", "province"), ("phuong", "Phạm Văn Lợi", WARD, "unit_officer"), ("truong", "Ngô Thị Tuyết", SCHOOL, "unit_officer"),
            ("to1", "Chu Văn Bền", GROUPS[0], "unit_officer"), ("vanhanh", "Nông Văn Đạt", WARD, "operator"), ("hlv", "Tạ Minh Đăng", WARD, "coach")]


def play(options):
    journey = Play(options, "bs", "bs-bac-son.yaml", UNITS)
    try:
        launch(journey)
        second_quarter(journey)
        third_quarter(journey)
        fourth_quarter(journey)
        return journey.checked
    finally:
        journey.stage.close()


def launch(journey):
    journey.launch("2025-03-26", WARD, ACCOUNTS)
    phuong, crowd = journey.phuong, journey.crowd
    # The ward's plan is younger than the first 15 March of its year: nothing was due then.
    same([period for _, period in journey.calendar(phuong, WARD)], ["2025-Q2", "2025-Q3", "2025-Q4"], "what is due")
    same(phuong.get(f"/api/v1/units/{WARD}/late_reports")["reports"], [], "who is late on the first day")
    phuong.refused("no_such_report", "GET", journey.report(WARD, "quy", "2025-Q1"))
    journey.officials = crowd.enrol(phuong, OFFICE, "official", 7)
    journey.teachers = crowd.enrol(journey.truong, SCHOOL, "official", 8)
    journey.residents = crowd.join(journey.to1, GROUPS[0], "citizen", 8) + crowd.join(phuong, GROUPS[1], "citizen", 6)
    journey.owners = crowd.join(phuong, ENTERPRISE, "business", 6)
    for unit, owners, adults in [(WARD, 12, 50), (GROUPS[0], 2, 15), (GROUPS[1], 2, 12), (OFFICE, 0, 8), (SCHOOL, 0, 9), (ENTERPRISE, 8, 8)]:
        journey.type(phuong, unit, "chu-doanh-nghiep", owners, "whole", source="Sổ đăng ký kinh doanh")
        journey.type(phuong, unit, "tuoi-lao-dong", adults, "whole", source="Sổ hộ khẩu phường")
    journey.type(phuong, WARD, "phat-dong", 1, source="Kế hoạch số 25/KH-UBND")
    journey.share(phuong, WARD, "chu-doanh-nghiep", {ENTERPRISE: 50}, code="shares_do_not_reconcile")
    journey.share(phuong, WARD, "chu-doanh-nghiep", {ENTERPRISE: 100})
    journey.check(phuong, WARD)


def second_quarter(journey):
    stage, crowd, phuong = journey.stage, journey.crowd, journey.phuong
    stage.turn_to("2025-05-20")
    crowd.study(journey.officials[:5] + journey.teachers[:5] + journey.residents[:6] + journey.owners[:2], "bdh-ai-1", 1)
    crowd.hand_in(journey.officials[:5] + journey.owners[:2], "bdh-ai-1-01")
    same(crowd.review(journey.hlv, WARD), 7, "accepted by the coach")
    journey.check(phuong, WARD)
    journey.check_hidden(journey.vanhanh, WARD)
    stage.turn_to("2025-06-07")
    journey.not_open(phuong, WARD, "quy", "2025-Q2")
    stage.turn_to("2025-06-08")
    journey.wait_for_drafts(phuong, [WARD, *PARTS], "quy", "2025-Q2")
    for unit in (*GROUPS, OFFICE, ENTERPRISE):
        journey.submit(phuong, unit, "quy", "2025-Q2", "on_time")
    stage.turn_to("2025-06-15", hour=16)
    journey.second = journey.submit(phuong, WARD, "quy", "2025-Q2", "on_time")
    same({row["cells"][6]["number"] for row in targets_of(journey.second["document"])}, {None}, "nothing before it to compare with")
    journey.approve(journey.tinh, WARD, "quy", "2025-Q2")


def third_quarter(journey):
    stage, crowd, phuong = journey.stage, journey.crowd, journey.phuong
    stage.turn_to("2025-06-16")
    missing = [(each["report"]["unit"]["code"], each["report"]["period"]) for each in journey.tinh.get("/api/v1/units/19/late_reports")["reports"]]
    same(missing, [(SCHOOL, "2025-Q2")], "the school has not answered")
    stage.turn_to("2025-08-18")
    crowd.study(journey.teachers + journey.residents[4:12] + journey.owners[2:5], "bdh-ai-1", 1)
    crowd.hand_in(journey.teachers[:6] + journey.owners[2:5], "bdh-ai-1-01")
    same(crowd.review(journey.hlv, WARD, returned=journey.teachers[5:6]), 8, "accepted by the coach")
    crowd.study(journey.residents[:5], "bdh-ai-1")
    journey.type(phuong, WARD, "nhom-nong-cot", 1)
    journey.type(phuong, OFFICE, "can-bo-cai-thien", 3, source="Phiếu so sánh trước – sau")
    journey.type_refused("more_than_around_it", phuong, ENTERPRISE, "kinh-doanh-cai-thien", 6)
    journey.check(phuong, WARD)
    journey.check_people(phuong, WARD)
    stage.turn_to("2025-09-15", hour=8)
    for unit in (*GROUPS, OFFICE, ENTERPRISE):
        journey.submit(phuong, unit, "quy", "2025-Q3", "on_time")
    third = journey.submit(phuong, WARD, "quy", "2025-Q3", "on_time")
    journey.check_differences(third, WARD, "2025-06-15", "2025-09-15")
    stage.turn_to("2025-09-15", hour=18)  # an hour past the cut-off
    journey.submit(journey.truong, SCHOOL, "quy", "2025-Q3", "late")
    journey.approve(phuong, SCHOOL, "quy", "2025-Q3")
    # What was handed in for the second quarter stays as it was.
    same(phuong.get(journey.report(WARD, "quy", "2025-Q2"))["document"], journey.second["document"], "the second quarter's report")


def fourth_quarter(journey):
    stage, crowd, phuong = journey.stage, journey.crowd, journey.phuong
    stage.turn_to("2025-12-08")
    journey.wait_for_drafts(phuong, [WARD, *PARTS], "quy", "2025-Q4")
    crowd.study(journey.officials + journey.teachers[:3], "bdh-ai-1")
    crowd.hand_in(journey.officials[5:], "bdh-ai-1-01")
    crowd.hand_in(journey.teachers[5:6], "bdh-ai-1-01", "Tôi đã thêm phần tự sửa.")
    crowd.review(journey.hlv, WARD)
    journey.type(phuong, SCHOOL, "can-bo-cai-thien", 4, source="Phiếu so sánh trước – sau")
    journey.type(phuong, ENTERPRISE, "kinh-doanh-cai-thien", 3, source="Phiếu so sánh trước – sau")
    for task, state in [("tap-huan", "done"), ("loa-cong", "in_progress"), ("kinh-phi", "done")]:
        journey.step(phuong, WARD, task, state, "Đã báo cáo tại giao ban", with_proof=True)
    for unit in (*GROUPS, OFFICE, ENTERPRISE):
        journey.submit(phuong, unit, "quy", "2025-Q4", "on_time")
    journey.write(journey.truong, SCHOOL, "quy", "2025-Q4", {"results": "Cả trường đã học bài đầu."})
    journey.submit(journey.truong, SCHOOL, "quy", "2025-Q4", "on_time")
    phuong.post(journey.report(WARD, "quy", "2025-Q4", "/approvals"), status=200)
    journey.check_sums(phuong, WARD, "quy", "2025-Q4", "2025-12-08", PARTS)
    journey.write(phuong, WARD, "quy", "2025-Q4", {"difficulties": "Nhiều hộ buôn bán bận, chỉ học buổi tối."})
    fourth = journey.submit(phuong, WARD, "quy", "2025-Q4", "on_time")
    journey.check_differences(fourth, WARD, "2025-09-15", "2025-12-08")
    journey.approve(journey.tinh, WARD, "quy", "2025-Q4")
    journey.check_locked(phuong, WARD, "quy", "2025-Q4")
    same([each["timing"] for each in journey.calendar(journey.truong, SCHOOL).values()], ["missing", "late", "on_time"], "the school's history")
    same([each["timing"] for each in journey.calendar(phuong, WARD).values()], ["on_time"] * 3, "the ward's history")
    same([each["state"] for each in journey.calendar(phuong, WARD).values()], ["approved", "submitted", "approved"], "the ward's reports")
    journey.keep_papers(phuong, WARD, "quy", "2025-Q4", "2025-12-08", ["ỦY BAN NHÂN DÂN", "PHƯỜNG BẮC SƠN", "BÁO CÁO", "Nhiều hộ buôn bán bận, chỉ học buổi tối."])
    journey.check_people(phuong, WARD)
    for day in ("2025-05-20", "2025-06-15", "2025-09-15"):
        journey.check(phuong, WARD, day)
    journey.check_values(phuong, WARD)
    journey.check_counters()
