"""Thi hành án dân sự tỉnh Thái Nguyên 2025 (TH-1 … TH-5): a sector's own tree of offices and branches, beside the Party's."""
from play import Play
from stage import expect, same

SECTOR, CELL = "THADS-19", "DU-19.THADS"
OFFICES = ["THADS-19.TCCB", "THADS-19.NV"]
BRANCHES = ["THADS-19.DH", "THADS-19.PB", "THADS-19.VN"]
PARTS = OFFICES + BRANCHES
UNITS = [(SECTOR, "", "Cục Thi hành án dân sự tỉnh Thái Nguyên", "department"),
         (OFFICES[0], SECTOR, "Phòng Tổ chức cán bộ", "office"), (OFFICES[1], SECTOR, "Phòng Nghiệp vụ", "office"),
         (BRANCHES[0], SECTOR, "Chi cục Thi hành án dân sự Định Hóa", "branch"), (BRANCHES[1], SECTOR, "Chi cục Thi hành án dân sự Phú Bình", "branch"),
         (BRANCHES[2], SECTOR, "Chi cục Thi hành án dân sự Võ Nhai", "branch"),
         ("DU-19", "", "Đảng ủy các cơ quan tỉnh", "department"), (CELL, "DU-19", "Chi bộ Thi hành án dân sự", "party_cell")]
ACCOUNTS = [("dang", "Vi Thị Hạnh", "DU-19", "unit_officer"), ("cuc", "Dương Văn Thuận", SECTOR, "unit_officer"), ("dh", "Phan Thị Bích", BRANCHES[0], "unit_officer"),
            ("pb", "Đào Văn Kiên", BRANCHES[1], "unit_officer"), ("vanhanh", "Nông Văn Đạt", SECTOR, "operator"), ("hlv", "Tạ Minh Đăng", SECTOR, "coach")]
REPORT = ("tong-ket", "2025-12-31")


def play(options):
    journey = Play(options, "th", "th-thi-hanh-an.yaml", UNITS)
    try:
        launch(journey)
        learn(journey)
        sum_up(journey)
        return journey.checked
    finally:
        journey.stage.close()


def launch(journey):
    journey.launch("2025-03-31", SECTOR, ACCOUNTS)
    cuc, crowd = journey.cuc, journey.crowd
    journey.staff = [person for unit, how_many in zip(PARTS, [7, 6, 8, 9, 3]) for person in crowd.enrol(cuc, unit, "official", how_many)]
    # TH-2: five who also work for a branch stand in its list too, and stay one person each, counted where they belong. A list
    # of the Party cell, in another tree, cannot pull anybody over.
    crowd.enrol(cuc, BRANCHES[0], "official", 0, known=journey.staff[4:9])
    crowd.enrol_elsewhere(journey.dang, CELL, journey.staff[4:12])
    journey.check(cuc, SECTOR)
    same(len(journey.count.people_of(CELL, None, "2025-03-31")), 0, "counted in the Party cell")
    same(journey.dang.get(f"/api/v1/units/{CELL}/overview")["enrolled"], 0, "people of the Party cell in its overview")
    # TH-1: plans and core groups, each with its paper; a branch types its own, the department any.
    for unit in OFFICES:
        journey.type(cuc, unit, "phat-dong", 1, source="Kế hoạch của phòng")
    journey.type(journey.dh, BRANCHES[0], "phat-dong", 1, source="Kế hoạch của chi cục")
    journey.dh.refused("not_permitted", "POST", journey.at(BRANCHES[1], "values"), journey.entry(journey.dh, BRANCHES[0], "phat-dong", 1))
    journey.type_refused("fact_is_yes_or_no", cuc, BRANCHES[1], "phat-dong", 4)
    journey.type_refused("whole_not_typed", cuc, SECTOR, "phat-dong", 9, part="whole")
    journey.check(cuc, SECTOR)


def learn(journey):
    stage, crowd, cuc = journey.stage, journey.crowd, journey.cuc
    stage.turn_to("2025-05-19")
    journey.type(journey.pb, BRANCHES[1], "phat-dong", 1)
    journey.type(journey.pb, BRANCHES[1], "nhom-nong-cot", 1)
    journey.step(cuc, SECTOR, "tham-muu", "in_progress", "Đã gửi văn bản hướng dẫn")
    journey.step(cuc, SECTOR, "kiem-tra", "dropped", code="reason_missing")
    crowd.study(journey.staff[:20], "bdh-ai-1", 1)
    crowd.hand_in(journey.staff[:16], "bdh-ai-1-01")
    same(crowd.review(journey.hlv, SECTOR, returned=journey.staff[12:16]), 12, "accepted by the coach")
    journey.check(cuc, SECTOR)
    journey.check_hidden(journey.vanhanh, SECTOR)

    stage.turn_to("2025-10-06")
    for unit in PARTS:
        journey.type(cuc, unit, "nhom-nong-cot", 1)
    # What was sent back is mended and accepted; somebody's first work counts once, however many follow.
    crowd.hand_in(journey.staff[12:16], "bdh-ai-1-01", "Tôi thêm phần đã tự sửa: bỏ hai câu sai, ghi rõ nơi nhận.")
    crowd.study(journey.staff[16:31], "bdh-ai-1", 1)
    crowd.hand_in(journey.staff[16:31], "bdh-ai-1-01")
    crowd.study(journey.staff[:4], "bdh-ai-1", 1)
    crowd.hand_in(journey.staff[:4], "bdh-ai-1-02")
    same(crowd.review(journey.hlv, SECTOR), 23, "accepted by the coach")
    journey.check(cuc, SECTOR)
    journey.check(journey.dh, BRANCHES[0])
    journey.check_people(cuc, SECTOR)
    journey.check_people(cuc, SECTOR, "2025-05-19")


def sum_up(journey):
    stage, cuc = journey.stage, journey.cuc
    stage.turn_to("2025-12-18")
    accepted = {unit: journey.count.figure("hoc-va-ung-dung", unit, stage.today())["reached"] for unit in PARTS}
    journey.type_refused("more_than_around_it", cuc, BRANCHES[2], "cai-thien", accepted[BRANCHES[2]] + 1)
    for unit in PARTS:
        journey.type(cuc, unit, "cai-thien", accepted[unit] // 2, source="Phiếu so sánh trước – sau")
    strength = {each["target_id"]: each["strength"] for each in cuc.get(journey.at(SECTOR, "targets"))["own"]["targets"]}
    same(strength["cai-thien"], "timed_work_sample", "how strong the evidence of better work is")
    journey.not_open(cuc, SECTOR, *REPORT)

    stage.turn_to("2025-12-24")
    journey.wait_for_drafts(cuc, [SECTOR, *PARTS], *REPORT)
    stage.turn_to("2025-12-30")
    journey.write(journey.dh, BRANCHES[0], *REPORT, {"results": "Chấp hành viên soạn văn bản nhanh hơn."})
    journey.submit(journey.dh, BRANCHES[0], *REPORT, "on_time")
    journey.submit(journey.pb, BRANCHES[1], *REPORT, "on_time")
    for unit in OFFICES:
        journey.submit(cuc, unit, *REPORT, "on_time")
    journey.send_back(cuc, BRANCHES[1], *REPORT, "Chi cục ghi rõ số buổi tập huấn.")
    journey.dh.refused("report_submitted", "PUT", journey.report(BRANCHES[0], *REPORT, "/narrative"), {"revision": 3, "narrative": {}})

    stage.turn_to("2025-12-31", hour=16, minute=30)
    journey.write(cuc, SECTOR, *REPORT, {"leadership": "Mỗi phòng, mỗi chi cục có một người phụ trách."})
    journey.submit(cuc, SECTOR, *REPORT, "on_time")
    journey.check_sums(cuc, SECTOR, *REPORT, stage.today(), [*OFFICES, BRANCHES[0]])  # what was sent back is not handed in

    stage.turn_to("2026-01-06")
    same(journey.late_tasks(cuc, SECTOR), {"tong-ket": 6}, "late")
    journey.dang.refused("not_permitted", "GET", f"/api/v1/units/{SECTOR}/late_tasks")
    missing = [each["report"]["unit"]["code"] for each in cuc.get(f"/api/v1/units/{SECTOR}/late_reports")["reports"]]
    same(missing, [BRANCHES[2]], "who never reported")
    journey.submit(journey.pb, BRANCHES[1], *REPORT, "on_time", day="2025-12-31")  # it was there in time; only mended later
    journey.submit(cuc, BRANCHES[2], *REPORT, "late", day="2025-12-31")
    approved = cuc.post(journey.report(SECTOR, *REPORT, "/approvals"), status=200)
    same({each["state"] for each in approved["reports"]}, {"approved"}, "all at once")
    journey.approve(cuc, SECTOR, *REPORT)  # nobody stands above it here
    journey.check_locked(cuc, SECTOR, *REPORT)
    journey.check_sums(cuc, SECTOR, *REPORT, "2025-12-31", PARTS)
    journey.step(cuc, SECTOR, "tong-ket", "done", "Đã gửi báo cáo", with_proof=True)
    journey.keep_papers(cuc, SECTOR, *REPORT, "2025-12-31", ["TỔNG CỤC THI HÀNH ÁN DÂN SỰ", "Kính gửi: Tổng cục Thi hành án dân sự", "Thái Nguyên, ngày", "CỤC THI HÀNH ÁN DÂN SỰ TỈNH THÁI NGUYÊN", "BÁO CÁO", "Mỗi phòng, mỗi chi cục có một người phụ trách."])
    journey.check(cuc, SECTOR, "2025-05-19")
    expect(journey.late_tasks(cuc, SECTOR) == {}, "nothing is late any more")
    journey.check_values(cuc, BRANCHES[1])
    journey.check_counters()
